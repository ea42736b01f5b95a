// A canvas in a pane of the Leaflet map. It is larger than the map, so that dragging shows painted
// ground, and it can be scaled while it waits to be painted at another zoom level.
import { makeFrame, type Frame } from "./frame.ts";
import type { XY } from "./mercator.ts";

export type Painter = (ctx: CanvasRenderingContext2D, frame: Frame) => void;

/** How far the canvas reaches beyond the map, as a part of the map's size. */
const PADDING = 0.25;
/** Beyond this density nobody sees a difference, and memory grows with its square. */
const MAX_DENSITY = 3;

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

  /** The frame last painted: hit tests ask it where things are. */
  get frame(): Frame | null {
    return this.#frame;
  }

  repaint(): void {
    const frame = frameOfMap(this.#map);
    if (!frame) return;
    this.#center = this.#map.getCenter();
    this.#paintedSize = this.#map.getSize();
    this.#frame = frame;
    this.#fit(frame);
    this.#paintNow();
  }

  /** Paints again what stands here, after a change that moved nothing. */
  refresh(): void {
    if (!this.#frame) return;
    if (this.#frame.zoom === this.#map.getZoom()) this.#paintNow();
    else this.repaint();
  }

  /** Pixels from the map's edge to the painted edge, on the side where they are fewest. */
  get room(): number {
    if (!this.#frame) return 0;
    const min = this.#map.containerPointToLayerPoint([0, 0]);
    const max = min.add(this.#map.getSize());
    const { left, top, right, bottom } = this.#frame.box;
    return Math.min(min.x - left, min.y - top, right - max.x, bottom - max.y);
  }

  /** Puts what is painted where it lies in another view. Leaflet's own renderers move like this; written with its public calls alone. */
  follow(center: L.LatLng, zoom: number): void {
    const frame = this.#frame;
    if (!frame || !this.#center || !this.#paintedSize) return;
    const scale = this.#map.getZoomScale(zoom, frame.zoom);
    const half = this.#paintedSize.multiplyBy(0.5 + PADDING);
    const newOrigin = originOfView(this.#map, center, zoom);
    const offset = half.multiplyBy(-scale).add(this.#map.project(this.#center, zoom)).subtract(newOrigin);
    L.DomUtil.setTransform(this.#canvas, offset, scale);
  }

  #fit({ box: { left, top, right, bottom } }: Frame): void {
    const density = Math.min(window.devicePixelRatio || 1, MAX_DENSITY);
    L.DomUtil.setTransform(this.#canvas, L.point(left, top), 1);
    const [width, height] = [Math.round((right - left) * density), Math.round((bottom - top) * density)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#canvas.style.width = `${right - left}px`;
    this.#canvas.style.height = `${bottom - top}px`;
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
}

/** The frame of what a map shows now; null while it has no size. */
export function frameOfMap(map: L.Map): Frame | null {
  const { x, y } = map.getPixelOrigin();
  return frameAround(map, [x, y], map.getZoom());
}

/** The frame that a map will have at the end of a zoom. */
export function frameOfView(map: L.Map, center: L.LatLng, zoom: number): Frame | null {
  const { x, y } = originOfView(map, center, zoom);
  return frameAround(map, [x, y], zoom);
}

function frameAround(map: L.Map, origin: XY, zoom: number): Frame | null {
  const size = map.getSize();
  if (size.x === 0 || size.y === 0) return null;
  const reach = size.multiplyBy(PADDING).round();
  const min = map.containerPointToLayerPoint([0, 0]).subtract(reach);
  const max = min.add(size).add(reach.multiplyBy(2));
  return makeFrame(zoom, origin, { left: min.x, top: min.y, right: max.x, bottom: max.y });
}

function originOfView(map: L.Map, center: L.LatLng, zoom: number): L.Point {
  const panePosition = L.DomUtil.getPosition(map.getPane("mapPane") as HTMLElement);
  return map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(panePosition).round();
}
