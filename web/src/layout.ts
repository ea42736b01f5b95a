// Where symbols and badges stand at one zoom level, in world pixels. Nothing hides anything: symbols
// of one place fan out with leader lines, and badges step aside from what is already there.
import { badgeOfArea, badgeOfCrowd, badgeOfJourney, type MeasureText } from "./badge_glyph.ts";
import { CollisionGrid, type Rect } from "./collision.ts";
import { crowdsOf, fan, single } from "./crowd.ts";
import { rectOfGlyph, taken, type Glyph } from "./glyph.ts";
import type { AreaMark, Marks } from "./marks.ts";
import { worldSizePx, type XY } from "./mercator.ts";

/** More than this on one place become a badge that opens as a list. */
const FAN_LIMIT = 8;

/** Smaller areas are dots on the screen: a badge may lie on them. */
const SEEN_AREA_PX = 14;

export function layoutMarks(marks: Marks, zoom: number, measure: MeasureText): Glyph[] {
  const size = worldSizePx(zoom);
  const grid = new CollisionGrid();
  const glyphs: Glyph[] = [];
  const crowds = crowdsOf(marks.points, size);
  for (const crowd of crowds.filter((c) => c.points.length === 1)) glyphs.push(single(crowd, grid));
  for (const crowd of crowds.filter((c) => c.points.length > 1)) {
    if (crowd.points.length <= FAN_LIMIT) glyphs.push(...fan(crowd, grid));
    else glyphs.push(settle(badgeOfCrowd(crowd, measure), grid));
  }
  const areas = marks.areas.map((area) => ({ area, badge: badgeOfArea(area, size, measure) })).reverse();
  for (const { area, badge } of areas) {
    const rect = badge && rectOfSmallArea(area, size, badge.width);
    if (rect) grid.add(rect);
  }
  for (const journey of marks.journeys.filter((j) => j.isMain))
    glyphs.push(settle(badgeOfJourney(journey, size, measure), grid));
  for (const { badge } of areas) if (badge) glyphs.push(settle(badge, grid));
  return glyphs;
}

/** An area that a badge would hide, but large enough to see: badges leave it free. */
function rectOfSmallArea({ rings, main }: AreaMark, size: number, badgeWidth: number): Rect | null {
  if (main.length === 0) return null;
  const side = (i: 0 | 1 | 2 | 3): number[] => rings.map(({ box }) => box[i] * size);
  const rect: Rect = [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
  const extent = Math.max(rect[2] - rect[0], rect[3] - rect[1]);
  return extent >= SEEN_AREA_PX && extent <= badgeWidth * 1.6 ? rect : null;
}

/** Names keep off the curves of journeys. */
export function obstaclesOfJourneys({ journeys }: Marks, zoom: number): Rect[] {
  const size = worldSizePx(zoom);
  return journeys.flatMap(({ line }) =>
    line.map(([x, y]): Rect => [x * size - 6, y * size - 6, x * size + 6, y * size + 6]),
  );
}

/** Puts a badge on its anchor or on the nearest free spot around it. */
function settle(glyph: Glyph, grid: CollisionGrid): Glyph {
  for (const radius of [0, 14, 24, 36, 50, 66, 84]) {
    for (let k = 0; k < (radius === 0 ? 1 : 12); k++) {
      const angle = -Math.PI / 2 + (k * Math.PI) / 6;
      const at: XY = [
        glyph.anchor[0] + radius * Math.cos(angle) * (1 + glyph.width / 90),
        glyph.anchor[1] + radius * Math.sin(angle),
      ];
      const moved = { ...glyph, at, isAside: radius > 0 };
      if (grid.isFree(rectOfGlyph(moved))) return taken([moved], grid)[0] as Glyph;
    }
  }
  return taken([glyph], grid)[0] as Glyph;
}
