// Spans of days, both ends included: when an item surely happened, and whether that meets a range.
import { dayNumber } from "./day.ts";
import type { DateSpan, Day } from "./payload.ts";

export interface Span {
  first: number;
  last: number;
}

/** The span of a date, or null when it is undated. A missing end stands for the other one. */
export function spanOfDate(date: Pick<DateSpan, "start" | "end"> | null): Span | null {
  if (!date) return null;
  const first = dayNumber(date.start) ?? dayNumber(date.end);
  const last = dayNumber(date.end) ?? first;
  if (first === null || last === null) return null;
  return first <= last ? { first, last } : { first: last, last: first };
}

export function spanFromDays(start: Day | null, end: Day | null): Span | null {
  return spanOfDate({ start, end });
}

export function clampSpan(span: Span, within: Span): Span {
  const first = Math.min(Math.max(span.first, within.first), within.last);
  return { first, last: Math.min(Math.max(span.last, first), within.last) };
}

export function sameSpan(a: Span | null, b: Span | null): boolean {
  return a === b || (!!a && !!b && a.first === b.first && a.last === b.last);
}
