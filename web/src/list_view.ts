// The list of exactly what is shown: the keyboard's and the screen reader's way through the map.
import { pageText } from "./page_language.ts";
import { button, dataText, el, type Child } from "./dom.ts";
import { formatNumber } from "./claims.ts";
import { slicedItemsByDate } from "./date_order.ts";
import { placeText, whenText } from "./item_text.ts";
import { Looks } from "./looks.ts";
import { newsText } from "./news_text.ts";
import { CERTAINTY, DRAWN } from "./page_data.ts";
import { pause } from "./pause.ts";
import type { Item, Lang } from "./payload.ts";
import { ROWS_A_PIECE, type Sliced } from "./slices.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { swatch } from "./swatch.ts";
import { withRecords } from "./texts.ts";
import { stepWithArrows, windowList } from "./window_list.ts";
import { kindName, wordFor } from "./words.ts";

/** Longer lists keep only the rows near what is seen. */
const MOST_ROWS = 300;
const UNLOCATED = DRAWN.indexOf("unlocated");
const WITHHELD = DRAWN.indexOf("withheld");
const POSSIBLE = CERTAINTY.indexOf("possible");

/** The list of what is shown, in pieces. */
export function* slicedList(store: Store): Sliced<HTMLElement> {
  const { sure, maybe, sites, tray } = yield* slicedParts(store);
  const t = STRINGS[store.now.lang];
  return el(
    "div",
    { class: "gm-lists" },
    store.data.items.size === 0 && el("p", { class: "gm-note" }, nothingText(store)),
    sure.length > 0 && listSection(t.shownNow, sure, store),
    maybe.length > 0 && listSection(t.maybeHere, maybe, store, t.maybeNote),
    sites.length > 0 && listSection(t.standing, sites, store),
    tray.length > 0 && listSection(t.tray, tray, store, t.trayNote, "gm-tray"),
  );
}

const PARTS = ["sure", "maybe", "sites", "tray"] as const;
type ListParts = Record<(typeof PARTS)[number], Uint32Array>;

/** What is shown, by date, in the parts of the list. */
function* slicedParts({ data, now: { shown } }: Store): Sliced<ListParts> {
  const { drawn, isSite, certainty } = data.items;
  // The map of all dates has no days that anything could lie outside of.
  const hasPeriod = data.head.period.start !== null;
  const partOf = (item: number): number => {
    if (drawn[item] === UNLOCATED) return 3;
    if (isSite[item]) return 2;
    return hasPeriod && certainty[item] === POSSIBLE ? 1 : 0;
  };
  const order = yield* slicedItemsByDate(data);
  const rows = PARTS.map(() => new Uint32Array(shown.shown));
  const ends = PARTS.map(() => 0);
  for (let from = 0; from < order.length; from += ROWS_A_PIECE) {
    const to = Math.min(order.length, from + ROWS_A_PIECE);
    for (let k = from; k < to; k++) {
      const item = order[k] as number;
      if (shown.misses[item] !== 0 || drawn[item] === WITHHELD) continue;
      const part = partOf(item);
      (rows[part] as Uint32Array)[ends[part]!++] = item;
    }
    yield;
  }
  const [sure, maybe, sites, tray] = rows.map((items, part) => items.slice(0, ends[part]));
  return { sure, maybe, sites, tray } as ListParts;
}

/** Why nothing can be listed: the reports give sums alone, or nothing. */
function nothingText({ head, now: { lang } }: Store): string {
  const t = STRINGS[lang];
  return head.totals.length > 0 ? t.onlyTotals : t.nothingKnown;
}

function listSection(
  heading: string,
  items: ArrayLike<number>,
  store: Store,
  note = "",
  className = "",
): HTMLElement {
  return el(
    "section",
    { class: `gm-list ${className}`.trim(), "aria-label": heading },
    el(
      "div",
      { class: "gm-row-head" },
      el("h2", {}, heading),
      el("span", { class: "gm-total" }, formatNumber(items.length)),
    ),
    note ? el("p", { class: "gm-note" }, note) : null,
    itemList(items, store),
  );
}

