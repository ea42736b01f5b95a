// A canvas in a pane of the Leaflet map. It is larger than the map, so that dragging shows painted
// ground, and it is scaled with the zoom animation and repainted at its end.
import { makeFrame, type Frame } from "./frame.ts";

export type Painter = (ctx: CanvasRenderingContext2D, frame: Frame) => void;

/** How far the canvas reaches beyond the map, as a part of the map's size. */
const PADDING = 0.25;
/** Beyond this density nobody sees a difference, and memory grows with its square. */
const MAX_DENSITY = 3;

const waiting: (() => void)[] = [];
let isFrameDue = false;

/** Sheets are repainted in their order, one a frame: each frame stays short, and the last shows all. */
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

export class MapCanvas {
  readonly #map: L.Map;
  readonly #canvas: HTMLCanvasElement;
  readonly #paint: Painter;
  #frame: Frame | null = null;
  #center: L.LatLng | null = null;
  #paintedSize: L.Point | null = null;

  constructor(map: L.Map, pane: HTMLElement, paint: Painter) {
    this.#map = map;
    this.#paint = paint;
    this.#canvas = document.createElement("canvas");
    this.#canvas.className = "leaflet-zoom-animated gm-canvas";
    this.#canvas.setAttribute("aria-hidden", "true");
    pane.appendChild(this.#canvas);
  }

  /** Paints, and from now on whenever the map moves. */
  start(): void {
    const map = this.#map;
    map.on("viewreset resize", () => this.repaint());
    map.on("zoomend", () => queueFrame(() => this.#repaintAtOtherZoom()));
    map.on("move moveend", () => this.#repaintWhenUncovered());
    map.on("zoom", () => this.#follow(map.getCenter(), map.getZoom()));
    map.on("zoomanim", (event) => this.#follow(event.center, event.zoom));
    this.repaint();
  }

  /** The frame last painted: hit tests ask it where things are. */
  get frame(): Frame | null {
    return this.#frame;
  }

  repaint(): void {
    const size = this.#map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const reach = size.multiplyBy(PADDING).round();
    const min = this.#map.containerPointToLayerPoint([0, 0]).subtract(reach);
    const max = min.add(size).add(reach.multiplyBy(2));
    const origin = this.#map.getPixelOrigin();
    const zoom = this.#map.getZoom();
    this.#center = this.#map.getCenter();
    this.#paintedSize = size;
    this.#frame = makeFrame(zoom, [origin.x, origin.y], {
      left: min.x,
      top: min.y,
      right: max.x,
      bottom: max.y,
    });
    this.#fit(min, max.subtract(min));
    this.#paintNow();
  }

  /** Paints again what stands here, after a change that moved nothing. */
  refresh(): void {
    if (!this.#frame) return;
    if (this.#frame.zoom === this.#map.getZoom()) this.#paintNow();
    else this.repaint();
  }

  #fit(at: L.Point, size: L.Point): void {
    const density = Math.min(window.devicePixelRatio || 1, MAX_DENSITY);
    L.DomUtil.setTransform(this.#canvas, at, 1);
    const [width, height] = [Math.round(size.x * density), Math.round(size.y * density)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#canvas.style.width = `${size.x}px`;
    this.#canvas.style.height = `${size.y}px`;
  }

  #paintNow(): void {
    const ctx = this.#canvas.getContext("2d");
    const frame = this.#frame;
    if (!ctx || !frame) return;
    const { left, top, right } = frame.box;
    const density = this.#canvas.width / (right - left);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    ctx.setTransform(density, 0, 0, density, -left * density, -top * density);
    ctx.save();
    this.#paint(ctx, frame);
    ctx.restore();
  }

  #repaintAtOtherZoom(): void {
    if (this.#frame?.zoom !== this.#map.getZoom()) this.repaint();
  }

  /** Dragging within what is painted costs nothing. */
  #repaintWhenUncovered(): void {
    const frame = this.#frame;
    if (!frame || frame.zoom !== this.#map.getZoom()) return;
    const min = this.#map.containerPointToLayerPoint([0, 0]);
    const max = min.add(this.#map.getSize());
    const { left, top, right, bottom } = frame.box;
    if (min.x < left || min.y < top || max.x > right || max.y > bottom) this.repaint();
  }

  /** Leaflet's own renderers move like this; written with its public calls alone. */
  #follow(center: L.LatLng, zoom: number): void {
    const frame = this.#frame;
    if (!frame || !this.#center || !this.#paintedSize) return;
    const scale = this.#map.getZoomScale(zoom, frame.zoom);
    const half = this.#paintedSize.multiplyBy(0.5 + PADDING);
    const panePosition = L.DomUtil.getPosition(this.#map.getPane("mapPane") as HTMLElement);
    const newOrigin = this.#map
      .project(center, zoom)
      .subtract(this.#map.getSize().divideBy(2))
      .add(panePosition)
      .round();
    const offset = half.multiplyBy(-scale).add(this.#map.project(this.#center, zoom)).subtract(newOrigin);
    L.DomUtil.setTransform(this.#canvas, offset, scale);
  }
}
