// Web Mercator as one square: x and y from 0 to 1, north up. The page projects each point once.
import type { LonLat } from "./payload.ts";

export type XY = [number, number];

const RADIANS = Math.PI / 180;
/** Leaflet's own limit, beyond which the square ends. */
const MAX_LAT_DEG = 85.0511287798;
/** Equator in metres on Leaflet's sphere. */
const EQUATOR_M = 2 * Math.PI * 6378137;

export function worldFromLonLat(lon: number, lat: number): XY {
  const phi = Math.max(-MAX_LAT_DEG, Math.min(MAX_LAT_DEG, lat)) * RADIANS;
  return [lon / 360 + 0.5, 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)];
}

export function lonLatFromWorld([x, y]: XY): LonLat {
  const phi = 2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2;
  return [(x - 0.5) * 360, phi / RADIANS];
}

/** Pixels that the whole world square takes at a zoom level. */
export function worldSizePx(zoom: number): number {
  return 256 * 2 ** zoom;
}

/** Length of `metres` on the ground in world units, at a height `y` of the world square. */
export function worldFromMetresAt(metres: number, y: number): number {
  return (metres * Math.cosh(Math.PI * (1 - 2 * y))) / EQUATOR_M;
}
