// The filters: choices of every facet with counts that follow all the other choices, and the way back.
import { formatNumber } from "./claims.ts";
import { dataText, button, el } from "./dom.ts";
import { facetText } from "./facet_text.ts";
import { facetsOfPage, slicedFacets, type FacetName, type PageFacet } from "./facets.ts";
import { FILTER_WORDS } from "./filter_words.ts";
import { sizeOfPage } from "./page_data.ts";
import { atOnce, Latest, type Sliced } from "./slices.ts";
import { NOTHING_CHOSEN, type Choice } from "./shown.ts";
import { countWithout, slicedFacetCounts } from "./sieve.ts";
import type { Chosen, Store } from "./store.ts";
import { DECODED_AT_ONCE } from "./texts.ts";

/** Choices of a facet that are there at once; the rest comes on demand. */
const FIRST_CHOICES = 7;
/** Facets whose choices have an order of their own. */
const ORDERED: ReadonlySet<FacetName> = new Set(["precision", "killed"]);

export class FilterView {
  readonly element = el("details", { class: "gm-filters" });
  readonly #store: Store;
  readonly #open = new Set<FacetName>();
  readonly #opening = new Latest();

  constructor(store: Store) {
    this.#store = store;
    // Whoever never opens the filters need not pay for them, nor for their counts.
    this.element.addEventListener("toggle", () => void this.#opening.run(this.slicedRender()));
  }

  render(): void {
    atOnce(this.slicedRender());
  }

  /** The same in pieces. */
  *slicedRender(): Sliced<void> {
    this.element.hidden = this.#hasFewItems() && facetsOfPage(this.#store.data).length === 0;
    const { picked, lang, shown } = this.#store.now;
    const t = FILTER_WORDS[lang];
    const active = [...picked.values()].reduce((sum, { size }) => sum + size, 0);
    const summary = this.element.querySelector("summary") ?? el("summary");
    summary.textContent = active > 0 ? `${t.filters} (${formatNumber(active)})` : t.filters;
    if (!this.element.open) return this.element.replaceChildren(summary);
    const facets = yield* slicedFacets(this.#store.data);
    const counts = yield* slicedFacetCounts(shown, facets);
    if (this.#store.now.shown !== shown) return; // the reader went on: what follows is for the newer choice
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["choice"] : undefined;
    this.element.replaceChildren(summary, ...facets.map((facet, f) => this.#group(facet, counts[f] as Uint32Array)));
    if (focused !== undefined) {
      this.element.querySelector<HTMLElement>(`[data-choice="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  /** A large page has something to choose by; what, is found out when somebody looks. */
  #hasFewItems(): boolean {
    return sizeOfPage(this.#store.data) <= DECODED_AT_ONCE;
  }

  #group(facet: PageFacet, counts: Uint32Array): HTMLElement {
    const { picked, lang } = this.#store.now;
    const t = FILTER_WORDS[lang];
    const isPicked = (code: number): boolean => picked.get(facet.filter)?.has(facet.values[code] ?? "") ?? false;
    const codes = choicesOf(facet, counts, isPicked);
    const isOpen = this.#open.has(facet.filter);
    const first = isOpen ? codes : codes.filter((code, k) => k < FIRST_CHOICES || isPicked(code));
    return el(
      "fieldset",
      { class: "gm-facet" },
      el("legend", {}, t.facets[facet.filter]),
      ...first.map((code) => this.#choice(facet, code, { count: counts[code] as number, isOn: isPicked(code) })),
      codes.length > first.length || isOpen
        ? button(
            { class: "gm-link gm-facet-more", "aria-expanded": String(isOpen) },
            () => this.#toggleAll(facet.filter),
            isOpen ? t.fewer : `+ ${formatNumber(codes.length - first.length)} ${t.more}`,
          )
        : null,
    );
  }

  #choice(facet: PageFacet, code: number, { count, isOn }: { count: number; isOn: boolean }): HTMLElement {
    const value = facet.values[code] ?? "";
    const box = el("input", { type: "checkbox", class: "gm-check", "data-choice": `${facet.filter}=${value}` });
    box.checked = isOn;
    box.addEventListener("change", () => this.#pick(facet.filter, value, box.checked));
    return el(
      "label",
      { class: count === 0 && !isOn ? "gm-choice gm-choice-none" : "gm-choice" },
      box,
      el(
        "span",
        { class: "gm-layer-name" },
        dataText(facetText(facet.filter, value, this.#store)),
      ),
      el("span", { class: "gm-layer-count" }, formatNumber(count)),
    );
  }

  #pick(name: FacetName, value: string, isOn: boolean): void {
    const values = new Set(this.#store.now.picked.get(name));
    if (isOn) values.add(value);
    else values.delete(value);
    this.#store.set({ picked: new Map([...this.#store.now.picked, [name, values]]) });
  }

  #toggleAll(name: FacetName): void {
    if (!this.#open.delete(name)) this.#open.add(name);
    this.render();
  }
}

/** Codes that have anything to show or are picked: most first, or in the facet's own order. */
function choicesOf(facet: PageFacet, counts: Uint32Array, isPicked: (code: number) => boolean): number[] {
  const isUsed = (code: number): boolean => facet.isUsed[code] === 1 || isPicked(code);
  const codes = facet.values.map((_, code) => code).filter((code) => facet.values[code] && isUsed(code));
  if (ORDERED.has(facet.filter)) return codes;
  return codes.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
}

/** What narrows the page now, each to be taken away by one press; nothing when nothing does. */
export function renderActiveFilters(store: Store): HTMLElement | null {
  const { lang } = store.now;
  const t = FILTER_WORDS[lang];
  const active = activeFilters(store);
  if (active.length === 0) return null;
  return el(
    "div",
    { class: "gm-active", role: "group", "aria-label": t.active },
    ...active.map(({ label, without }) =>
      button(
        { class: "gm-active-filter", "aria-label": `${label}: ${t.remove}` },
        () => store.set(without),
        dataText(label),
        el("span", { "aria-hidden": "true" }, " ×"),
      ),
    ),
    button({ class: "gm-link" }, () => store.set({ ...NOTHING_CHOSEN }), t.clear),
  );
}

/** Why nothing is shown, and what each single step back would show. */
export function renderWayBack(store: Store): HTMLElement | null {
  const { shown, lang } = store.now;
  const t = FILTER_WORDS[lang];
  const steps = stepsBack(store);
  if (shown.shown > 0 || steps.length === 0) return null;
  return el(
    "div",
    { class: "gm-way-back" },
    el("p", { class: "gm-note" }, t.wayBack),
    ...steps.map(({ name, label, without }) =>
      button(
        { class: "gm-action" },
        () => store.set(without),
        `${t.remove} `,
        dataText(label),
        ` · ${t.shows} ${formatNumber(countWithout(shown, name))}`,
      ),
    ),
    button({ class: "gm-link" }, () => store.set({ ...NOTHING_CHOSEN }), t.clear),
  );
}

interface Step {
  /** Name of the filter as the sieve knows it. */
  name: string;
  label: string;
  without: Partial<Chosen>;
}

/** Single values picked, and the search: layers and days have controls of their own that show them. */
function activeFilters(store: Store): Step[] {
  const { picked, query } = store.now;
  const values = [...picked].flatMap(([name, all]) =>
    [...all].map((value) => ({
      name,
      label: facetText(name, value, store),
      without: { picked: new Map([...picked, [name, new Set([...all].filter((other) => other !== value))]]) },
    })),
  );
  return query ? [...values, searchStep(query)] : values;
}

/** Each filter as a whole. */
function stepsBack(store: Store): Step[] {
  const { hidden, days, isNewsOnly, picked, query, lang } = store.now;
  const t = FILTER_WORDS[lang];
  const plain = (name: string, label: string, without: Partial<Choice>): Step => ({ name, label, without });
  return [
    ...(hidden.size > 0 ? [plain("layers", t.layers, { hidden: new Set() })] : []),
    ...(days ? [plain("days", t.days, { days: null })] : []),
    ...(isNewsOnly ? [plain("news", t.news, { isNewsOnly: false })] : []),
    ...[...picked].map(([name, values]) => {
      const labels = [...values].map((value) => facetText(name, value, store));
      const rest = new Map([...picked].filter(([other]) => other !== name));
      return plain(name, `${t.facets[name]}: ${labels.join(lang === "ar" ? "، " : ", ")}`, { picked: rest });
    }),
    ...(query ? [searchStep(query)] : []),
  ];
}

function searchStep(query: string): Step {
  return { name: "search", label: `“${query}”`, without: { query: "", hits: null } };
}
