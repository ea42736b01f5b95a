// Symbols of one place: a lone one stands on it, several fan out round it with leader lines.
import type { CollisionGrid } from "./collision.ts";
import { rectOfGlyph, taken, type Glyph } from "./glyph.ts";
import type { XY } from "./mercator.ts";
import { worldOfPoint, type PointTable } from "./points.ts";
import type { SymbolLook } from "./symbol.ts";

const SYMBOL_BOX_PX = 21;

/** With the small sign at its corner. */
const BOX_WITH_SIGN_PX = 28;

/** Symbols closer than this fan out. */
const CROWDED_PX = 16;

/** A symbol to stand somewhere. */
export interface CrowdPoint {
  item: number;
  look: SymbolLook;
}

export interface Crowd {
  at: XY;
  points: CrowdPoint[];
}

export type LookOf = (item: number, isRival: boolean) => SymbolLook;

/** Gathers points that would touch, each to the first crowd in reach, in the order of `chosen`. */
export function crowdsOf(
  points: PointTable,
  chosen: ArrayLike<number>,
  { size, lookOf }: { size: number; lookOf: LookOf },
): Crowd[] {
  const cells = new Map<string, Crowd[]>();
  const crowds: Crowd[] = [];
  for (let k = 0; k < chosen.length; k++) {
    const index = chosen[k] as number;
    const item = points.item[index] as number;
    const point = { item, look: lookOf(item, points.isRival[index] === 1) };
    const [wx, wy] = worldOfPoint(points, index);
    const at: XY = [wx * size, wy * size];
    const [i, j] = [Math.floor(at[0] / CROWDED_PX), Math.floor(at[1] / CROWDED_PX)];
    const near = [-1, 0, 1].flatMap((di) =>
      [-1, 0, 1].flatMap((dj) => cells.get(`${i + di},${j + dj}`) ?? []),
    );
    const crowd = near.find((c) => Math.hypot(c.at[0] - at[0], c.at[1] - at[1]) < CROWDED_PX);
    if (crowd) {
      crowd.points.push(point);
      continue;
    }
    const fresh: Crowd = { at, points: [point] };
    crowds.push(fresh);
    const key = `${i},${j}`;
    cells.set(key, [...(cells.get(key) ?? []), fresh]);
  }
  return crowds;
}

function symbolGlyph({ item, look }: CrowdPoint, at: XY, anchor: XY): Glyph {
  const side = look.news ? BOX_WITH_SIGN_PX : SYMBOL_BOX_PX;
  const box = { width: side, height: side };
  const isAside = Math.hypot(at[0] - anchor[0], at[1] - anchor[1]) > 2;
  return { kind: "symbol", at, anchor, isAside, isOnPoint: true, ...box, items: [item], look, entries: [] };
}

export function single({ at, points }: Crowd, grid: CollisionGrid): Glyph {
  const glyph = symbolGlyph(points[0] as CrowdPoint, at, at);
  grid.add(rectOfGlyph(glyph));
  return glyph;
}

/** A ring round the place, widened until it meets nothing; null where there is no room. */
export function fanIfFree(crowd: Crowd, grid: CollisionGrid): Glyph[] | null {
  const { tight, start } = ringOf(crowd);
  for (const radius of [tight, tight + 8, tight + 16]) {
    for (const turn of [start, start + Math.PI / crowd.points.length, start + Math.PI / 4]) {
      const glyphs = ringGlyphs(crowd, radius, turn);
      if (glyphs.every((g) => grid.isFree(rectOfGlyph(g)))) return taken(glyphs, grid);
    }
  }
  return null;
}

/** The narrowest ring, on which neighbours just touch, and where it begins. */
function ringOf({ points: { length: count } }: Crowd): { tight: number; start: number } {
  return {
    tight: Math.max(18, SYMBOL_BOX_PX / 2 / Math.sin(Math.PI / count)),
    start: count === 2 ? Math.PI : -Math.PI / 2,
  };
}

function ringGlyphs({ at, points }: Crowd, radius: number, turn: number): Glyph[] {
  return points.map((point, i) => {
    const angle = turn + (i * 2 * Math.PI) / points.length;
    return symbolGlyph(point, [at[0] + radius * Math.cos(angle), at[1] + radius * Math.sin(angle)], at);
  });
}
