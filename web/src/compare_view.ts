// The comparison of two periods: counts by kind with their difference, and below them both lists.
import { emptyBins, fillBins, heightOfBin, unitOfPeriod, unitsOfPeriod, type Bin, type Unit } from "./bins.ts";
import { formatNumber, rangeText } from "./claims.ts";
import { differenceOf, rangeOfTally, tallyDays, type CountRange, type Tally } from "./compare.ts";
import { COMPARE_WORDS } from "./compare_words.ts";
import { spanText } from "./date_text.ts";
import { button, el } from "./dom.ts";
import { itemList } from "./list_view.ts";
import { sizeOfPage } from "./page_data.ts";
import type { Lang } from "./payload.ts";
import { passerOfOthers } from "./sieve.ts";
import type { Span } from "./span.ts";
import type { Store } from "./store.ts";
import { swatch } from "./swatch.ts";
import { plainLook } from "./symbol.ts";
import { layerName } from "./words.ts";

/** Rows of a list; whoever wants them all narrows the days. */
const MOST_ROWS = 100;

export class CompareView {
  readonly #dialog = el("dialog", { class: "gm-table-dialog gm-compare" });
  readonly #store: Store;
  readonly #period: Span;
  /** The periods to choose from, and the two that are chosen, by their index. */
  #bins: readonly Bin[] = [];
  #chosen: [number, number] = [0, 0];

  constructor(root: HTMLElement, store: Store, period: Span) {
    this.#store = store;
    this.#period = period;
    root.append(this.#dialog);
    this.#dialog.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest(".gm-item")) this.#dialog.close(); // its card stands behind
    });
  }

  open(): void {
    const { data, now } = this.#store;
    const bins = emptyBins(this.#period, this.#unit, data.head.layers.length);
    this.#bins = fillBins(bins, data.items, passerOfOthers(now.shown, "days"));
    this.#chosen = this.#firstChoice();
    this.#render();
    this.#dialog.showModal();
  }

  /** The reader's choice of bars; else months, years, or weeks, for single days compare badly. */
  get #unit(): Unit {
    const { unit } = this.#store.now;
    if (unit && unitsOfPeriod(this.#period).includes(unit)) return unit;
    const usual = unitOfPeriod(this.#period);
    return usual === "day" ? "week" : usual;
  }

  /** What the reader chose of the month bar and what follows it; else the last two that have anything. */
  #firstChoice(): [number, number] {
    const end = this.#bins.length - 1;
    const { days } = this.#store.now;
    const latest = Math.max(0, ...this.#bins.map((bin, k) => (heightOfBin(bin) > 0 ? k : 0)));
    const first = days ? this.#bins.findIndex(({ last }) => last >= days.first) : latest - 1;
    const start = Math.max(0, Math.min(end - 1, first));
    return [start, Math.min(end, start + 1)];
  }

  #tally(days: Span): Tally {
    const { data, now } = this.#store;
    return tallyDays(data, passerOfOthers(now.shown, "days"), { days, period: this.#period });
  }

  #render(): void {
    const { data, now } = this.#store;
    const t = COMPARE_WORDS[now.lang];
    const periods = this.#chosen.map((index) => this.#bins[index] as Bin) as [Bin, Bin];
    const tallies = periods.map((days) => this.#tally(days)) as [Tally, Tally];
    this.#dialog.setAttribute("aria-label", t.title);
    this.#dialog.replaceChildren(
      el(
        "div",
        { class: "gm-table-bar" },
        el("h2", {}, t.title),
        button({ class: "gm-icon gm-close", "aria-label": t.close, title: t.close }, () => this.#dialog.close(), "×"),
      ),
      el(
        "div",
        { class: "gm-compare-body" },
        el("p", { class: "gm-note" }, t.note),
        sizeOfPage(data) > data.items.size ? el("p", { class: "gm-note" }, t.incomplete) : null,
        this.#countTable(tallies),
        el("div", { class: "gm-compare-lists" }, ...tallies.map((tally, k) => this.#list(tally, periods[k] as Bin))),
      ),
    );
  }

  #countTable(tallies: [Tally, Tally]): HTMLElement {
    const { head, now } = this.#store;
    const t = COMPARE_WORDS[now.lang];
    const row = (name: (Node | string)[], layer?: number): HTMLElement => {
      const [first, second] = tallies.map((tally) => rangeOfTally(tally, layer)) as [CountRange, CountRange];
      return el(
        "tr",
        { "data-layer": layer === undefined ? "all" : head.layers[layer] },
        el("th", { scope: "row" }, el("span", {}, ...name)),
        el("td", {}, countText(first, now.lang)),
        el("td", {}, countText(second, now.lang)),
        el("td", {}, changeText(differenceOf(first, second), now.lang)),
      );
    };
    const counted = head.layers
      .map((name, layer) => ({ name, layer }))
      .filter(({ layer }) => tallies.some((tally) => rangeOfTally(tally, layer)[1] > 0));
    return el(
      "table",
      { class: "gm-compare-table" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, t.kind),
          el("th", { scope: "col" }, this.#choice(0)),
          el("th", { scope: "col" }, this.#choice(1)),
          el("th", { scope: "col" }, t.change),
        ),
      ),
      el(
        "tbody",
        {},
        ...counted.map(({ name, layer }) => row([swatch(plainLook(name), 22, 7), layerName(name, now.lang)], layer)),
        row([t.all]),
      ),
    );
  }

  #choice(side: 0 | 1): HTMLElement {
    const { lang } = this.#store.now;
    const t = COMPARE_WORDS[lang];
    const choice = el(
      "select",
      { class: "gm-unit gm-compare-choice", "aria-label": side === 0 ? t.first : t.second },
      ...this.#bins.map((bin, k) => el("option", { value: k, selected: k === this.#chosen[side] }, spanText(bin, lang))),
    );
    choice.addEventListener("change", () => {
      this.#chosen[side] = Number(choice.value);
      this.#render();
      this.#dialog.querySelectorAll<HTMLElement>(".gm-compare-choice")[side]?.focus();
    });
    return choice;
  }

  #list({ items }: Tally, days: Span): HTMLElement {
    const { lang } = this.#store.now;
    const t = COMPARE_WORDS[lang];
    const rest = items.length - MOST_ROWS;
    return el(
      "section",
      { "aria-label": spanText(days, lang) },
      el("h3", {}, spanText(days, lang)),
      items.length > 0 ? itemList(items.slice(0, MOST_ROWS), this.#store) : el("p", { class: "gm-note" }, t.nothing),
      rest > 0 ? el("p", { class: "gm-note" }, `+ ${formatNumber(rest)} ${t.more}`) : null,
    );
  }
}

function countText([low, high]: CountRange, lang: Lang): string {
  return low === high ? formatNumber(low) : rangeText(low, high, lang);
}

/** "+2", "−1 … +3": read from the left in both languages, for signs lean on their numbers. */
function changeText([low, high]: CountRange, lang: Lang): HTMLElement {
  const signed = (n: number): string => `\u2066${n > 0 ? "+" : n < 0 ? "−" : ""}${formatNumber(Math.abs(n))}\u2069`;
  const text = low === high ? signed(low) : `${signed(low)} ${lang === "ar" ? "إلى" : "to"} ${signed(high)}`;
  return el("span", {}, text);
}
