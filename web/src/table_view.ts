// The table of exactly what is shown: sortable, as long as need be, and only the rows in view built.
import { formatNumber, rangeText } from "./claims.ts";
import { button, dataText, el } from "./dom.ts";
import { mainPlace, placeText, uncertaintyText, whenText } from "./item_text.ts";
import type { PageData, Wording } from "./page_data.ts";
import { pageText, type Speech } from "./page_language.ts";
import type { Item, Lang } from "./payload.ts";
import { atOnce, Latest, type Sliced } from "./slices.ts";
import { slicedIndexes, type Sorting, type SortKey } from "./sort_order.ts";
import { swatch } from "./swatch.ts";
import { lookOfItem } from "./symbol.ts";
import { TABLE_WORDS } from "./table_words.ts";
import { DECODED_AT_ONCE } from "./texts.ts";
import { eachWording } from "./wordings.ts";
import { kindName, wordFor } from "./words.ts";

const KEYS: readonly SortKey[] = ["date", "kind", "title", "place", "precision", "status", "killed"];
const ROW_PX = 44;
const SPARE_ROWS = 8;

export interface TableScene {
  readonly data: PageData;
  readonly shown: Uint32Array;
  readonly lang: Lang;
  readonly onChoose: (index: number) => void;
}

export class TableView {
  readonly #dialog = el("dialog", { class: "gm-table-dialog" });
  readonly #body = el("tbody");
  readonly #scroll = el("div", { class: "gm-table-scroll", tabindex: "0" });
  #scene: TableScene | null = null;
  #order: Uint32Array = new Uint32Array(0);
  #sorting: Sorting = { key: "date", isDescending: false };
  #first = -1;
  readonly #sort = new Latest();

