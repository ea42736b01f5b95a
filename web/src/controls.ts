// The few buttons on the map, in the reader's language; and the scale and the word on the borders.
import { isPhone } from "./bottom_sheet.ts";
import { button, el } from "./dom.ts";
import type { Lang } from "./payload.ts";
import { STRINGS } from "./strings.ts";

export class MapControls {
  readonly #map: L.Map;
  readonly #onShowAll: () => void;
  /** The page never turns the map: north is up. */
  readonly #north = el("span", { class: "gm-north", role: "img" });
  #control: L.Control | null = null;
  #scale: L.Control | null = null;

  constructor(map: L.Map, onShowAll: () => void) {
    this.#map = map;
    this.#onShowAll = onShowAll;
    map.zoomControl?.remove();
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    else L.control.attribution({ prefix: false }).addTo(map);
    map.attributionControl.addAttribution("Natural Earth · GeoNames · Leaflet");
  }

  render(lang: Lang): void {
    this.#control?.remove();
    this.#scale?.remove();
    this.#scale = makeScale(lang).addTo(this.#map);
    this.#scale.getContainer()?.append(this.#north);
    const t = STRINGS[lang];
    const Bar = L.Control.extend({
      onAdd: (map: L.Map) => {
        const make = (label: string, sign: string, onClick: () => void): HTMLElement =>
          button({ class: "gm-map-button", "aria-label": label, title: label }, onClick, sign);
        const bar = el(
          "div",
          { class: "gm-map-bar" },
          make(t.zoomIn, "+", () => map.zoomIn()),
          make(t.zoomOut, "−", () => map.zoomOut()),
          make(t.wholeMap, "⤢", this.#onShowAll),
        );
        L.DomEvent.disableClickPropagation(bar);
        return bar;
      },
    });
    // On a phone the thumb is below, the incidents above.
    this.#control = new Bar({ position: isPhone() ? "bottomright" : lang === "ar" ? "topright" : "topleft" });
    this.#control.addTo(this.#map);
    this.#north.replaceChildren(el("span", { "aria-hidden": "true" }, t.north));
    this.#north.setAttribute("aria-label", t.northUp);
    this.#north.title = t.northUp;
    const container = this.#map.getContainer();
    container.setAttribute("aria-label", `${t.map}. ${t.mapHelp}`);
    container.setAttribute("role", "application");
  }
}

/** Leaflet's scale; its units are Latin letters, which an Arabic page says in its own. */
function makeScale(lang: Lang): L.Control {
  const scale = L.control.scale({ imperial: false, maxWidth: 120 }) as L.Control.Scale & {
    _updateScale(bar: HTMLElement, text: string, ratio: number): void;
  };
  const update = scale._updateScale.bind(scale);
  scale._updateScale = (bar, text, ratio) =>
    update(bar, lang === "ar" ? text.replace("km", "كم").replace(/m$/, "م") : text, ratio);
  return scale;
}