/** Rows of items; of a long list only those near what the reader sees. */
export function itemList(items: ArrayLike<number>, store: Store): HTMLElement {
  const looks = new Looks(store.data);
  const row = (k: number): HTMLElement => itemRow(items[k] as number, store, looks);
  if (items.length > MOST_ROWS) {
    const indexes = (first: number, end: number): number[] =>
      Array.from({ length: end - first }, (_, k) => items[first + k] as number);
    const list = windowList(items.length, row, ({ first, end }) => fillRows(list, indexes(first, end), store));
    return list;
  }
  const rows = Array.from({ length: items.length }, (_, k) => el("li", {}, row(k)));
  const list = el("ul", { class: "gm-items" }, ...rows);
  stepWithArrows(list);
  fillRows(list, Array.from(items), store);
  return list;
}

/** Writes the texts of rows that were made before their records were decoded. */
function fillRows(list: HTMLElement, items: readonly number[], store: Store): void {
  const waiting = items.filter((item) => store.record(item) === null);
  if (waiting.length === 0) return;
  const write = (item: number): void => {
    const row = list.querySelector<HTMLElement>(`.gm-item[data-index="${item}"]`);
    if (row) writeRow(row, item, store);
  };
  void writeAsDecoded(waiting, store, write);
}

/** Neighbours by date are in blocks far apart: one block at a time, or all would be decoded at one go. */
async function writeAsDecoded(waiting: readonly number[], { data }: Store, write: (item: number) => void): Promise<void> {
  for (const item of waiting) {
    await withRecords(data, [item], () => write(item));
    await pause();
  }
}

export function itemRow(index: number, store: Store, looks = new Looks(store.data)): HTMLElement {
  const row = button(
    { class: "gm-item", "data-index": index, "aria-current": store.now.selection === index ? "true" : null },
    () => store.set({ selection: index }),
    swatch(looks.of(index), 24, 8),
    el("span", { class: "gm-item-text" }),
  );
  writeRow(row, index, store);
  return row;
}

/** The texts of a row; an ellipsis until they are decoded. */
function writeRow(row: HTMLElement, index: number, store: Store): void {
  const item = store.record(index);
  if (item) row.dataset["id"] = item.id;
  const lines: Child[] = item ? linesOfItem(item, store) : ["…"];
  row.querySelector(".gm-item-text")?.replaceChildren(...lines.filter((line): line is Node | string => !!line));
}

function linesOfItem(item: Item, store: Store): Child[] {
  const { lang } = store.now;
  const place = placeText(item, store);
  const news = newsText(item, lang);
  return [
    pageText(item.title, item.title_ar, lang, "gm-item-title"),
    symbolInWords(item, lang),
    el("span", { class: "gm-item-meta" }, metaText(item, lang)),
    news ? el("span", { class: "gm-item-meta gm-news" }, news) : null,
    place && place !== item.title ? dataText(place, "gm-item-meta gm-item-place") : null,
  ];
}

/** What the symbol beside a row says, for those who hear the page. */
function symbolInWords(item: Item, lang: Lang): HTMLElement | null {
  if (item.type === "site") return null; // its kind and state stand in the row
  const said = [kindName(item.layer, lang), wordFor(item.status, lang), item.drawn === "area" ? STRINGS[lang].area : ""];
  return el("span", { class: "gm-unseen" }, ` ${said.filter(Boolean).join(" · ")} `);
}

function metaText(item: Item, lang: Lang): string {
  return [item.type === "site" ? kindName(item.kind, lang) : "", whenText(item, lang)]
    .filter(Boolean)
    .join(" · ");
}

/** Marks the chosen row without building the list again. */
export function updateChosenRow(root: HTMLElement, selection: number | null): void {
  for (const row of root.querySelectorAll<HTMLElement>(".gm-item")) {
    if (row.dataset["index"] === String(selection)) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}
