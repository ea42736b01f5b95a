// The bars of the month bar: how many shown items fall in each day (or month, or year of a long period).
import { civilFromNumber, dayNumber, daysInMonth } from "./day.ts";
import type { Item } from "./payload.ts";
import { spanOfDate, type Span } from "./span.ts";

export type Unit = "day" | "month" | "year";

export interface Bin extends Span {
  /** Items whose day surely lies here, by layer in the order of first sight. */
  certain: Map<string, number>;
  /** Items that may have happened here: their span is wider, or leaves the period. */
  possible: number;
}

const MAX_DAYS = 100;
const MAX_MONTHS = 120;

export function unitOfPeriod({ first, last }: Span): Unit {
  const days = last - first + 1;
  return days <= MAX_DAYS ? "day" : days <= MAX_MONTHS * 31 ? "month" : "year";
}

export function emptyBins(period: Span, unit: Unit): Bin[] {
  const bins: Bin[] = [];
  for (let first = period.first; first <= period.last;) {
    const { y, m, d } = civilFromNumber(first);
    const span = unit === "day" ? 1 : unit === "month" ? daysInMonth(y, m) - d + 1 : daysToYearEnd(first, y);
    const last = Math.min(period.last, first + span - 1);
    bins.push({ first, last, certain: new Map(), possible: 0 });
    first = last + 1;
  }
  return bins;
}

/** Fills the bins with items. Sites stand on every day and undated items on none: neither is a bar. */
export function fillBins(bins: Bin[], items: readonly Item[]): Bin[] {
  for (const item of items) {
    const span = item.type === "incident" ? spanOfDate(item.date) : null;
    if (!span) continue;
    const touched = bins.filter((bin) => bin.first <= span.last && span.first <= bin.last);
    const [only] = touched;
    const isCertain = touched.length === 1 && item.date?.certainty === "certain";
    if (only && isCertain) only.certain.set(item.layer, (only.certain.get(item.layer) ?? 0) + 1);
    else for (const bin of touched) bin.possible += 1;
  }
  return bins;
}

export function heightOfBin({ certain, possible }: Bin): number {
  return [...certain.values()].reduce((sum, n) => sum + n, 0) + possible;
}

function daysToYearEnd(day: number, year: number): number {
  return (dayNumber(`${year}-12-31`) as number) - day + 1;
}
