// The map: three canvases (ground, incidents, names) on Leaflet, and the view of it.
import type { Basemap } from "./basemap.ts";
import { makeBadgeMeasure } from "./badge.ts";
import { boxOfLines, boxOfMarks, intersectBoxes, isBoxInside, withHome, type WorldBox } from "./bounds.ts";
import type { Rect } from "./collision.ts";
import { NOTHING_COVERED, type Covered } from "./covered.ts";
import { paintGround } from "./ground_painter.ts";
import { paintIncidents } from "./incident_painter.ts";
import { paintLabels } from "./label_painter.ts";
import { rectOfGlyph, type Glyph } from "./glyph.ts";
import { layoutMarks, obstaclesOfJourneys } from "./layout.ts";
import type { View } from "./link.ts";
import { MapCanvas, type Painter } from "./map_canvas.ts";
import { makePane } from "./map_setup.ts";
import { marksOfItems, ringReader, type Marks, type RingsOfShape } from "./marks.ts";
import { lonLatFromWorld, worldFromLonLat, type XY } from "./mercator.ts";
import { NamePlanner } from "./name_planner.ts";
import { pause } from "./pause.ts";
import type { Item } from "./payload.ts";
import { Pointer } from "./pointer.ts";
import type { Store } from "./store.ts";
import type { Tip } from "./tip.ts";

const FIRST_MAX_ZOOM = 9.5;
const CHOSEN_MAX_ZOOM = 10;
const MARGIN_PX = 36;

export class MapView {
  readonly map: L.Map;
  readonly #store: Store;
  readonly #basemap: Basemap;
  readonly #ringsOf: RingsOfShape;
  readonly #measureBadge = makeBadgeMeasure();
  readonly #names: NamePlanner;
  readonly #pointer: Pointer;
  readonly #allMarks: Marks;
  readonly #ground: MapCanvas;
  readonly #incidents: MapCanvas;
  readonly #labels: MapCanvas;
  #marks: Marks;
  #glyphs: Glyph[] = [];
  #glyphZoom: number | null = null;
  #isOnPaper = false;

  constructor(map: L.Map, store: Store, basemap: Basemap, tip: Tip) {
    this.map = map;
    this.#store = store;
    this.#basemap = basemap;
    this.#ringsOf = ringReader(store.payload.shapes, basemap.union);
    this.#allMarks = marksOfItems(store.payload.items, this.#ringsOf);
    this.#marks = marksOfItems(store.now.shown, this.#ringsOf);
    this.#names = new NamePlanner(store.payload.labels, basemap);
    this.#pointer = new Pointer(map, tip, {
      glyphs: () => this.#layout(map.getZoom()),
      areas: () => this.#marks.areas,
      onChoose: (items) => this.#choose(items),
      onHover: () => this.#incidents.refresh(),
    });
    const sheet = (name: string, zIndex: number, paint: Painter): MapCanvas =>
      new MapCanvas(map, makePane(map, name, zIndex), paint);
    this.#ground = sheet("gm-ground", 200, (ctx, frame) => {
      paintGround(ctx, frame, basemap);
      if (this.#isOnPaper) for (const paint of [paintItems, paintNames]) paint(ctx, frame);
    });
    const paintItems: Painter = (ctx, frame) => {
      const glyphs = this.#layout(frame.zoom);
      const { hovered } = this.#pointer;
      paintIncidents(ctx, frame, { marks: this.#marks, glyphs, chosen: this.#chosen(), hovered });
    };
    const paintNames: Painter = (ctx, frame) => {
      const { zoom } = frame;
      paintLabels(
        ctx,
        frame,
        this.#names.namesAt(zoom, this.#store.now.lang, () => this.#obstacles(zoom)),
      );
    };
    this.#incidents = sheet("gm-incidents", 400, paintItems);
    this.#labels = sheet("gm-labels", 450, paintNames);
  }

  /**
   * Browsers print a canvas without its transparency, so that the upper sheets would hide the ground:
   * on paper one sheet holds everything, and the style hides the others.
   */
  putOnPaper(isOnPaper: boolean): void {
    this.#isOnPaper = isOnPaper;
    this.#ground.refresh();
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
      this.#glyphZoom = null;
      this.#pointer.leave();
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
    this.#fit(intersectBoxes(all, extent) ?? extent, FIRST_MAX_ZOOM, NOTHING_COVERED, isAnimated);
  }

  /** Brings an item into the part of the map that no card covers; stays put when it is there already. */
  showItem(id: string, covered: Covered): void {
    const box = boxOfMarks(this.#allMarks, id);
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

  #chosen(): ReadonlySet<string> {
    const { selection, group } = this.#store.now;
    return new Set(selection === null ? group : [selection]);
  }

  #layout(zoom: number): readonly Glyph[] {
    if (zoom !== this.#glyphZoom) {
      this.#glyphs = layoutMarks(this.#marks, zoom, this.#measureBadge);
      this.#glyphZoom = zoom;
    }
    return this.#glyphs;
  }

  /** Names keep clear of every item's symbol, shown or not, so that filtering moves no name. */
  #obstacles(zoom: number): Rect[] {
    const isAllShown = this.#store.now.shown.length === this.#store.payload.items.length;
    const glyphs = isAllShown ? this.#layout(zoom) : layoutMarks(this.#allMarks, zoom, this.#measureBadge);
    return [...glyphs.map(rectOfGlyph), ...obstaclesOfJourneys(this.#allMarks, zoom)];
  }

  #choose(items: readonly Item[]): void {
    const [first] = items;
    if (!first) this.#store.set({ selection: null, group: [] });
    else if (items.length === 1) this.#store.set({ selection: first.id, group: [] });
    else this.#store.set({ selection: null, group: items.map(({ id }) => id) });
  }
}
