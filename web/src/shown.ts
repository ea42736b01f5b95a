// What a reader's choices leave on screen, and the honest counts of it.
import type { Drawn, Item, Payload } from "./payload.ts";
import { spanOfDate, spansMeet, type Span } from "./span.ts";

export interface Choice {
  /** Layers switched off. */
  hidden: ReadonlySet<string>;
  /** Days the reader narrowed the period to; null is the whole period. */
  days: Span | null;
  /** Leaves out the sites that did not change in the period. */
  isNewsOnly?: boolean;
}

export type Counts = Record<Drawn, number>;
export type LayerCounts = Record<string, { shown: number; total: number }>;

/**
 * Whether an item is on some day of the range. A site stands on every day; an undated incident is on
 * no particular day, so it leaves as soon as the days are narrowed.
 */
export function isInDays(item: Item, days: Span | null): boolean {
  if (!days || item.type === "site") return true;
  const span = spanOfDate(item.date);
  return span !== null && spansMeet(span, days);
}

export function shownItems(items: readonly Item[], choice: Choice): Item[] {
  return items.filter(
    (item) =>
      !choice.hidden.has(item.layer) &&
      isInDays(item, choice.days) &&
      !(choice.isNewsOnly && item.type === "site" && !item.news),
  );
}

/** Counts by how items are drawn. What was withheld when building is no item, so it is passed on. */
export function countDrawn(shown: readonly Item[], withheld: number): Counts {
  const counts: Counts = { mapped: 0, area: 0, unlocated: 0, withheld };
  for (const item of shown) if (item.drawn !== "withheld") counts[item.drawn] += 1;
  return counts;
}

export function countLayers(payload: Payload, shown: readonly Item[]): LayerCounts {
  const counts: LayerCounts = {};
  for (const layer of payload.layers) counts[layer] = { shown: 0, total: 0 };
  const entry = (layer: string) => (counts[layer] ??= { shown: 0, total: 0 });
  for (const item of payload.items) entry(item.layer).total += 1;
  for (const item of shown) entry(item.layer).shown += 1;
  return counts;
}
