// Badges: what an area, a journey or a full place holds, by kind and number.
import { glyphWidth } from "./badge.ts";
import { pointAlong } from "./curve.ts";
import type { BadgeEntry, Glyph } from "./glyph.ts";
import type { AreaMark, JourneyMark } from "./marks.ts";
import type { XY } from "./mercator.ts";
import type { Item } from "./payload.ts";
import type { Crowd } from "./crowd.ts";
import { newsOfItems } from "./news.ts";
import { lookOfItem, plainLook, type SymbolLook } from "./symbol.ts";

const BADGE_HEIGHT_PX = 22;

const BADGE_PADDING_PX = 6;

export type MeasureText = (text: string) => number;

export function badgeOfCrowd({ at, points }: Crowd, measure: MeasureText): Glyph {
  const items = [...new Set(points.map((p) => p.item))];
  return badge(at, items, entriesByLayer(items), measure, true);
}

export function badgeOfArea(area: AreaMark, size: number, measure: MeasureText): Glyph | null {
  const items = [...new Set([...area.main, ...area.rivals])];
  if (items.length === 0) return null;
  const rivals = area.rivals.filter((item) => !area.main.includes(item));
  const entries = [
    ...entriesByLayer(area.main),
    ...rivals.map((item) => ({ look: lookOfItem(item, true), text: "" })),
  ];
  return badge([area.anchor[0] * size, area.anchor[1] * size], items, entries, measure, false);
}

export function badgeOfJourney(journey: JourneyMark, size: number, measure: MeasureText): Glyph {
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

function badge(
  anchor: XY,
  items: Item[],
  entries: BadgeEntry[],
  measure: MeasureText,
  isOnPoint: boolean,
): Glyph {
  const inner = entries.reduce((sum, e) => sum + glyphWidth(e.look) + (e.text ? measure(e.text) + 4 : 0), 0);
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

/** One entry a layer: the look of its only item, or the plain one of several, with their news. */
function entriesByLayer(items: readonly Item[]): BadgeEntry[] {
  const layers = new Map<string, Item[]>();
  for (const item of items) layers.set(item.layer, [...(layers.get(item.layer) ?? []), item]);
  return [...layers].map(([layer, own]) => ({
    look: own.length === 1 ? lookOfItem(own[0] as Item) : lookOfSeveral(layer, own),
    text: String(own.length),
  }));
}

function lookOfSeveral(layer: string, items: readonly Item[]): SymbolLook {
  const news = newsOfItems(items);
  return news ? { ...plainLook(layer), news } : plainLook(layer);
}
