// Claims side by side, one small table a measure: who says it, when, and the figure.
import { dataText, el } from "./dom.ts";
import { codeText, readerText, shownText } from "./page_language.ts";
import { section } from "./card_parts.ts";
import { figureText, formatNumber, groupClaims, rangeText, type ClaimGroup, type ClaimNode } from "./claims.ts";
import { countText } from "./counted_text.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import type { Claim, Item, Lang } from "./payload.ts";
import { archiveMark, sourceMark, sourceName } from "./source_view.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { wordFor } from "./words.ts";

export function renderClaims(item: Item, store: Store): HTMLElement | null {
  if (item.claims.length === 0) return null;
  const t = STRINGS[store.now.lang];
  return section(t.claims, ...groupClaims(item.claims).map((group) => claimTable(group, item, store)));
}

function claimTable(group: ClaimGroup, item: Item, store: Store): HTMLElement {
  const { lang } = store.now;
  const t = STRINGS[lang];
  return el(
    "table",
    { class: "gm-claims" },
    el("caption", {}, el("span", {}, wordFor(group.measure, lang)), spreadText(group, lang)),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { scope: "col" }, t.figure),
        el("th", { scope: "col" }, t.whoSays),
        el("th", { scope: "col" }, t.when),
      ),
    ),
    el("tbody", {}, ...group.nodes.flatMap((node) => claimRows(node, item, store))),
  );
}

function spreadText({ range }: ClaimGroup, lang: Lang): HTMLElement | null {
  if (!range) return null;
  const figures =
    range.low === range.high ? formatNumber(range.low) : rangeText(range.low, range.high, lang);
  return el(
    "span",
    { class: "gm-range" },
    el("b", {}, figures),
    ` · ${countText(range.accounts, "account", lang)}`,
  );
}

/** A claim, and under it across the table its breakdown and its note. */
function claimRows(node: ClaimNode, item: Item, store: Store): HTMLElement[] {
  const { lang } = store.now;
  const { claim, parts } = node;
  const isOld = claim.superseded_by !== null;
  const row = el(
    "tr",
    {},
    figureCell(claim, store),
    el("td", {}, claimant(claim, item, store)),
    el("td", { class: "gm-when" }, statedText(claim, lang)),
  );
  if (parts.length === 0 && !claim.note) return [row];
  const breakdown = parts.map((part) => partOf(part, isOld, store));
  const more = el(
    "td",
    { colspan: 3 },
    breakdown.length > 0 && el("ul", { class: "gm-parts" }, ...breakdown),
    claim.note ? el("p", { class: "gm-note" }, readerText(claim.note, store)) : null,
  );
  return [row, el("tr", { class: "gm-part" }, more)];
}

function partOf({ claim, parts }: ClaimNode, isWholeOld: boolean, store: Store): HTMLElement {
  const { lang } = store.now;
  const isOld = isWholeOld || claim.superseded_by !== null;
  const text = `${codeText(claim.who || "all", store)}: ${figureText(claim, lang) || STRINGS[lang].notGiven}`;
  return el(
    "li",
    {},
    el(isOld ? "s" : "span", { title: shownText(claim.note, store) || null }, dataText(text)),
    parts.length > 0 &&
      el("ul", { class: "gm-parts gm-inner" }, ...parts.map((part) => partOf(part, isOld, store))),
  );
}

function figureCell(claim: Claim, store: Store): HTMLElement {
  const { lang } = store.now;
  const t = STRINGS[lang];
  const text = figureText(claim, lang) || t.notGiven;
  const isOld = claim.superseded_by !== null;
  const figure = el(
    isOld ? "s" : "span",
    { class: claim.low === null && claim.high === null ? "gm-soft" : null },
    text,
  );
  const who =
    claim.who && claim.who !== "all"
      ? el("span", { class: "gm-who" }, " ", dataText(whoText(claim.who, store)))
      : null;
  return el(
    "td",
    { class: "gm-figure" },
    figure,
    who,
    isOld ? el("span", { class: "gm-old" }, ` ${t.superseded}`) : null,
  );
}

/** In Arabic the noun's form would follow the number, so it stands in brackets, as a label. */
function whoText(who: string, store: Store): string {
  const text = codeText(who, store);
  return store.now.lang === "ar" ? `(${text})` : text;
}

/** Who said it, with the number of the source; the publisher is named when nobody else is. */
function claimant(claim: Claim, item: Item, store: Store): HTMLElement {
  return el(
    "span",
    {},
    readerText(claim.claimed_by || sourceName(claim.source, store) || "–", store),
    sourceMark(claim.source, item, store),
    archiveMark(claim.source, store),
  );
}

function statedText({ stated_at: stated }: Claim, lang: Lang): string {
  const n = dayNumber(stated?.slice(0, 10));
  return n === null ? (stated ?? "") : dayText(n, lang, true);
}
