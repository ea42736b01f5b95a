// The layer panel, which is the legend too: a symbol, a name, a switch and how many are shown of all.
import { button, el } from "./dom.ts";
import { formatNumber } from "./claims.ts";
import { Looks } from "./looks.ts";
import { drawSymbol, plainLook } from "./symbol.ts";
import { drawHalo } from "./area_painter.ts";
import { INK } from "./palette.ts";
import type { Snapshot, Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { sketch, swatch } from "./swatch.ts";
import { layerName } from "./words.ts";

export function renderLayers(store: Store): HTMLElement {
  const { now } = store;
  const t = STRINGS[now.lang];
  const layers = layersInUse(store);
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
    el("ul", { class: "gm-layer-list" }, ...layers.map((layer) => layerRow(store, layer))),
    newsRow(store),
    doubtRow(store),
  );
}

/** Layers without a single item in this period would only be noise. */
function layersInUse({ head, now }: Store): string[] {
  return head.layers.filter((layer) => (now.layers[layer]?.total ?? 0) > 0);
}

function layerRow(store: Store, layer: string): HTMLElement {
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
  updateRow(row, store.now);
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

export function updateLayers(section: HTMLElement, now: Snapshot): void {
  const newsBox = section.querySelector<HTMLInputElement>(".gm-news-only input");
  if (newsBox) newsBox.checked = now.isNewsOnly;
  const doubtBox = section.querySelector<HTMLInputElement>(".gm-doubt input");
  if (doubtBox) doubtBox.checked = now.isDoubtShown;
  section.querySelector(".gm-doubt .gm-note")?.toggleAttribute("hidden", !now.isDoubtShown);
  for (const row of section.querySelectorAll<HTMLElement>("li[data-layer]")) updateRow(row, now);
}

function updateRow(row: HTMLElement, now: Snapshot): void {
  const layer = row.dataset["layer"] ?? "";
  const { shown, total } = now.layers[layer] ?? { shown: 0, total: 0 };
  const isOn = !now.hidden.has(layer);
  const box = row.querySelector("input");
  if (box) box.checked = isOn;
  row.classList.toggle("gm-off", !isOn);
  const count = row.querySelector(".gm-layer-count");
  const text = shown === total ? formatNumber(total) : `${formatNumber(shown)}/${formatNumber(total)}`;
  if (count) {
    count.textContent = text;
    count.setAttribute("title", `${shown}/${total} ${STRINGS[now.lang].shownOfTotal}`);
  }
}
