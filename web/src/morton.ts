// Places on the world square as whole numbers, and the order along a Morton (Z) curve of them.
import { worldFromLonLat } from "./mercator.ts";
import { WORLD_BITS } from "./page_data.ts";

const WORLD = 2 ** WORLD_BITS;

/** The cell of the world square that holds a place, [x, y]. */
export function cellFromLonLat(lon: number, lat: number): [number, number] {
  const [x, y] = worldFromLonLat(lon, lat);
  return [clampCell(x), clampCell(y)];
}

function clampCell(share: number): number {
  return Math.max(0, Math.min(WORLD - 1, Math.floor(share * WORLD)));
}

/** Position on the curve: bits of y and x by turns, the widest first. Exact, for it needs 50 bits. */
export function mortonCode(x: number, y: number): number {
  return spread(y >>> 13) * 2 ** 27 + spread(x >>> 13) * 2 ** 26 + spread(y & 0x1fff) * 2 + spread(x & 0x1fff);
}

/** Puts a zero before each of 13 bits. */
function spread(bits: number): number {
  let n = bits & 0x1fff;
  n = (n | (n << 8)) & 0x00ff00ff;
  n = (n | (n << 4)) & 0x0f0f0f0f;
  n = (n | (n << 2)) & 0x33333333;
  return (n | (n << 1)) & 0x55555555;
}
