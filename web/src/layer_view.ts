// The layer panel, which is the legend too: a symbol, a name, a switch and how many it shows of all.
import { button, el } from "./dom.ts";
import { formatNumber } from "./claims.ts";
import { FILTER_WORDS } from "./filter_words.ts";
import { Looks } from "./looks.ts";
import { drawSymbol, plainLook } from "./symbol.ts";
import { drawHalo } from "./area_painter.ts";
import { INK } from "./palette.ts";
import { countFacets } from "./sieve.ts";
import type { Snapshot, Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { sketch, swatch } from "./swatch.ts";
import { layerName } from "./words.ts";

export function renderLayers(store: Store): HTMLElement {
  const t = STRINGS[store.now.lang];
  const layers = layersInUse(store);
  const counts = countLayers(store);
  return el(
    "section",
    { class: "gm-layers", "aria-label": t.layers },
    el(
      "div",
      { class: "gm-row-head" },
      el("h2", {}, t.layers),
      el(
        "div",
        { class: "gm-links" },
        button({ class: "gm-link" }, () => store.set({ hidden: new Set() }), t.all),
        button({ class: "gm-link" }, () => store.set({ hidden: new Set(layers) }), t.none),
      ),
    ),
    el("ul", { class: "gm-layer-list" }, ...layers.map((layer) => layerRow(store, layer, counts))),
    newsRow(store),
    doubtRow(store),
  );
}

/** Layers without a single item in this period would only be noise. */
function layersInUse({ head, now }: Store): string[] {
  return head.layers.filter((layer) => (now.layers[layer]?.total ?? 0) > 0);
}

/** How many items of each layer pass all but the layers' own switches: what a press would show. */
function countLayers({ data, now }: Store): ReadonlyMap<string, number> {
  const { layers } = data.head;
  const facet = { filter: "layers", codes: data.items.layer, from: null, size: layers.length };
  const [counts] = countFacets(now.shown, [facet]);
  return new Map(layers.map((layer, code) => [layer, counts?.[code] ?? 0]));
}

function layerRow(store: Store, layer: string, counts: ReadonlyMap<string, number>): HTMLElement {
  const { lang } = store.now;
  const box = el("input", { type: "checkbox", class: "gm-check" });
  box.addEventListener("change", () => {
    const hidden = new Set(store.now.hidden);
    if (box.checked) hidden.delete(layer);
    else hidden.add(layer);
    store.set({ hidden });
  });
  const row = el(
    "li",
    { "data-layer": layer },
    el(
      "label",
      {},
      box,
      swatch(plainLook(layer), 24, 8),
      el("span", { class: "gm-layer-name" }, layerName(layer, lang)),
      el("span", { class: "gm-layer-count" }),
    ),
  );
  updateRow(row, store.now, counts);
  return row;
}

/** The switch that leaves of the sites only those that changed; none where nothing did. */
function newsRow(store: Store): HTMLElement | null {
  const { items } = store.data;
  const first = items.news.findIndex((code) => code > 0);
  if (first < 0) return null;
  const look = new Looks(store.data).of(first);
  const changed = items.news.reduce((sum, code) => sum + Number(code > 0), 0);
  const box = el("input", { type: "checkbox", class: "gm-check" });
  box.checked = store.now.isNewsOnly;
  box.addEventListener("change", () => store.set({ isNewsOnly: box.checked }));
  return el(
    "label",
    { class: "gm-switch gm-news-only" },
    box,
    swatch({ ...plainLook(look.layer), ...(look.news && { news: look.news }) }, 26, 7.5),
    el("span", { class: "gm-layer-name" }, STRINGS[store.now.lang].newsOnly),
    el("span", { class: "gm-layer-count" }, formatNumber(changed)),
  );
}

/** The switch that draws how uncertain every place is; the chosen item's doubt is drawn always. */
function doubtRow(store: Store): HTMLElement | null {
  if (!store.data.places.uncertainty.some((metres) => metres > 0)) return null;
  const box = el("input", { type: "checkbox", class: "gm-check" });
  box.checked = store.now.isDoubtShown;
  box.addEventListener("change", () => store.set({ isDoubtShown: box.checked }));
  const t = STRINGS[store.now.lang];
  return el(
    "div",
    { class: "gm-doubt" },
    el("label", { class: "gm-switch" }, box, haloSketch(), t.doubtShown),
    el("p", { class: "gm-note", hidden: !store.now.isDoubtShown }, t.doubtNote),
  );
}

function haloSketch(): HTMLElement {
  return sketch(24, 24, (ctx) => {
    drawHalo(ctx, [12, 12], 10, INK.neutral);
    drawSymbol(ctx, 12, 12, 4, plainLook("other"));
  });
}

export function updateLayers(section: HTMLElement, store: Store): void {
  const { now } = store;
  const newsBox = section.querySelector<HTMLInputElement>(".gm-news-only input");
  if (newsBox) newsBox.checked = now.isNewsOnly;
  const doubtBox = section.querySelector<HTMLInputElement>(".gm-doubt input");
  if (doubtBox) doubtBox.checked = now.isDoubtShown;
  section.querySelector(".gm-doubt .gm-note")?.toggleAttribute("hidden", !now.isDoubtShown);
  const counts = countLayers(store);
  for (const row of section.querySelectorAll<HTMLElement>("li[data-layer]")) updateRow(row, now, counts);
}

/** The count follows all other choices, so that a layer switched off still says what it would show. */
function updateRow(row: HTMLElement, now: Snapshot, counts: ReadonlyMap<string, number>): void {
  const layer = row.dataset["layer"] ?? "";
  const [count, total] = [counts.get(layer) ?? 0, now.layers[layer]?.total ?? 0];
  const isOn = !now.hidden.has(layer);
  const box = row.querySelector("input");
  if (box) box.checked = isOn;
  row.classList.toggle("gm-off", !isOn);
  const field = row.querySelector(".gm-layer-count");
  if (!field) return;
  const ofAll = `${formatNumber(count)}/${formatNumber(total)}`;
  field.textContent = count === total ? formatNumber(total) : ofAll;
  field.setAttribute("title", isOn ? `${ofAll} ${STRINGS[now.lang].shownOfTotal}` : `${FILTER_WORDS[now.lang].shows} ${ofAll}`);
}
