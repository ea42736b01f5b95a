// Where symbols and badges stand at one zoom level, in world pixels, on a page whose items all fit.
// Nothing hides anything: symbols of one place fan out with leader lines, and badges step aside from
// what is already there.
import type { Badges } from "./badge_glyph.ts";
import { CollisionGrid, type Rect } from "./collision.ts";
import { crowdsOf, fanIfFree, single, type LookOf } from "./crowd.ts";
import { rectOfGlyph, taken, type Glyph } from "./glyph.ts";
import { boxOfArea, type AreaMark, type JourneyMark, type Marks } from "./marks.ts";
import { worldSizePx, type XY } from "./mercator.ts";

/** More than this on one place become a badge that opens as a list. */
const FAN_LIMIT = 8;

/** Smaller areas are dots on the screen: a badge may lie on them. */
const SEEN_AREA_PX = 14;

/** What stands in a part of the map. */
export interface Laid {
  readonly glyphs: readonly Glyph[];
  /** Points whose footprints may be seen, by their index in the table. */
  readonly footprints: ArrayLike<number>;
}

/** What glyphs are made with. */
export interface Makers {
  badges: Badges;
  lookOf: LookOf;
}

/** Lays out the `chosen` points, in their order, and all areas and journeys. */
export function layoutMarks(
  marks: Marks,
  chosen: ArrayLike<number>,
  { zoom, makers }: { zoom: number; makers: Makers },
): Laid {
  const size = worldSizePx(zoom);
  const grid = new CollisionGrid();
  const glyphs: Glyph[] = [];
  const crowds = crowdsOf(marks.points, chosen, { size, lookOf: makers.lookOf });
  for (const crowd of crowds.filter((c) => c.points.length === 1)) glyphs.push(single(crowd, grid));
  for (const crowd of crowds.filter((c) => c.points.length > 1)) {
    if (crowd.points.length <= FAN_LIMIT) glyphs.push(...(fanIfFree(crowd, grid) ?? [settle(makers.badges.ofCrowd(crowd), grid)]));
    else glyphs.push(settle(makers.badges.ofCrowd(crowd), grid));
  }
  glyphs.push(...layoutBadges(marks, grid, { size, badges: makers.badges }));
  return { glyphs, footprints: chosen };
}

/** Badges of journeys and areas, aside from what the grid holds; small areas stay free. */
export function layoutBadges(
  { areas, journeys }: { areas: readonly AreaMark[]; journeys: readonly JourneyMark[] },
  grid: CollisionGrid,
  { size, badges }: { size: number; badges: Badges },
): Glyph[] {
  const glyphs: Glyph[] = [];
  const labelled = areas.map((area) => ({ area, badge: badges.ofArea(area, size) })).reverse();
  for (const { area, badge } of labelled) {
    const rect = badge && rectOfSmallArea(area, size, badge.width);
    if (rect) grid.add(rect);
  }
  for (const journey of journeys) if (journey.isMain) glyphs.push(settle(badges.ofJourney(journey, size), grid));
  for (const { badge } of labelled) {
    if (!badge) continue;
    const settled = settleIfFree(badge, grid);
    if (settled) glyphs.push(settled);
    else if (!joinNearest(glyphs, badge, badges)) glyphs.push(...taken([badge], grid));
  }
  return glyphs;
}

/** Where there is no room for one more badge, the nearest counts what it would have counted. */
function joinNearest(glyphs: Glyph[], { anchor, items }: Glyph, badges: Badges): boolean {
  let [nearest, least] = [-1, Infinity];
  glyphs.forEach((glyph, k) => {
    const distance = Math.hypot(glyph.at[0] - anchor[0], glyph.at[1] - anchor[1]);
    if (distance < least) [nearest, least] = [k, distance];
  });
  const host = glyphs[nearest];
  if (!host) return false;
  glyphs[nearest] = badges.joined(host, items);
  return true;
}

/** An area that a badge would hide, but large enough to see: badges leave it free. */
function rectOfSmallArea(area: AreaMark, size: number, badgeWidth: number): Rect | null {
  if (area.main.length === 0) return null;
  const [left, top, right, bottom] = boxOfArea(area);
  const extent = Math.max(right - left, bottom - top) * size;
  if (extent < SEEN_AREA_PX || extent > badgeWidth * 1.6) return null;
  return [left * size, top * size, right * size, bottom * size];
}

/** Names keep off the curves of journeys. */
export function obstaclesOfJourneys({ journeys }: Marks, zoom: number): Rect[] {
  const size = worldSizePx(zoom);
  return journeys.flatMap(({ line }) =>
    line.map(([x, y]): Rect => [x * size - 6, y * size - 6, x * size + 6, y * size + 6]),
  );
}

/** Puts a glyph on its anchor or on the nearest free spot around it; on its anchor where there is none. */
export function settle(glyph: Glyph, grid: CollisionGrid): Glyph {
  return settleIfFree(glyph, grid) ?? (taken([glyph], grid)[0] as Glyph);
}

function settleIfFree(glyph: Glyph, grid: CollisionGrid): Glyph | null {
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
  return null;
}
