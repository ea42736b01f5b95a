// What the pointer does on the map: hovering names a symbol, a click chooses what is under it.
import { areaAt, glyphAt } from "./hit.ts";
import type { Glyph } from "./glyph.ts";
import type { AreaMark } from "./marks.ts";
import { worldFromLonLat, worldSizePx, type XY } from "./mercator.ts";
import type { Tip } from "./tip.ts";

const REACH_MOUSE_PX = 4;
const REACH_TOUCH_PX = 14;

export interface PointerScene {
  glyphs: () => readonly Glyph[];
  /** Zoom level of the glyphs: behind the map's own while they wait to be painted anew. */
  zoom: () => number;
  areas: () => readonly AreaMark[];
  onChoose: (items: ArrayLike<number>) => void;
  onHover: () => void;
}

export class Pointer {
  readonly #map: L.Map;
  readonly #tip: Tip;
  readonly #scene: PointerScene;
  #hovered: Glyph | null = null;

  constructor(map: L.Map, tip: Tip, scene: PointerScene) {
    this.#map = map;
    this.#tip = tip;
    this.#scene = scene;
    map.on("click", (event) => {
      tip.hide();
      scene.onChoose(this.#itemsAt(event, REACH_TOUCH_PX));
    });
    map.on("mousemove", (event) => this.#move(event));
    map.on("mouseout zoomstart movestart", () => this.leave());
  }

  get hovered(): Glyph | null {
    return this.#hovered;
  }

  /** Forgets what was hovered: it may no longer be there. */
  leave(): void {
    this.#tip.hide();
    this.#hover(null);
  }

  #move(event: L.LeafletMouseEvent): void {
    const items = this.#itemsAt(event, REACH_MOUSE_PX);
    this.#map.getContainer().classList.toggle("gm-pointing", items.length > 0);
    this.#tip.show(items, event.containerPoint);
    this.#hover(this.#glyphUnder(event, REACH_MOUSE_PX));
  }

  #hover(glyph: Glyph | null): void {
    if (glyph === this.#hovered) return;
    this.#hovered = glyph;
    this.#scene.onHover();
  }

  #itemsAt(event: L.LeafletMouseEvent, reach: number): ArrayLike<number> {
    const glyph = this.#glyphUnder(event, reach);
    if (glyph) return glyph.items;
    const area = areaAt(this.#scene.areas(), worldOf(event));
    return area ? [...new Set([...area.main, ...area.rivals])] : [];
  }

  #glyphUnder(event: L.LeafletMouseEvent, reach: number): Glyph | null {
    const size = worldSizePx(this.#scene.zoom());
    const [x, y] = worldOf(event);
    return glyphAt(this.#scene.glyphs(), [x * size, y * size], reach * (size / worldSizePx(this.#map.getZoom())));
  }
}

function worldOf({ latlng }: L.LeafletMouseEvent): XY {
  return worldFromLonLat(latlng.lng, latlng.lat);
}
