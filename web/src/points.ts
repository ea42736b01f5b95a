// Everything that may be drawn as a point, along a Morton curve: a square cell of the map is one run of
// the table, found by halving, so that clusters at any zoom need no tree.
import { worldFromMetresAt, type XY } from "./mercator.ts";
import { mortonCode } from "./morton.ts";
import { WORLD_BITS, type PageData } from "./page_data.ts";
import { isSorted, slicedOrder } from "./radix.ts";
import { ROWS_A_PIECE, type Sliced } from "./slices.ts";

const WORLD = 2 ** WORLD_BITS;

export interface PointTable {
  readonly size: number;
  readonly item: Uint32Array;
  /** Place on the world square in units of 2^-WORLD_BITS. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly isRival: Uint8Array;
  /** Extent and doubt of the place, in world units. */
  readonly radius: Float32Array;
}

/** Rows of places that are points, in any order, and whether each is a rival place. */
export interface PointRows {
  rows: Uint32Array;
  isRival: Uint8Array;
}

/** Made in pieces. Where every place is a point and in order, the table shares the places' columns. */
export function* slicedPointTable({ places }: PageData, { rows, isRival }: PointRows): Sliced<PointTable> {
  const size = rows.length;
  const order = yield* slicedCurve(places, rows);
  const isWhole = !order && size === places.size && isCount(rows);
  const item = isWhole ? places.item : new Uint32Array(size);
  const x = isWhole ? places.x : new Int32Array(size);
  const y = isWhole ? places.y : new Int32Array(size);
  const radius = new Float32Array(size);
  for (let p = 0; p < size; p++) {
    if (p % ROWS_A_PIECE === 0) yield;
    const row = rows[order ? (order[p] as number) : p] as number;
    const doubt_m = places.uncertainty[row] as number;
    if (doubt_m > 0) radius[p] = worldFromMetresAt(doubt_m, worldOfCell(places.y[row] as number));
    if (isWhole) continue;
    item[p] = places.item[row] as number;
    x[p] = places.x[row] as number;
    y[p] = places.y[row] as number;
  }
  return { size, item, x, y, isRival: order ? isRival.map((_, p) => isRival[order[p] as number] as number) : isRival, radius };
}

/** The order of rows along the curve; null where they are in that order. */
function* slicedCurve(places: PageData["places"], rows: Uint32Array): Sliced<Uint32Array | null> {
  const codes = new Float64Array(rows.length);
  for (let p = 0; p < rows.length; p++) {
    if (p % ROWS_A_PIECE === 0) yield;
    const row = rows[p] as number;
    codes[p] = mortonCode(places.x[row] as number, places.y[row] as number);
  }
  return isSorted(codes) ? null : yield* slicedOrder(codes);
}

function isCount(rows: Uint32Array): boolean {
  for (let p = 0; p < rows.length; p++) if (rows[p] !== p) return false;
  return true;
}

/** The middle of a column or row of the world square's finest cells, in world units. */
export function worldOfCell(number: number): number {
  return (number + 0.5) / WORLD;
}

export function worldOfPoint({ x, y }: PointTable, point: number): XY {
  return [worldOfCell(x[point] as number), worldOfCell(y[point] as number)];
}

/** The first point at or after a position on the curve. */
export function firstFrom({ x, y, size }: PointTable, position: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (mortonCode(x[middle] as number, y[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The points of the cell in column `i` and row `j` of 2^level by 2^level: from the first to before the last. */
export function pointsOfCell(points: PointTable, level: number, i: number, j: number): [number, number] {
  const shift = 2 ** (WORLD_BITS - level);
  const from = mortonCode(i * shift, j * shift);
  const first = firstFrom(points, from);
  return [first, firstFrom(points, from + shift * shift)];
}
