// The map: three canvases (ground, incidents, names) on Leaflet, and what the pointer does on them.
import type { Basemap } from "./basemap.ts";
import { makeBadgeMeasure } from "./badge.ts";
import { paintGround } from "./ground_painter.ts";
import { areaAt, glyphAt } from "./hit.ts";
import { paintIncidents } from "./incident_painter.ts";
import { layoutMarks, obstaclesOfJourneys, rectOfGlyph, type Glyph } from "./layout.ts";
import { makeMeasure, paintLabels } from "./label_painter.ts";
import { planLabels, type PlacedLabel } from "./label_plan.ts";
import { MapCanvas } from "./map_canvas.ts";
import { marksOfItems, ringReader, type Marks } from "./marks.ts";
import { lonLatFromWorld, worldFromLonLat, worldSizePx, type XY } from "./mercator.ts";
import type { View } from "./link.ts";
import type { Item } from "./payload.ts";
import { boxOfLines, boxOfMarks, intersectBoxes, isBoxInside, withHome, type WorldBox } from "./bounds.ts";
import { pause } from "./pause.ts";
import type { Store } from "./store.ts";
import type { Tip } from "./tip.ts";

const REACH_MOUSE_PX = 4;
const REACH_TOUCH_PX = 14;
const FIRST_MAX_ZOOM = 9.5;
const CHOSEN_MAX_ZOOM = 10;
/** How many zoom levels of planned names are kept. */
const KEPT_PLANS = 6;

export class MapView {
  readonly map: L.Map;
  readonly #store: Store;
  readonly #basemap: Basemap;
  readonly #tip: Tip;
  readonly #ringsOf: (index: number) => Marks["areas"][number]["rings"];
  readonly #measureBadge = makeBadgeMeasure();
  readonly #measureLabel = makeMeasure();
  readonly #plans = new Map<string, PlacedLabel[]>();
  readonly #allMarks: Marks;
  readonly #ground: MapCanvas;
  readonly #incidents: MapCanvas;
  readonly #labels: MapCanvas;
  #marks: Marks;
  #glyphs: Glyph[] = [];
  #glyphKey = "";
  #hovered: Glyph | null = null;

  constructor(map: L.Map, store: Store, basemap: Basemap, tip: Tip) {
    this.map = map;
    this.#store = store;
    this.#basemap = basemap;
    this.#tip = tip;
    this.#ringsOf = ringReader(store.payload.shapes, basemap.union);
    this.#allMarks = marksOfItems(store.payload.items, this.#ringsOf);
    this.#marks = marksOfItems(store.now.shown, this.#ringsOf);
    this.#ground = new MapCanvas(map, pane(map, "gm-ground", 200), (ctx, frame) => paintGround(ctx, frame, basemap));
    this.#incidents = new MapCanvas(map, pane(map, "gm-incidents", 400), (ctx, frame) =>
      paintIncidents(ctx, frame, {
        marks: this.#marks,
        glyphs: this.#layout(frame.zoom),
        chosen: this.#chosen(),
        hovered: this.#hovered,
      }));
    this.#labels = new MapCanvas(map, pane(map, "gm-labels", 450), (ctx, frame) =>
      paintLabels(ctx, frame, this.#plan(frame.zoom)));
    this.#listen();
  }

  /** The first picture, one sheet at a time; from then on the sheets follow the map. */
  async paintFirst(): Promise<void> {
    for (const sheet of [this.#ground, this.#incidents, this.#labels]) {
      sheet.start();
      await pause();
    }
  }

  /** Follows the store: new marks when other items are shown, other names in another language. */
  update(isOtherItems: boolean, isOtherLanguage: boolean): void {
    if (isOtherItems) {
      this.#marks = marksOfItems(this.#store.now.shown, this.#ringsOf);
      this.#glyphKey = "";
      this.#hovered = null;
    }
    this.#incidents.refresh();
    if (isOtherLanguage) this.#labels.refresh();
  }

  /** Without `reset` Leaflet would pan there by whole pixels, and a link would drift with each reload. */
  setView({ lat, lon, zoom }: View): void {
    this.map.setView([lat, lon], zoom, { animate: false, reset: true } as L.ZoomPanOptions);
  }

  /** Leaflet forgets the exact centre when it looks at its size, so it looks only when that changed. */
  followSize(): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const { x, y } = this.map.getSize();
    if (x !== clientWidth || y !== clientHeight) this.map.invalidateSize({ animate: false });
  }

