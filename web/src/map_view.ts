// The map: three canvases (ground, incidents, names) on Leaflet, and the view of it.
import type { Basemap } from "./basemap.ts";
import { makeBadgeMeasure } from "./badge.ts";
import { boxOfLines, boxOfMarks, intersectBoxes, isBoxInside, withHome, type WorldBox } from "./bounds.ts";
import { CollisionGrid } from "./collision.ts";
import { NOTHING_COVERED, type Covered } from "./covered.ts";
import type { Frame } from "./frame.ts";
import { rectOfGlyph, type Glyph } from "./glyph.ts";
import { paintGround } from "./ground_painter.ts";
import { paintIncidents } from "./incident_painter.ts";
import type { PlacedLabel } from "./label_plan.ts";
import { paintLabels } from "./label_painter.ts";
import { Layouts, type LaidView } from "./layouts.ts";
import type { View } from "./link.ts";
import { MapCanvas, type Painter } from "./map_canvas.ts";
import { makePane } from "./map_setup.ts";
import { MapSheets } from "./map_sheets.ts";
import { Ground, ringReader, type RingsOfShape } from "./marks.ts";
import { lonLatFromWorld, worldFromLonLat, type XY } from "./mercator.ts";
import { NamePlanner } from "./name_planner.ts";
import { usePalette } from "./palette.ts";
import { Pointer } from "./pointer.ts";
import { schemeNow } from "./scheme.ts";
import { isShown } from "./sieve.ts";
import { atOnce, type Sliced } from "./slices.ts";
import { NO_GROUP, type Store } from "./store.ts";
import type { Tip } from "./tip.ts";

const FIRST_MAX_ZOOM = 9.5;
const CHOSEN_MAX_ZOOM = 10;
const MARGIN_PX = 36;

export class MapView {
  readonly map: L.Map;
  readonly #store: Store;
  readonly #basemap: Basemap;
  #ground: Ground;
  #layouts: Layouts;
  readonly #names: NamePlanner;
  readonly #pointer: Pointer;
  readonly #land: MapCanvas;
  readonly #incidents: MapCanvas;
  readonly #labels: MapCanvas;
  readonly #ringsOf: RingsOfShape;
  readonly #sheets: MapSheets;
  #isOnPaper = false;

