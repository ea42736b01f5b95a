// The bars of the month bar: how many shown items fall in each day, week, month or year.
import { civilFromNumber, dayNumber, daysInMonth } from "./day.ts";
import { CERTAINTY, UNDATED, type ItemColumns } from "./page_data.ts";
import { atOnce, ROWS_A_PIECE, type Sliced } from "./slices.ts";
import type { Span } from "./span.ts";

export const UNITS = ["day", "week", "month", "year"] as const;
export type Unit = (typeof UNITS)[number];

export interface Bin extends Span {
  /** Items whose day surely lies here, by the number of their layer. */
  certain: Uint32Array;
  /** Items that may have happened here: their span is wider, or leaves the period. */
  possible: number;
  /** Items that begin here and are not loaded, by the number of their layer. */
  waiting: Uint32Array;
}

const MAX_DAYS = 100;
const MAX_MONTHS = 120;
/** Thinner bars cannot be told apart, nor hit. */
const MAX_BARS = 400;
const DAYS_OF: Record<Unit, number> = { day: 1, week: 7, month: 30, year: 365 };
const CERTAIN = CERTAINTY.indexOf("certain");

export function unitOfPeriod({ first, last }: Span): Unit {
  const days = last - first + 1;
  return days <= MAX_DAYS ? "day" : days <= MAX_MONTHS * 31 ? "month" : "year";
}

/** Units that give the period several bars, and not too many: between these a reader may choose. */
export function unitsOfPeriod(period: Span): Unit[] {
  const days = period.last - period.first + 1;
  return UNITS.filter((unit) => {
    const bars = days / DAYS_OF[unit];
    return unit === unitOfPeriod(period) || (bars >= 2 && bars <= MAX_BARS);
  });
}

/** Days from one to the last of its bar. Weeks begin on Monday. */
function daysToEnd(first: number, unit: Unit): number {
  const { y, m, d } = civilFromNumber(first);
  if (unit === "day") return 1;
  if (unit === "week") return 7 - weekday(first);
  return unit === "month" ? daysInMonth(y, m) - d + 1 : daysToYearEnd(first, y);
}

/** 0 on Mondays; day 0 was a Thursday. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function emptyBin(days: Span, layers: number): Bin {
  return { ...days, certain: new Uint32Array(layers), possible: 0, waiting: new Uint32Array(layers) };
}

export function emptyBins(period: Span, unit: Unit, layers: number): Bin[] {
  const bins: Bin[] = [];
  for (let first = period.first; first <= period.last;) {
    const last = Math.min(period.last, first + daysToEnd(first, unit) - 1);
    bins.push(emptyBin({ first, last }, layers));
    first = last + 1;
  }
  return bins;
}

/** Fills the bins with items. Sites stand on every day and undated items on none: neither is a bar. */
export function fillBins(bins: Bin[], items: ItemColumns, isMeant: (item: number) => boolean): Bin[] {
  return atOnce(slicedBins(bins, items, isMeant));
}

/** The same in pieces. */
export function* slicedBins(bins: Bin[], items: ItemColumns, isMeant: (item: number) => boolean): Sliced<Bin[]> {
  const days = daysOfBins(bins);
  // Of the items that may lie in several bins: how many more (or fewer) than in the bin before.
  const steps = new Int32Array(bins.length + 1);
  for (let from = 0; from < items.size; from += ROWS_A_PIECE) {
    addToBins(bins, steps, { days, items, isMeant, from, to: Math.min(items.size, from + ROWS_A_PIECE) });
    yield;
  }
  let open = 0;
  bins.forEach((bin, k) => {
    open += steps[k] as number;
    bin.possible += open;
  });
  return bins;
}

interface Added {
  days: DaysOfBins;
  items: ItemColumns;
  isMeant: (item: number) => boolean;
  from: number;
  to: number;
}

function addToBins(bins: Bin[], steps: Int32Array, { days: { start, binOfDay }, items, isMeant, from, to }: Added): void {
  for (let i = from; i < to; i++) {
    const [first, last] = [items.first[i] as number, items.last[i] as number];
    if (first === UNDATED || items.isSite[i] || !isMeant(i)) continue;
    if (last < start || first >= start + binOfDay.length) continue;
    const bin = binOfDay[Math.max(first - start, 0)] as number;
    const end = binOfDay[Math.min(last - start, binOfDay.length - 1)] as number;
    const { certain } = bins[bin] as Bin;
    const layer = items.layer[i] as number;
    // What reaches beyond all bins may have happened there.
    const isWithin = first >= start && last < start + binOfDay.length;
    if (bin === end && isWithin && items.certainty[i] === CERTAIN) certain[layer] = (certain[layer] as number) + 1;
    else {
      steps[bin]! += 1;
      steps[end + 1]! -= 1;
    }
  }
}

/** Adds what is not loaded: first days of months, layers and counts. Bins must be months or years. */
export function addWaiting(bins: Bin[], months: Iterable<readonly [number, number, number]>): Bin[] {
  const { start, binOfDay } = daysOfBins(bins);
  for (const [day, layer, count] of months) {
    const bin = bins[binOfDay[Math.max(0, day - start)] ?? -1];
    if (bin) bin.waiting[layer] = (bin.waiting[layer] as number) + count;
  }
  return bins;
}

interface DaysOfBins {
  start: number;
  binOfDay: Uint16Array;
}

/** The bin of each day of the bins, which follow each other without a gap. */
function daysOfBins(bins: readonly Bin[]): DaysOfBins {
  const start = bins[0]?.first ?? 0;
  const binOfDay = new Uint16Array((bins.at(-1)?.last ?? -1) - start + 1);
  bins.forEach(({ first, last }, k) => binOfDay.fill(k, first - start, last - start + 1));
  return { start, binOfDay };
}

export function heightOfBin({ certain, possible }: Pick<Bin, "certain" | "possible">): number {
  return certain.reduce((sum, n) => sum + n, 0) + possible;
}

export function waitingInBin({ waiting }: Bin): number {
  return waiting.reduce((sum, n) => sum + n, 0);
}

function daysToYearEnd(day: number, year: number): number {
  return (dayNumber(`${year}-12-31`) as number) - day + 1;
}