  /** Shows everything that is drawn, within what the basemap covers. */
  showAll(isAnimated = true): void {
    const [west, south, east, north] = this.#basemap.extent;
    const extent: WorldBox = [...worldFromLonLat(west, north), ...worldFromLonLat(east, south)];
    const home = boxOfLines(this.#basemap.home);
    const marks = boxOfMarks(this.#marks) ?? boxOfMarks(this.#allMarks) ?? home ?? extent;
    const all = withHome(marks, home);
    this.#fit(intersectBoxes(all, extent) ?? extent, FIRST_MAX_ZOOM, { left: 0, right: 0, bottom: 0 }, isAnimated);
  }

  /** Brings an item into the part of the map that no card covers; stays put when it is there already. */
  showItem(id: string, covered: { left: number; right: number; bottom: number }): void {
    const box = boxOfMarks(this.#allMarks, id);
    if (!box || isBoxInside(box, this.#openBox(covered))) return;
    this.#fit(box, Math.max(CHOSEN_MAX_ZOOM, this.map.getZoom()), covered);
  }

  #openBox({ left, right, bottom }: { left: number; right: number; bottom: number }): WorldBox {
    const size = this.map.getSize();
    const world = (x: number, y: number): XY => {
      const { lng, lat } = this.map.containerPointToLatLng([x, y]);
      return worldFromLonLat(lng, lat);
    };
    return [...world(left + 16, 16), ...world(size.x - right - 16, size.y - bottom - 16)];
  }

  #fit(box: WorldBox, maxZoom: number, covered: { left: number; right: number; bottom: number }, isAnimated = true): void {
    const [west, north] = lonLatFromWorld([box[0], box[1]]);
    const [east, south] = lonLatFromWorld([box[2], box[3]]);
    this.map.fitBounds([[south, west], [north, east]], {
      maxZoom,
      paddingTopLeft: [covered.left + 36, 36],
      paddingBottomRight: [covered.right + 36, covered.bottom + 36],
      animate: isAnimated && !matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
  }

  #chosen(): ReadonlySet<string> {
    const { selection, group } = this.#store.now;
    return new Set(selection === null ? group : [selection]);
  }

  #layout(zoom: number): readonly Glyph[] {
    const key = String(zoom);
    if (key !== this.#glyphKey) {
      this.#glyphs = layoutMarks(this.#marks, zoom, this.#measureBadge);
      this.#glyphKey = key;
    }
    return this.#glyphs;
  }

  /** Names keep clear of every item's symbol, shown or not, so that filtering moves no name. */
  #plan(zoom: number): readonly PlacedLabel[] {
    const { lang } = this.#store.now;
    const key = `${lang} ${zoom}`;
    const known = this.#plans.get(key);
    if (known) return known;
    const glyphs = layoutMarks(this.#allMarks, zoom, this.#measureBadge);
    const obstacles = [...glyphs.map(rectOfGlyph), ...obstaclesOfJourneys(this.#allMarks, zoom)];
    const { labels } = this.#store.payload;
    const plan = planLabels({ labels, zoom, lang, obstacles, measure: this.#measureLabel });
    if (this.#plans.size >= KEPT_PLANS) this.#plans.delete(this.#plans.keys().next().value as string);
    this.#plans.set(key, plan);
    return plan;
  }

  #listen(): void {
    const { map } = this;
    map.on("click", (event) => this.#choose(this.#itemsAt(event, REACH_TOUCH_PX)));
    map.on("mousemove", (event) => this.#point(event));
    map.on("mouseout zoomstart movestart", () => this.#unhover());
  }

  #choose(items: readonly Item[]): void {
    this.#tip.hide();
    const [first] = items;
    if (!first) this.#store.set({ selection: null, group: [] });
    else if (items.length === 1) this.#store.set({ selection: first.id, group: [] });
    else this.#store.set({ selection: null, group: items.map(({ id }) => id) });
  }

  #itemsAt(event: L.LeafletMouseEvent, reach: number): readonly Item[] {
    const at = this.#worldOf(event);
    const glyph = this.#glyphUnder(at, reach);
    if (glyph) return glyph.items;
    const area = areaAt(this.#marks.areas, at);
    return area ? [...new Set([...area.main, ...area.rivals])] : [];
  }

  #worldOf({ latlng }: L.LeafletMouseEvent): XY {
    return worldFromLonLat(latlng.lng, latlng.lat);
  }

  #glyphUnder([x, y]: XY, reach: number): Glyph | null {
    const zoom = this.map.getZoom();
    const size = worldSizePx(zoom);
    return glyphAt(this.#layout(zoom), [x * size, y * size], reach);
  }

  #point(event: L.LeafletMouseEvent): void {
    const at = this.#worldOf(event);
    const glyph = this.#glyphUnder(at, REACH_MOUSE_PX);
    const items = glyph?.items ?? this.#itemsAt(event, REACH_MOUSE_PX);
    this.map.getContainer().classList.toggle("gm-pointing", items.length > 0);
    this.#tip.show(items, event.containerPoint);
    if (glyph === this.#hovered) return;
    this.#hovered = glyph;
    this.#incidents.refresh();
  }

  #unhover(): void {
    this.#tip.hide();
    if (!this.#hovered) return;
    this.#hovered = null;
    this.#incidents.refresh();
  }
}

function pane(map: L.Map, name: string, zIndex: number): HTMLElement {
  const element = map.createPane(name);
  element.style.zIndex = String(zIndex);
  element.style.pointerEvents = "none";
  return element;
}
