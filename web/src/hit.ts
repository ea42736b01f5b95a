// What lies under the pointer: the nearest glyph, else the areas that hold the point.
import { rectOfGlyph, type Glyph } from "./glyph.ts";
import type { AreaMark } from "./marks.ts";
import type { XY } from "./mercator.ts";
import type { Line } from "./basemap.ts";

/** The glyph at a point in world pixels, within `reach` pixels of it; the nearest of several. */
export function glyphAt(glyphs: readonly Glyph[], [x, y]: XY, reach: number): Glyph | null {
  let best: Glyph | null = null;
  let bestGap = reach;
  for (const glyph of glyphs) {
    const [left, top, right, bottom] = rectOfGlyph(glyph);
    const gap = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    const toCentre = Math.hypot(glyph.at[0] - x, glyph.at[1] - y) / 1000; // decides between overlapping ones
    if (gap + toCentre <= bestGap) [best, bestGap] = [glyph, gap + toCentre];
  }
  return best;
}

/** The smallest area with items of its own around a world point; areas come largest first. */
export function areaAt(areas: readonly AreaMark[], at: XY): AreaMark | null {
  const around = areas.filter((a) => a.main.length + a.rivals.length > 0 && isInRings(a.rings, at));
  return around[around.length - 1] ?? null;
}

export function isInRings(rings: readonly Line[], [x, y]: XY): boolean {
  let inside = false;
  for (const { points, box } of rings) {
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
      const [[ax, ay], [bx, by]] = [points[i] as XY, points[j] as XY];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
