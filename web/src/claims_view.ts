// Claims side by side, one small table a measure: who says it, when, and the figure.
import { dataText, el } from "./dom.ts";
import { section } from "./card_parts.ts";
import { figureText, formatNumber, groupClaims, type ClaimGroup, type ClaimNode } from "./claims.ts";
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
    el("caption", {}, el("span", {}, wordFor(group.measure, lang)), rangeText(group, lang)),
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

function rangeText({ range }: ClaimGroup, lang: Lang): HTMLElement | null {
  if (!range) return null;
  const figures =
    range.low === range.high
      ? formatNumber(range.low)
      : `${formatNumber(range.low)}–${formatNumber(range.high)}`;
  return el(
    "span",
    { class: "gm-range" },
    el("b", {}, figures),
    ` · ${range.accounts} ${STRINGS[lang].claimsOf}`,
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
    figureCell(claim, lang),
    el("td", {}, claimant(claim, item, store)),
    el("td", { class: "gm-when" }, statedText(claim, lang)),
  );
  if (parts.length === 0 && !claim.note) return [row];
  const breakdown = parts.map((part) => partOf(part, isOld, lang));
  const more = el(
    "td",
    { colspan: 3 },
    breakdown.length > 0 && el("ul", { class: "gm-parts" }, ...breakdown),
    claim.note ? el("p", { class: "gm-note" }, dataText(claim.note)) : null,
  );
  return [row, el("tr", { class: "gm-part" }, more)];
}

function partOf({ claim, parts }: ClaimNode, isWholeOld: boolean, lang: Lang): HTMLElement {
  const isOld = isWholeOld || claim.superseded_by !== null;
  const text = `${wordFor(claim.who || "all", lang)}: ${figureText(claim, lang) || STRINGS[lang].notGiven}`;
  return el(
    "li",
    {},
    el(isOld ? "s" : "span", { title: claim.note || null }, dataText(text)),
    parts.length > 0 &&
      el("ul", { class: "gm-parts gm-inner" }, ...parts.map((part) => partOf(part, isOld, lang))),
  );
}

function figureCell(claim: Claim, lang: Lang): HTMLElement {
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
      ? el("span", { class: "gm-who" }, " ", dataText(wordFor(claim.who, lang)))
      : null;
  return el(
    "td",
    { class: "gm-figure" },
    figure,
    who,
    isOld ? el("span", { class: "gm-old" }, ` ${t.superseded}`) : null,
  );
}

/** Who said it, with the number of the source; the publisher is named when nobody else is. */
function claimant(claim: Claim, item: Item, store: Store): HTMLElement {
  return el(
    "span",
    {},
    dataText(claim.claimed_by || sourceName(claim.source, store) || "–"),
    sourceMark(claim.source, item, store),
    archiveMark(claim.source, store),
  );
}

function statedText({ stated_at: stated }: Claim, lang: Lang): string {
  const n = dayNumber(stated?.slice(0, 10));
  return n === null ? (stated ?? "") : dayText(n, lang, true);
}
