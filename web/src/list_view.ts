// The list of exactly what is shown: the keyboard's and the screen reader's way through the map.
import { pageText } from "./page_language.ts";
import { button, dataText, el } from "./dom.ts";
import { formatNumber } from "./claims.ts";
import { placeText, whenText } from "./item_text.ts";
import { newsText } from "./news_text.ts";
import type { Item, Lang } from "./payload.ts";
import { spanOfDate, type Span } from "./span.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { lookOfItem } from "./symbol.ts";
import { swatch } from "./swatch.ts";
import { kindName } from "./words.ts";

const PAGE_ROWS = 150;
const VAGUE_DAYS = 10;

export function renderList(store: Store): HTMLElement {
  const { shown, lang } = store.now;
  const t = STRINGS[lang];
  const incidents = [...shown].filter((item) => item.type === "incident").sort(byDate);
  const located = incidents.filter((item) => item.drawn === "mapped" || item.drawn === "area");
  // The map of all dates has no days that anything could lie outside of.
  const isMaybe = (item: Item): boolean =>
    store.payload.period.start !== null && item.date?.certainty === "possible";
  const [sure, maybe] = [located.filter((item) => !isMaybe(item)), located.filter(isMaybe)];
  const tray = [...shown].filter((item) => item.drawn === "unlocated").sort(byDate);
  const sites = shown.filter((item) => item.type === "site" && item.drawn !== "unlocated");
  return el(
    "div",
    { class: "gm-lists" },
    shown.length === 0 && el("p", { class: "gm-note" }, nothingText(store)),
    sure.length > 0 && listSection(t.shownNow, sure, store),
    maybe.length > 0 && listSection(t.maybeHere, maybe, store, t.maybeNote),
    sites.length > 0 && listSection(t.standing, sites, store),
    tray.length > 0 && listSection(t.tray, tray, store, t.trayNote, "gm-tray"),
  );
}

/** Why the list is empty: the reader chose so, or the reports give sums alone, or nothing. */
function nothingText({ payload, now: { lang } }: Store): string {
  const t = STRINGS[lang];
  if (payload.items.length > 0) return t.nothingShown;
  return payload.totals.length > 0 ? t.onlyTotals : t.nothingKnown;
}

function listSection(
  heading: string,
  items: readonly Item[],
  store: Store,
  note = "",
  className = "",
): HTMLElement {
  const list = el("ul", { class: "gm-items" });
  const section = el(
    "section",
    { class: `gm-list ${className}`.trim(), "aria-label": heading },
    el(
      "div",
      { class: "gm-row-head" },
      el("h2", {}, heading),
      el("span", { class: "gm-total" }, formatNumber(items.length)),
    ),
    note ? el("p", { class: "gm-note" }, note) : null,
    list,
  );
  const more = button({ class: "gm-link gm-more-rows" }, () => grow(), "+");
  const grow = (): void => {
    const from = list.childElementCount;
    list.append(...items.slice(from, from + PAGE_ROWS).map((item) => el("li", {}, itemRow(item, store))));
    const rest = items.length - list.childElementCount;
    more.textContent = `+ ${formatNumber(rest)}`;
    if (rest > 0) section.append(more);
    else more.remove();
  };
  grow();
  return section;
}

export function itemRow(item: Item, store: Store): HTMLElement {
  const { lang, selection } = store.now;
  const place = placeText(item, store);
  const news = newsText(item, lang);
  const row = button(
    { class: "gm-item", "data-id": item.id, "aria-current": selection === item.id ? "true" : null },
    () => store.set({ selection: item.id }),
    swatch(lookOfItem(item), 24, 8),
    el(
      "span",
      { class: "gm-item-text" },
      pageText(item.title, item.title_ar, lang, "gm-item-title"),
      el("span", { class: "gm-item-meta" }, metaText(item, lang)),
      news ? el("span", { class: "gm-item-meta gm-news" }, news) : null,
      place && place !== item.title ? dataText(place, "gm-item-meta gm-item-place") : null,
    ),
  );
  return row;
}

function metaText(item: Item, lang: Lang): string {
  return [item.type === "site" ? kindName(item.kind, lang) : "", whenText(item, lang)]
    .filter(Boolean)
    .join(" · ");
}

/** Marks the chosen row without building the list again. */
export function updateChosenRow(root: HTMLElement, selection: string | null): void {
  for (const row of root.querySelectorAll<HTMLElement>(".gm-item")) {
    if (row.dataset["id"] === selection) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

/** Known days first, in their order; then what is dated to weeks or months, then the undated. */
function byDate(a: Item, b: Item): number {
  const [x, y] = [spanOfDate(a.date), spanOfDate(b.date)];
  const isVague = (span: Span | null): number => Number(!span || span.last - span.first > VAGUE_DAYS);
  return (
    isVague(x) - isVague(y) ||
    (x?.first ?? Infinity) - (y?.first ?? Infinity) ||
    (x?.last ?? 0) - (y?.last ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}
