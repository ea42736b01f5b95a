// Two periods beside each other: what surely lies in each, what may, and how much that differs.
import { CERTAINTY, UNDATED, type PageData } from "./page_data.ts";
import type { Span } from "./span.ts";

const CERTAIN = CERTAINTY.indexOf("certain");

export interface Tally {
  /** Items that lie or may lie in the period, as the page has them. */
  readonly items: readonly number[];
  /** By the number of their layer. */
  readonly certain: Uint32Array;
  readonly possible: Uint32Array;
}

/** At least and at most so many. */
export type CountRange = readonly [low: number, high: number];

/**
 * Counts what passes the filters in some days of the page's period, by the rule of the month bar: surely,
 * if all its days lie in them. Sites stand on every day and undated items on none: neither is counted.
 */
export function tallyDays(
  { head, items }: PageData,
  passes: (item: number) => boolean,
  { days, period }: { days: Span; period: Span },
): Tally {
  const [certain, possible] = [new Uint32Array(head.layers.length), new Uint32Array(head.layers.length)];
  const found: number[] = [];
  for (let i = 0; i < items.size; i++) {
    const [start, end] = [items.first[i] as number, items.last[i] as number];
    if (start === UNDATED || items.isSite[i] || !passes(i)) continue;
    const [first, last] = [Math.max(start, period.first), Math.min(end, period.last)];
    if (last < days.first || first > days.last) continue;
    const isSure = first >= days.first && last <= days.last && items.certainty[i] === CERTAIN;
    const counts = isSure ? certain : possible;
    const layer = items.layer[i] as number;
    counts[layer] = (counts[layer] as number) + 1;
    found.push(i);
  }
  return { items: found, certain, possible };
}

/** The count of one layer, or of all. */
export function rangeOfTally({ certain, possible }: Tally, layer?: number): CountRange {
  const of = (counts: Uint32Array): number =>
    layer === undefined ? counts.reduce((sum, n) => sum + n, 0) : (counts[layer] ?? 0);
  return [of(certain), of(certain) + of(possible)];
}

/** How many more the second has: at the least, and at the most. */
export function differenceOf([low, high]: CountRange, [laterLow, laterHigh]: CountRange): CountRange {
  return [laterLow - high, laterHigh - low];
}
