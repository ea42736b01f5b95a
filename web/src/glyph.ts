// A glyph: one thing to see and to point at on the map, a symbol or a badge, in world pixels.
import type { CollisionGrid, Rect } from "./collision.ts";
import type { XY } from "./mercator.ts";
import type { SymbolLook } from "./symbol.ts";

export interface BadgeEntry {
  look: SymbolLook;
  text: string;
}

/** A layer's part of what a badge holds, for the strip at its foot. */
export interface BadgePart {
  layer: string;
  count: number;
}

export interface Glyph {
  /** A symbol stands for one item, a badge for what an area, a journey or a full place holds. */
  kind: "symbol" | "badge";
  at: XY;
  /** The true place; a leader line joins it when the glyph had to step aside. */
  anchor: XY;
  isAside: boolean;
  /** Whether the anchor is a point on the ground (an area's anchor is only inside it). */
  isOnPoint: boolean;
  width: number;
  height: number;
  items: ArrayLike<number>;
  look: SymbolLook;
  entries: BadgeEntry[];
  /** Of a badge that counts several layers in one number. */
  sum?: { text: string; parts: BadgePart[] };
}

export const SYMBOL_RADIUS_PX = 8.5;

export function rectOfGlyph({ at: [x, y], width, height }: Glyph): Rect {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** Marks the room of glyphs as taken. */
export function taken(glyphs: Glyph[], grid: CollisionGrid): Glyph[] {
  for (const glyph of glyphs) grid.add(rectOfGlyph(glyph));
  return glyphs;
}
