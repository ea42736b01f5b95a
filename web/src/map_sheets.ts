// The sheets of the map, kept in step with it. While the map zooms they are scaled, and what they will
// show is got ready in slices; then they are painted, one a frame, so that no frame is long. Until a
// sheet is painted it shows what it showed, where that lies.
import type { Frame } from "./frame.ts";
import { frameOfMap, frameOfView, type MapCanvas } from "./map_canvas.ts";
import { pause, untilSeen } from "./pause.ts";
import { Latest, SHORT_SLICE_MS, type Sliced } from "./slices.ts";

/** A map dragged so near to the painted edge is painted anew before the edge is seen. */
const LEAD_PX = 64;

export interface SheetsOfMap {
  ground: MapCanvas;
  /** From the lowest to the highest. */
  above: readonly MapCanvas[];
  /** Gets ready, in pieces, what the sheets above the ground show in a frame. */
  ready: (frame: Frame) => Sliced<void>;
}

export class MapSheets {
  readonly #map: L.Map;
  readonly #sheets: SheetsOfMap;
  readonly #work = new Latest(SHORT_SLICE_MS);
  /** What is being got ready, or was last. */
  #underWay: { key: string; isDone: Promise<boolean> } | null = null;
  #isZooming = false;
  #isAhead = false;

  constructor(map: L.Map, sheets: SheetsOfMap) {
    this.#map = map;
    this.#sheets = sheets;
  }

  get all(): readonly MapCanvas[] {
    return [this.#sheets.ground, ...this.#sheets.above];
  }

  /**
   * The first picture, one sheet at a time; from then on the sheets follow the map. With `isSeenEarly`
   * a sheet is on the screen before the work for the next begins.
   */
  async start(isSeenEarly: boolean): Promise<void> {
    const { ground, above } = this.#sheets;
    this.#listen();
    ground.repaint();
    await pause();
    for (const sheet of above) {
      if (sheet !== above[0]) await this.#getReady(frameOfMap(this.#map));
      sheet.repaint();
      await (isSeenEarly ? untilSeen() : pause());
    }
  }

  repaint(): void {
    for (const sheet of this.all) sheet.repaint();
  }

  #listen(): void {
    const map = this.#map;
    map.on("viewreset resize", () => this.repaint());
    map.on("zoomstart", () => (this.#isZooming = true));
    map.on("zoomend", () => {
      this.#isZooming = false;
      void this.#repaintAtOtherZoom();
    });
    map.on("zoom", () => this.#follow(map.getCenter(), map.getZoom()));
    map.on("zoomanim", ({ center, zoom }) => {
      this.#follow(center, zoom);
      void this.#getReady(frameOfView(map, center, zoom));
    });
    map.on("move", () => this.#keepCovered());
    map.on("moveend", () => {
      this.#isZooming = false; // a zoom that was broken off has no end of its own
      this.#keepCovered();
    });
  }

  #follow(center: L.LatLng, zoom: number): void {
    for (const sheet of this.all) sheet.follow(center, zoom);
  }

  async #repaintAtOtherZoom(): Promise<void> {
    const { ground, above } = this.#sheets;
    this.#queue(ground);
    if (await this.#getReady(frameOfMap(this.#map))) for (const sheet of above) this.#queue(sheet);
  }

  /** Dragging within what is painted costs nothing. */
  #keepCovered(): void {
    const { ground } = this.#sheets;
    if (this.#isZooming || ground.frame?.zoom !== this.#map.getZoom()) return;
    if (ground.room < 0) this.repaint();
    else if (ground.room < LEAD_PX && !this.#isAhead) void this.#repaintAhead();
  }

  async #repaintAhead(): Promise<void> {
    this.#isAhead = true;
    const isReady = await this.#getReady(frameOfMap(this.#map));
    if (isReady) for (const sheet of this.all) queueFrame(() => this.#repaintIfBehind(sheet));
    queueFrame(() => (this.#isAhead = false));
  }

  /** Resolves with false when something else is to be got ready meanwhile. */
  #getReady(frame: Frame | null): Promise<boolean> {
    if (!frame) return Promise.resolve(false);
    const key = JSON.stringify(frame);
    if (this.#underWay?.key !== key) this.#underWay = { key, isDone: this.#work.run(this.#sheets.ready(frame)) };
    return this.#underWay.isDone;
  }

  /** Paints a sheet at the map's zoom level in one of the next frames, unless it stands there by then. */
  #queue(sheet: MapCanvas): void {
    queueFrame(() => this.#repaintIfBehind(sheet));
  }

  #repaintIfBehind(sheet: MapCanvas): void {
    if (this.#isZooming) return;
    if (sheet.frame?.zoom !== this.#map.getZoom() || sheet.room < LEAD_PX) sheet.repaint();
  }
}

const waiting: (() => void)[] = [];
let isFrameDue = false;

/** One piece of work a frame, in the order in which they come: each frame stays short, and the last shows all. */
function queueFrame(work: () => void): void {
  waiting.push(work);
  if (!isFrameDue) requestAnimationFrame(doNext);
  isFrameDue = true;
}

function doNext(): void {
  const work = waiting.shift();
  isFrameDue = waiting.length > 0;
  if (isFrameDue) requestAnimationFrame(doNext);
  work?.();
}
