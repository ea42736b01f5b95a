// Claims side by side, one small table a measure: who says it, when, and the figure.
import { dataText, el } from "./dom.ts";
import { section } from "./card_parts.ts";
import { figureText, formatNumber, groupClaims, type ClaimGroup, type ClaimNode } from "./claims.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import type { Claim, Item, Lang } from "./payload.ts";
import { sourceLink, sourceName } from "./source_view.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { wordFor } from "./words.ts";

export function renderClaims(item: Item, store: Store): HTMLElement | null {
  if (item.claims.length === 0) return null;
  const t = STRINGS[store.now.lang];
  return section(t.claims, ...groupClaims(item.claims).map((group) => claimTable(group, store)));
}

function claimTable(group: ClaimGroup, store: Store): HTMLElement {
  const { lang } = store.now;
  const t = STRINGS[lang];
  return el("table", { class: "gm-claims" },
    el("caption", {}, el("span", {}, wordFor(group.measure, lang)), rangeText(group, lang)),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t.figure), el("th", { scope: "col" }, t.whoSays), el("th", { scope: "col" }, t.when))),
    el("tbody", {}, ...group.nodes.flatMap((node) => claimRows(node, 0, store))));
}

function rangeText({ range }: ClaimGroup, lang: Lang): HTMLElement | null {
  if (!range) return null;
  const figures = range.low === range.high ? formatNumber(range.low) : `${formatNumber(range.low)}–${formatNumber(range.high)}`;
  return el("span", { class: "gm-range" }, el("b", {}, figures), ` · ${range.accounts} ${STRINGS[lang].claimsOf}`);
}

function claimRows(node: ClaimNode, depth: number, store: Store): HTMLElement[] {
  return [claimRow(node.claim, depth, store), ...node.parts.flatMap((part) => claimRows(part, depth + 1, store))];
}

function claimRow(claim: Claim, depth: number, store: Store): HTMLElement {
  const { lang } = store.now;
  const figure = figureCell(claim, depth, lang);
  const row = el("tr", { class: depth > 0 ? "gm-part" : null }, figure);
  if (depth > 0) {
    figure.setAttribute("colspan", "3");
    figure.style.setProperty("--depth", String(depth));
    return row;
  }
  row.append(el("td", {}, claimant(claim, store), noteOf(claim)), el("td", { class: "gm-when" }, statedText(claim, lang)));
  return row;
}

function figureCell(claim: Claim, depth: number, lang: Lang): HTMLElement {
  const t = STRINGS[lang];
  const text = figureText(claim, lang) || t.notGiven;
  const isOld = claim.superseded_by !== null;
  const figure = el(isOld ? "s" : "span", { class: claim.low === null && claim.high === null ? "gm-soft" : null }, text);
  const who = claim.who && claim.who !== "all" ? el("span", { class: "gm-who" }, " ", dataText(wordFor(claim.who, lang))) : null;
  return el("td", { class: "gm-figure" }, figure, who,
    isOld ? el("span", { class: "gm-old" }, ` ${t.superseded}`) : null, depth > 0 ? noteOf(claim) : null);
}

/** Who said it; the report that passed it on is named when it is someone else. */
function claimant(claim: Claim, store: Store): HTMLElement {
  const publisher = sourceName(claim.source, store);
  const said = claim.claimed_by || publisher;
  const isPassedOn = publisher !== "" && claim.claimed_by !== "" && claim.claimed_by !== publisher;
  return el("span", {}, isPassedOn ? dataText(said) : sourceLink(claim.source, store, said),
    isPassedOn ? el("span", { class: "gm-soft gm-via" }, " ", sourceLink(claim.source, store, publisher)) : null);
}

function statedText({ stated_at: stated }: Claim, lang: Lang): string {
  const n = dayNumber(stated?.slice(0, 10));
  return n === null ? (stated ?? "") : dayText(n, lang, true);
}

function noteOf({ note }: Claim): HTMLElement | null {
  return note ? el("div", { class: "gm-note" }, dataText(note)) : null;
}
