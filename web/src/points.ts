// Everything that may be drawn as a point, along a Morton curve: a square cell of the map is one run of
// the table, found by halving, so that clusters at any zoom need no tree.
import { worldFromMetresAt, type XY } from "./mercator.ts";
import { mortonCode } from "./morton.ts";
import { WORLD_BITS, type PageData } from "./page_data.ts";
import { isSorted, orderOfKeys } from "./radix.ts";

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
  /** Position on the Morton curve, ascending. */
  readonly code: Float64Array;
}

/** Rows of places that are points, in any order, and whether each is a rival place. */
export interface PointRows {
  rows: Uint32Array;
  isRival: Uint8Array;
}

export function pointTable({ places }: PageData, { rows, isRival }: PointRows): PointTable {
  const codes = Float64Array.from(rows, (row) => mortonCode(places.x[row] as number, places.y[row] as number));
  const order = isSorted(codes) ? null : orderOfKeys(codes);
  const at = (i: number): number => (order ? (order[i] as number) : i);
  const sorted = order ? Uint32Array.from(order, (i) => rows[i] as number) : rows;
  const y = Int32Array.from(sorted, (row) => places.y[row] as number);
  return {
    size: rows.length,
    item: Uint32Array.from(sorted, (row) => places.item[row] as number),
    x: Int32Array.from(sorted, (row) => places.x[row] as number),
    y,
    isRival: order ? isRival.map((_, i) => isRival[at(i)] as number) : isRival,
    radius: Float32Array.from(sorted, (row, i) =>
      worldFromMetresAt(places.uncertainty[row] || 0, worldOfCell(y[i] as number)),
    ),
    code: order ? codes.map((_, i) => codes[at(i)] as number) : codes,
  };
}

/** The middle of a column or row of the world square's finest cells, in world units. */
export function worldOfCell(number: number): number {
  return (number + 0.5) / WORLD;
}

export function worldOfPoint({ x, y }: PointTable, point: number): XY {
  return [worldOfCell(x[point] as number), worldOfCell(y[point] as number)];
}

/** The first point at or after a position on the curve. */
export function firstFrom({ code, size }: PointTable, position: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((code[middle] as number) < position) low = middle + 1;
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
