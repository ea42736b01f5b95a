// Where symbols and badges stand at one zoom level, in world pixels. Nothing hides anything: symbols
// of one place fan out with leader lines, and badges step aside from what is already there.
import { CollisionGrid, type Rect } from "./collision.ts";
import { pointAlong } from "./curve.ts";
import { worldSizePx, type XY } from "./mercator.ts";
import type { Item } from "./payload.ts";
import type { AreaMark, JourneyMark, Marks, PointMark } from "./marks.ts";
import { lookOfItem, plainLook, type SymbolLook } from "./symbol.ts";

export interface BadgeEntry {
  look: SymbolLook;
  text: string;
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
  items: Item[];
  look: SymbolLook;
  entries: BadgeEntry[];
}

export const SYMBOL_RADIUS_PX = 8.5;
const SYMBOL_BOX_PX = 21;
const BADGE_HEIGHT_PX = 22;
const BADGE_GLYPH_PX = 15;
const BADGE_PADDING_PX = 6;
/** Symbols closer than this fan out. */
const CROWDED_PX = 16;
/** More than this on one place become a badge that opens as a list. */
const FAN_LIMIT = 8;

/** Smaller areas are dots on the screen: a badge may lie on them. */
const SEEN_AREA_PX = 14;

export type MeasureText = (text: string) => number;

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

export function rectOfGlyph({ at: [x, y], width, height }: Glyph): Rect {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** Names keep off the curves of journeys. */
export function obstaclesOfJourneys({ journeys }: Marks, zoom: number): Rect[] {
  const size = worldSizePx(zoom);
  return journeys.flatMap(({ line }) =>
    line.map(([x, y]): Rect => [x * size - 6, y * size - 6, x * size + 6, y * size + 6]),
  );
}

interface Crowd {
  at: XY;
  points: PointMark[];
}

/** Gathers points that would touch, each to the first crowd in reach, in the items' own order. */
export function crowdsOf(points: readonly PointMark[], size: number): Crowd[] {
  const cells = new Map<string, Crowd[]>();
  const crowds: Crowd[] = [];
  for (const point of points) {
    const at: XY = [point.at[0] * size, point.at[1] * size];
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

function symbolGlyph({ item, isRival }: PointMark, at: XY, anchor: XY): Glyph {
  const box = { width: SYMBOL_BOX_PX, height: SYMBOL_BOX_PX };
  const isAside = Math.hypot(at[0] - anchor[0], at[1] - anchor[1]) > 2;
  const look = lookOfItem(item, isRival);
  return { kind: "symbol", at, anchor, isAside, isOnPoint: true, ...box, items: [item], look, entries: [] };
}

function single({ at, points }: Crowd, grid: CollisionGrid): Glyph {
  const glyph = symbolGlyph(points[0] as PointMark, at, at);
  grid.add(rectOfGlyph(glyph));
  return glyph;
}

/** A ring round the place, widened until it meets nothing. */
function fan({ at, points }: Crowd, grid: CollisionGrid): Glyph[] {
  const count = points.length;
  const tight = Math.max(18, SYMBOL_BOX_PX / 2 / Math.sin(Math.PI / count)); // neighbours just touch
  const ring = (radius: number, turn: number): Glyph[] =>
    points.map((point, i) => {
      const angle = turn + (i * 2 * Math.PI) / count;
      return symbolGlyph(point, [at[0] + radius * Math.cos(angle), at[1] + radius * Math.sin(angle)], at);
    });
  const start = count === 2 ? Math.PI : -Math.PI / 2;
  for (const radius of [tight, tight + 8, tight + 16]) {
    for (const turn of [start, start + Math.PI / count, start + Math.PI / 4]) {
      const glyphs = ring(radius, turn);
      if (glyphs.every((g) => grid.isFree(rectOfGlyph(g)))) return taken(glyphs, grid);
    }
  }
  return taken(ring(tight, start), grid);
}

function taken(glyphs: Glyph[], grid: CollisionGrid): Glyph[] {
  for (const glyph of glyphs) grid.add(rectOfGlyph(glyph));
  return glyphs;
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

function badge(
  anchor: XY,
  items: Item[],
  entries: BadgeEntry[],
  measure: MeasureText,
  isOnPoint: boolean,
): Glyph {
  const inner = entries.reduce((sum, e) => sum + BADGE_GLYPH_PX + (e.text ? measure(e.text) + 4 : 0), 0);
  const width = inner + (entries.length - 1) * 5 + BADGE_PADDING_PX * 2;
  const look = entries[0]?.look ?? plainLook("other");
  return {
    kind: "badge",
    at: anchor,
    anchor,
    isAside: false,
    isOnPoint,
    width,
    height: BADGE_HEIGHT_PX,
    items,
    look,
    entries,
  };
}

function badgeOfCrowd({ at, points }: Crowd, measure: MeasureText): Glyph {
  const items = [...new Set(points.map((p) => p.item))];
  return badge(at, items, entriesByLayer(items), measure, true);
}

function badgeOfArea(area: AreaMark, size: number, measure: MeasureText): Glyph | null {
  const items = [...new Set([...area.main, ...area.rivals])];
  if (items.length === 0) return null;
  const rivals = area.rivals.filter((item) => !area.main.includes(item));
  const entries = [
    ...entriesByLayer(area.main),
    ...rivals.map((item) => ({ look: lookOfItem(item, true), text: "" })),
  ];
  return badge([area.anchor[0] * size, area.anchor[1] * size], items, entries, measure, false);
}

function badgeOfJourney(journey: JourneyMark, size: number, measure: MeasureText): Glyph {
  const { at } = pointAlong(journey.line, 0.5);
  const [first] = journey.items as [Item];
  const count = journey.items.length;
  const text = count > 1 ? `${count} ×` : journey.vehicles === null ? "" : String(journey.vehicles);
  return badge(
    [at[0] * size, at[1] * size],
    journey.items,
    [{ look: lookOfItem(first), text }],
    measure,
    false,
  );
}

/** One entry a layer: the look of its only item, or the plain one of several. */
function entriesByLayer(items: readonly Item[]): BadgeEntry[] {
  const layers = new Map<string, Item[]>();
  for (const item of items) layers.set(item.layer, [...(layers.get(item.layer) ?? []), item]);
  return [...layers].map(([layer, own]) => ({
    look: own.length === 1 ? lookOfItem(own[0] as Item) : plainLook(layer),
    text: String(own.length),
  }));
}