  constructor(root: HTMLElement) {
    root.append(this.#dialog);
    this.#scroll.addEventListener("scroll", () => this.#fill());
    this.#body.addEventListener("keydown", (event) => this.#step(event));
  }

  open(scene: TableScene): void {
    this.#scene = scene;
    this.#order = scene.shown.slice(0, 0);
    this.#render();
    this.#dialog.showModal();
    void this.#arrange();
  }

  /** Sorts, at once where that is quick, and shows the rows; a later choice takes the place of an earlier. */
  async #arrange(): Promise<void> {
    const scene = this.#scene as TableScene;
    const sorting = this.#sorting;
    const isLatest = (): boolean => this.#scene === scene && this.#sorting === sorting;
    const texts = isOfTexts(sorting.key) ? await this.#readTexts(sorting.key, isLatest) : null;
    if (!isLatest()) return;
    const work = this.#slicedOrder(scene, texts);
    if (scene.shown.length <= DECODED_AT_ONCE) atOnce(work);
    else if (!(await this.#sort.run(work))) return;
    this.#render();
    this.#scroll.scrollTop = 0;
    this.#fill(true);
  }

  *#slicedOrder({ data, shown, lang }: TableScene, texts: ReadonlyMap<number, string> | null): Sliced<void> {
    this.#order = yield* slicedIndexes(shown, data, this.#sorting, {
      kind: (code) => kindName(data.head.codes.kind[code] ?? "", lang),
      status: (code) => wordFor(data.head.codes.status[code] ?? "", lang),
      text: (index) => texts?.get(index) ?? "",
    });
  }

  /** To sort by words the texts of all rows must be read first. */
  async #readTexts(key: "title" | "place", isWanted: () => boolean): Promise<ReadonlyMap<number, string>> {
    const scene = this.#scene as TableScene;
    const { data, shown, lang } = scene;
    const bar = this.#dialog.querySelector(".gm-table-bar .gm-total");
    if (bar && shown.length > DECODED_AT_ONCE) bar.textContent = TABLE_WORDS[lang].loading;
    const texts = new Map<number, string>();
    for (const index of shown) texts.set(index, "");
    const textOf = (wording: Wording): string =>
      key === "place" ? placeText(wording, speechOf(scene)) : (lang === "ar" && wording.title_ar) || wording.title;
    const use = (index: number, wording: Wording): void => void (texts.has(index) && texts.set(index, textOf(wording)));
    await eachWording(data, { use, isWanted });
    return texts;
  }

  #render(): void {
    const { shown, lang } = this.#scene as TableScene;
    const t = TABLE_WORDS[lang];
    const isEmpty = shown.length === 0;
    this.#scroll.replaceChildren(
      el(
        "table",
        { class: "gm-table", "aria-rowcount": shown.length + 1 },
        el("thead", {}, el("tr", {}, ...KEYS.map((key) => this.#heading(key)))),
        this.#body,
      ),
    );
    this.#dialog.setAttribute("aria-label", t.title_of_table);
    this.#dialog.replaceChildren(
      el(
        "div",
        { class: "gm-table-bar" },
        el("h2", {}, t.title_of_table),
        el("span", { class: "gm-total" }, formatNumber(shown.length)),
        button(
          { class: "gm-icon gm-close", "aria-label": t.close, title: t.close },
          () => this.#dialog.close(),
          "×",
        ),
      ),
      isEmpty ? el("p", { class: "gm-note" }, t.empty) : this.#scroll,
    );
  }

  #heading(key: SortKey): HTMLElement {
    const { lang } = this.#scene as TableScene;
    const t = TABLE_WORDS[lang];
    const isOn = this.#sorting.key === key;
    const { isDescending } = this.#sorting;
    return el(
      "th",
      {
        scope: "col",
        class: `gm-col-${key}`,
        "aria-sort": isOn ? (isDescending ? "descending" : "ascending") : null,
      },
      button(
        { title: `${t.sortBy}: ${t[key]}` },
        () => void this.#sortBy(key),
        t[key],
        el("span", { "aria-hidden": "true" }, isOn ? (isDescending ? " ↓" : " ↑") : ""),
      ),
    );
  }

  async #sortBy(key: SortKey): Promise<void> {
    const sorting = { key, isDescending: this.#sorting.key === key && !this.#sorting.isDescending };
    this.#sorting = sorting;
    await this.#arrange();
    if (this.#sorting === sorting) this.#scroll.querySelector<HTMLElement>(`.gm-col-${key} button`)?.focus();
  }

  /** Builds the rows in view; those above and below are one empty row of their height. */
  #fill(isForced = false): void {
    const { data } = this.#scene as TableScene;
    const inView = Math.ceil((this.#scroll.clientHeight || 600) / ROW_PX);
    const first = Math.max(0, Math.floor(this.#scroll.scrollTop / ROW_PX) - SPARE_ROWS);
    if (!isForced && Math.abs(first - this.#first) < SPARE_ROWS / 2) return;
    this.#first = first;
    const last = Math.min(this.#order.length, first + inView + 2 * SPARE_ROWS);
    const indexes = this.#order.subarray(first, last);
    const rows = Array.from(indexes, (index, i) => this.#row(index, first + i));
    this.#body.replaceChildren(gap(first), ...rows, gap(this.#order.length - last));
    const areThere = (rows: Uint32Array): boolean => rows.every((index) => data.record(index));
    if (areThere(indexes)) return;
    // What is seen comes first: rows that are neighbours in time are told in blocks far apart.
    const top = Math.floor(this.#scroll.scrollTop / ROW_PX);
    const seen = this.#order.subarray(top, top + inView);
    void data.load(areThere(seen) ? indexes : seen).then(() => {
      if (this.#first === first) this.#fill(true);
    });
  }

  #row(index: number, place: number): HTMLElement {
    const scene = this.#scene as TableScene;
    const { data, lang } = scene;
    const item = data.record(index);
    const attributes = { "aria-rowindex": place + 2, "data-row": place };
    if (!item) return el("tr", attributes, el("td", { colspan: KEYS.length }, "…"));
    const cells: Record<SortKey, Node | string> = {
      date: item.type === "site" ? "" : whenText(item, lang),
      kind: kindName(item.type === "site" ? item.kind : item.layer, lang),
      title: button(
        { class: "gm-row-button" },
        () => this.#choose(index),
        swatch(lookOfItem(item), 22, 7.5),
        pageText(item.title, item.title_ar, lang),
      ),
      place: dataText(placeText(item, speechOf(scene))),
      precision: precisionText(item, lang),
      status: item.type === "site" ? whenText(item, lang) : wordFor(item.status, lang),
      killed: killedText(data.items.killedLow[index] ?? -1, data.items.killedHigh[index] ?? -1, lang),
    };
    return el("tr", attributes, ...KEYS.map((key) => el("td", { class: `gm-col-${key}` }, cells[key])));
  }

  #choose(index: number): void {
    this.#dialog.close();
    this.#scene?.onChoose(index);
  }

  /** Up and down walk the rows; at the edge of what is built the table is scrolled on. */
  #step(event: KeyboardEvent): void {
    const way = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
    if (way === 0 || !row) return;
    event.preventDefault();
    const next = Number(row.dataset["row"]) + way;
    if (next < 0 || next >= this.#order.length) return;
    const top = next * ROW_PX;
    const { scrollTop, clientHeight } = this.#scroll;
    if (top < scrollTop + ROW_PX) this.#scroll.scrollTop = Math.max(0, top - ROW_PX);
    else if (top + 2 * ROW_PX > scrollTop + clientHeight) this.#scroll.scrollTop = top + 2 * ROW_PX - clientHeight;
    this.#fill();
    this.#body.querySelector<HTMLElement>(`[data-row="${next}"] button`)?.focus({ preventScroll: true });
  }
}

function isOfTexts(key: SortKey): key is "title" | "place" {
  return key === "title" || key === "place";
}

function gap(rows: number): HTMLElement {
  const row = el("tr", { "aria-hidden": "true" });
  row.style.height = `${rows * ROW_PX}px`;
  row.hidden = rows === 0;
  return row;
}

function precisionText(item: Item, lang: Lang): string {
  const place = mainPlace(item);
  if (!place) return wordFor("unlocated", lang);
  return [wordFor(place.precision, lang), uncertaintyText(place.uncertainty_m, lang)].filter(Boolean).join(" ");
}

function killedText(low: number, high: number, lang: Lang): string {
  if (high < 0) return "";
  return low === high ? formatNumber(low) : rangeText(Math.max(0, low), high, lang);
}

function speechOf({ data: { head }, lang }: TableScene): Speech {
  return { head, now: { lang } };
}
