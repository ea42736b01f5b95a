// Where the changes of a site stand on a drawn line of time, as parts of its length.
import { civilFromNumber, dayNumber } from "./day.ts";
import type { Span } from "./span.ts";

/** Ticks that fit under a line as wide as the card. */
const MOST_TICKS = 6;

export interface HistoryScale extends Span {
  /** Part of the line before a day, in [0, 1]. */
  at(day: number): number;
}

/** From the first change to the last, and to the period's end; null when all is one day. */
export function historyScale(changes: readonly Span[], period: Span | null): HistoryScale | null {
  if (changes.length === 0) return null;
  const first = Math.min(...changes.map((span) => span.first));
  const last = Math.max(...changes.map((span) => span.last), period?.last ?? -Infinity);
  if (last <= first) return null;
  return { first, last, at: (day) => Math.max(0, Math.min(1, (day - first) / (last - first))) };
}

/** For each place on the line the row in which a sign of width `gap` covers none before it. */
export function lanesOf(places: readonly number[], gap: number): number[] {
  const ends: number[] = [];
  const lanes = places.map(() => 0);
  const order = places.map((_, i) => i).sort((a, b) => (places[a] as number) - (places[b] as number) || a - b);
  for (const i of order) {
    const place = places[i] as number;
    const free = ends.findIndex((end) => end <= place + 1e-9);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = place + gap;
    lanes[i] = lane;
  }
  return lanes;
}

/** First days of years, or of months on a short line, no more than fit. */
export function historyTicks({ first, last }: Span): { day: number; y: number; m: number }[] {
  const [from, to] = [civilFromNumber(first), civilFromNumber(last)];
  const months = (to.y - from.y) * 12 + to.m - from.m;
  const steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
  const step = steps.find((size) => months / size <= MOST_TICKS) ?? 1200;
  const ticks: { day: number; y: number; m: number }[] = [];
  for (let month = from.y * 12 + from.m; month <= to.y * 12 + to.m - 1; month++) {
    if (month % step !== 0) continue;
    const [y, m] = [Math.floor(month / 12), (month % 12) + 1];
    const day = dayNumber(`${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-01`);
    if (day !== null && day >= first && day <= last) ticks.push({ day, y, m });
  }
  return ticks;
}