  constructor(map: L.Map, store: Store, basemap: Basemap, tip: Tip) {
    this.map = map;
    this.#store = store;
    this.#basemap = basemap;
    const { data } = store;
    this.#ringsOf = ringReader(data.head.shapes, basemap.union);
    this.#ground = new Ground(data, this.#ringsOf);
    this.#layouts = new Layouts(this.#ground, makeBadgeMeasure());
    this.#layouts.show(store.now.shown);
    this.#names = new NamePlanner(data.head.labels, basemap);
    this.#pointer = new Pointer(map, tip, {
      glyphs: () => this.#glyphs(),
      zoom: () => this.#paintedZoom,
      areas: () => this.#layouts.marks.areas.filter((area) => this.#layouts.isDrawn(area, this.#paintedZoom)),
      onChoose: (items) => this.#choose(items),
      onHover: () => this.#incidents.refresh(),
    });
    const sheet = (name: string, zIndex: number, paint: Painter): MapCanvas =>
      new MapCanvas(map, makePane(map, name, zIndex), paint);
    this.#land = sheet("gm-ground", 200, (ctx, frame) => {
      paintGround(ctx, frame, basemap);
      if (this.#isOnPaper) for (const paint of this.#sheetsAbove()) paint(ctx, frame);
    });
    this.#incidents = sheet("gm-incidents", 400, (ctx, frame) => this.#paintItems(ctx, frame));
    // Names lie over symbols that they were planned around, and under counts that they were not.
    const { isDense } = this.#layouts;
    this.#labels = sheet("gm-labels", isDense ? 390 : 450, (ctx, frame) => this.#paintNames(ctx, frame));
    this.#sheets = new MapSheets(map, {
      ground: this.#land,
      above: [this.#incidents, this.#labels],
      ready: (frame) => this.#slicedReady(frame),
    });
  }

  /** Behind the map's own zoom level until what it shows is painted anew. */
  get #paintedZoom(): number {
    return this.#incidents.frame?.zoom ?? this.map.getZoom();
  }

  #sheetsAbove(): Painter[] {
    const sheets: Painter[] = [(ctx, f) => this.#paintItems(ctx, f), (ctx, f) => this.#paintNames(ctx, f)];
    return this.#layouts.isDense ? sheets.reverse() : sheets;
  }

  #paintItems(ctx: CanvasRenderingContext2D, frame: Frame): void {
    const { marks, isDense } = this.#layouts;
    const { layers } = this.#store.head;
    const { layer } = this.#store.data.items;
    paintIncidents(ctx, frame, {
      marks,
      laid: this.#layouts.laid(laidViewOfFrame(frame)),
      isAreaDrawn: (area) => this.#layouts.isDrawn(area, frame.zoom),
      layerOf: (item) => layers[layer[item] as number] ?? "other",
      chosen: this.#chosen(),
      hovered: this.#pointer.hovered,
      isDoubtShown: this.#store.now.isDoubtShown,
      isDense,
    });
  }

  #paintNames(ctx: CanvasRenderingContext2D, frame: Frame): void {
    const names = atOnce(this.#slicedNames(frame));
    paintLabels(ctx, frame, this.#layouts.isDense ? this.#namesBetweenGlyphs(names, frame) : names);
  }

  #slicedNames({ zoom }: Frame): Sliced<readonly PlacedLabel[]> {
    return this.#names.slicedNamesAt(zoom, this.#store.now.lang, () => this.#layouts.obstacles(zoom));
  }

  /** All that painting a frame would have to find out first. */
  *#slicedReady(frame: Frame): Sliced<void> {
    yield* this.#layouts.slicedLaid(laidViewOfFrame(frame));
    yield* this.#slicedNames(frame);
  }

  /** Where names were not planned around what stands on the map, those that it would cover are left out. */
  #namesBetweenGlyphs(names: readonly PlacedLabel[], frame: Frame): PlacedLabel[] {
    const grid = new CollisionGrid();
    for (const glyph of this.#layouts.laid(laidViewOfFrame(frame)).glyphs) grid.add(rectOfGlyph(glyph));
    return names.filter(({ x, y, width, style }) =>
      grid.isFree([x, y - style.size / 2, x + width, y + style.size / 2]),
    );
  }

  /** What stands on the part of the map that is painted. */
  #glyphs(): readonly Glyph[] {
    const { frame } = this.#incidents;
    return frame ? this.#layouts.laid(laidViewOfFrame(frame)).glyphs : [];
  }

  /**
   * Browsers print a canvas without its transparency, so that the upper sheets would hide the ground:
   * on paper one sheet holds everything, and the style hides the others.
   */
  putOnPaper(isOnPaper: boolean): void {
    this.#isOnPaper = isOnPaper;
    usePalette(schemeNow(isOnPaper));
    this.#names.forget();
    this.#land.refresh();
  }

  /** Paints everything in the colours of the moment. */
  repaint(): void {
    this.#names.forget();
    for (const sheet of this.#sheets.all) sheet.refresh();
  }

  /** The first picture; with `isSeenEarly` the incidents are on the screen before names are planned. */
  paintFirst(isSeenEarly: boolean): Promise<void> {
    return this.#sheets.start(isSeenEarly);
  }

  /** Paints what changed about the items that are shown: which are chosen, how much doubt is drawn. */
  refresh(): void {
    this.#incidents.refresh();
  }

  /** Follows what the store shows, in pieces. Until the last the map shows what it showed. */
  *slicedShowItems(): Sliced<void> {
    const { frame } = this.#incidents;
    const { shown } = this.#store.now;
    if (this.#layouts.shown === shown) return;
    const [ground, layouts] = this.#surveyed();
    yield* layouts.slicedShow(shown, frame ? laidViewOfFrame(frame) : undefined);
    [this.#ground, this.#layouts] = [ground, layouts];
    this.#pointer.leave();
    this.#incidents.refresh();
    if (this.#layouts.isDense) this.#labels.refresh();
  }

  /** Names in the language of the moment. */
  *slicedShowNames(): Sliced<void> {
    const { frame } = this.#labels;
    if (!frame) return;
    yield* this.#slicedNames(frame);
    this.#labels.refresh();
  }

  /** Items that were not there before have places too. */
  #surveyed(): [Ground, Layouts] {
    const { data } = this.#store;
    if (this.#ground.items === data.items) return [this.#ground, this.#layouts];
    const ground = new Ground(data, this.#ringsOf);
    return [ground, new Layouts(ground, makeBadgeMeasure())];
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
    const { shown } = this.#store.now;
    const all = this.#ground.marks();
    const marks = boxOfMarks(all, (item) => isShown(shown, item)) ?? boxOfMarks(all, () => true);
    const box = withHome(marks ?? home ?? extent, home);
    this.#fit(intersectBoxes(box, extent) ?? extent, FIRST_MAX_ZOOM, NOTHING_COVERED, isAnimated);
  }

  /** Brings an item into the part of the map that no card covers; stays put when it is there already. */
  showItem(index: number, covered: Covered): void {
    const box = boxOfMarks(this.#ground.marks((item) => item === index), () => true, index);
    if (!box || isBoxInside(box, this.#openBox(covered))) return;
    this.#fit(box, Math.max(CHOSEN_MAX_ZOOM, this.map.getZoom()), covered);
  }

  #openBox({ left, right, bottom }: Covered): WorldBox {
    const size = this.map.getSize();
    const world = (x: number, y: number): XY => {
      const { lng, lat } = this.map.containerPointToLatLng([x, y]);
      return worldFromLonLat(lng, lat);
    };
    return [
      ...world(left + MARGIN_PX / 2, MARGIN_PX / 2),
      ...world(size.x - right - MARGIN_PX / 2, size.y - bottom - MARGIN_PX / 2),
    ];
  }

  #fit(box: WorldBox, maxZoom: number, covered: Covered, isAnimated = true): void {
    const [west, north] = lonLatFromWorld([box[0], box[1]]);
    const [east, south] = lonLatFromWorld([box[2], box[3]]);
    this.map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      {
        maxZoom,
        paddingTopLeft: [covered.left + MARGIN_PX, MARGIN_PX],
        paddingBottomRight: [covered.right + MARGIN_PX, covered.bottom + MARGIN_PX],
        animate: isAnimated && !matchMedia("(prefers-reduced-motion: reduce)").matches,
      },
    );
  }

  #chosen(): ReadonlySet<number> {
    const { selection, group } = this.#store.now;
    return new Set(selection === null ? Array.from(group) : [selection]);
  }

  #choose(items: ArrayLike<number>): void {
    const [first] = [items[0]];
    if (first === undefined) this.#store.set({ selection: null, group: NO_GROUP });
    else if (items.length === 1) this.#store.set({ selection: first, group: NO_GROUP });
    else this.#store.set({ selection: null, group: items });
  }
}

/** The painted rectangle in pixels of the whole world. */
function laidViewOfFrame({ zoom, box, origin: [x, y] }: Frame): LaidView {
  return { zoom, rect: [box.left + x, box.top + y, box.right + x, box.bottom + y] };
}
