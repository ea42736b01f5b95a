// The card of the chosen item: what is said, by whom, where it was put and why.
import { pageText, readerText, shownText, wordingText } from "./page_language.ts";
import { quote, section } from "./card_parts.ts";
import { button, dataText, el, type Child } from "./dom.ts";
import { countText } from "./counted_text.ts";
import { renderClaims } from "./claims_view.ts";
import { dateText, whenText } from "./item_text.ts";
import { newsText } from "./news_text.ts";
import { itemList, itemRow } from "./list_view.ts";
import type { Item, Lang } from "./payload.ts";
import { renderPlaces } from "./place_view.ts";
import { relationText } from "./relation_text.ts";
import { renderSources } from "./source_view.ts";
import { NO_GROUP, type Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { lookOfItem } from "./symbol.ts";
import { swatch } from "./swatch.ts";
import { withIndexes, withRecords } from "./texts.ts";
import { renderTimeline } from "./timeline_view.ts";
import { kindName, wordFor } from "./words.ts";

/** Writes the card; of a chosen item whose texts are not decoded yet, once they are. */
export function renderCard(card: HTMLElement, store: Store): void {
  const { selection, group, lang } = store.now;
  const item = store.record(selection);
  card.setAttribute("aria-label", STRINGS[lang].card);
  card.hidden = selection === null && group.length === 0;
  if (selection !== null && !item) {
    card.replaceChildren(bar(store, el("div", { class: "gm-card-kicker" }, "…"), group.length > 1));
    withRecords(store.data, [selection], () => {
      if (store.now.selection === selection) renderCard(card, store);
    });
    return;
  }
  if (item) card.replaceChildren(bar(store, kicker(item, lang), group.length > 1), itemBody(item, store));
  else if (group.length > 0) card.replaceChildren(bar(store, groupTitle(store), false), groupBody(store));
  else card.replaceChildren();
  card.scrollTop = 0;
}

/** Steps back once: from an item to its group, from a group to the map. */
export function closeCard(store: Store): void {
  const { selection, group } = store.now;
  if (selection !== null && group.length > 1) store.set({ selection: null });
  else store.set({ selection: null, group: NO_GROUP });
}

function bar(store: Store, title: Child, hasBack: boolean): HTMLElement {
  const t = STRINGS[store.now.lang];
  return el(
    "div",
    { class: "gm-card-bar" },
    hasBack &&
      button({ class: "gm-icon gm-back", "aria-label": t.back, title: t.back }, () => closeCard(store), "‹"),
    title,
    button(
      { class: "gm-icon gm-close", "aria-label": t.close, title: t.close },
      () => store.set({ selection: null, group: NO_GROUP }),
      "×",
    ),
  );
}

function kicker(item: Item, lang: Lang): HTMLElement {
  const kind = kindName(item.type === "site" ? item.kind : item.layer, lang);
  const state = item.type === "site" ? item.state : item.status;
  return el(
    "div",
    { class: "gm-card-kicker" },
    swatch(lookOfItem(item), 24, 8),
    el("span", { class: "gm-card-kind" }, kind),
    state ? el("span", { class: `gm-chip gm-chip-${state}` }, wordFor(state, lang)) : null,
    item.background ? el("span", { class: "gm-chip" }, STRINGS[lang].background) : null,
  );
}

function groupTitle({ now: { group, lang } }: Store): HTMLElement {
  return el(
    "div",
    { class: "gm-card-kicker" },
    el("span", { class: "gm-card-kind" }, countText(group.length, "report", lang)),
  );
}

function groupBody(store: Store): HTMLElement {
  return el("div", { class: "gm-card-body" }, itemList(store.now.group, store));
}

function relatedSection(item: Item, store: Store): HTMLElement | null {
  const { related } = item;
  if (related.length === 0) return null;
  const list = el("ul", { class: "gm-items gm-related" });
  const part = section(STRINGS[store.now.lang].related, list);
  part.hidden = true;
  withIndexes(store.data, related, (indexes) =>
    withRecords(store.data, indexes, () => {
      list.append(...indexes.map((index) => relatedRow(index, item, store)));
      part.hidden = indexes.length === 0;
    }),
  );
  return part;
}

function relatedRow(index: number, item: Item, store: Store): HTMLElement {
  const other = store.record(index);
  const relation = other ? relationText(item, other, store) : "";
  return el("li", {}, el("p", { class: "gm-relation" }, relation), itemRow(index, store));
}

function itemBody(item: Item, store: Store): HTMLElement {
  const { lang } = store.now;
  const t = STRINGS[lang];
  return el(
    "div",
    { class: "gm-card-body" },
    el("h2", { class: "gm-card-title" }, pageText(item.title, item.title_ar, lang)),
    dateLine(item, store),
    item.news ? el("p", { class: "gm-news" }, newsText(item, lang)) : null,
    item.summary
      ? el("p", { class: "gm-summary", dir: "auto" }, summaryText(item, store))
      : null,
    facts([
      [t.actors, item.actors.map((actor) => shownText(actor, store)).join(" · ")],
      [t.target, shownText(item.target, store)],
    ]),
    renderPlaces(item, store),
    renderClaims(item, store),
    renderTimeline(item, store),
    relatedSection(item, store),
    renderSources(item, store),
  );
}

/** A site's is the note of its row, and is translated with the other notes. */
function summaryText({ summary, summary_ar: inArabic }: Item, store: Store): HTMLElement {
  return inArabic ? pageText(summary, inArabic, store.now.lang) : readerText(summary, store);
}

function dateLine(item: Item, store: Store): HTMLElement | null {
  const { lang } = store.now;
  const t = STRINGS[lang];
  const { date } = item;
  if (item.type === "site" || !date) {
    return item.type === "site" ? null : el("p", { class: "gm-date" }, whenText(item, lang));
  }
  const sure = date.certainty === "possible" ? t.possible : "";
  const detail = [date.precision === "unknown" ? t.dayUnknown : wordFor(date.precision, lang), sure].filter(Boolean).join(" · ");
  return el(
    "p",
    { class: "gm-date" },
    el("strong", {}, dateText(date, lang)),
    " ",
    el("span", { class: "gm-soft" }, detail),
    date.as_written
      ? el(
          "span",
          { class: "gm-written gm-soft" },
          `${t.asWritten}: `,
          ...wordingText(date.as_written, store, lang === "ar" ? quote : dataText),
        )
      : null,
  );
}

function facts(rows: [string, string][]): HTMLElement | null {
  const given = rows.filter(([, text]) => text);
  if (given.length === 0) return null;
  return el(
    "dl",
    { class: "gm-facts" },
    ...given.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, dataText(text))]),
  );
}
