// Where the bars of the month bar stand, and which bar lies under a pixel. Runs from the right in Arabic.
import { civilFromNumber } from "./day.ts";
import { monthName } from "./date_text.ts";
import type { Bin, Unit } from "./bins.ts";
import type { Lang } from "./payload.ts";

export interface TimeScale {
  count: number;
  width: number;
  isRtl: boolean;
}

/** Left edge and width of the bar at an index. */
export function barAt({ count, width, isRtl }: TimeScale, index: number): { left: number; width: number } {
  const step = width / count;
  return { left: (isRtl ? count - 1 - index : index) * step, width: step };
}

export function indexAt({ count, width, isRtl }: TimeScale, x: number): number {
  const raw = Math.floor((x / width) * count);
  const index = isRtl ? count - 1 - raw : raw;
  return Math.max(0, Math.min(count - 1, index));
}

const WEEKS_A_MONTH = 4.35;

/** Names under the bars: every so many that they stay apart. `edge` marks the start of a month or year. */
export function ticksOf(
  bins: readonly Bin[],
  unit: Unit,
  width: number,
  lang: Lang,
): { index: number; text: string; isEdge: boolean }[] {
  const room = unit === "day" ? 26 : 64;
  const steps = unit === "week" ? bins.length / WEEKS_A_MONTH : bins.length;
  const every = niceStep(Math.ceil((steps * room) / Math.max(width, 1)), unit);
  const ticks: { index: number; text: string; isEdge: boolean }[] = [];
  bins.forEach((bin, index) => {
    const { y, m, d } = civilFromNumber(bin.first);
    const isFirst = index === 0;
    if (unit === "year") {
      if (isFirst || y % every === 0) ticks.push({ index, text: String(y), isEdge: true });
    } else if (unit === "month") {
      if (m === 1 || isFirst) ticks.push({ index, text: String(y), isEdge: true });
      else if (every <= 6 && (m - 1) % every === 0)
        ticks.push({ index, text: monthName(m, lang, true), isEdge: false });
    } else if (unit === "week") {
      if (isFirst || bins.length * room <= width) {
        ticks.push({ index, text: `${d} ${monthName(m, lang, true)}`, isEdge: isFirst });
      } else if (d <= 7 && (m - 1) % every === 0) {
        ticks.push({ index, text: m === 1 ? String(y) : monthName(m, lang, true), isEdge: m === 1 });
      }
    } else if (d === 1 || isFirst) {
      ticks.push({ index, text: `${d} ${monthName(m, lang, true)}`, isEdge: true });
    } else if ((d - 1) % every === 0 && d < 31) {
      ticks.push({ index, text: String(d), isEdge: false });
    }
  });
  return withoutCrowding(ticks, bins.length, width);
}

function niceStep(least: number, unit: Unit): number {
  const steps = unit === "day" ? [1, 2, 5, 10, 15] : unit !== "year" ? [1, 3, 6, 12] : [1, 2, 5, 10, 20, 50];
  return steps.find((step) => step >= least) ?? least;
}

/** Edges win; a plain tick too close to a kept one goes. */
function withoutCrowding<T extends { index: number; text: string; isEdge: boolean }>(
  ticks: T[],
  count: number,
  width: number,
): T[] {
  const step = width / Math.max(count, 1);
  const gap = (a: T, b: T): number =>
    Math.abs(a.index - b.index) * step - (a.text.length + b.text.length) * 3.6 - 4;
  const kept: T[] = [];
  for (const tick of [...ticks.filter((t) => t.isEdge), ...ticks.filter((t) => !t.isEdge)]) {
    if (kept.every((other) => gap(tick, other) > 0)) kept.push(tick);
  }
  return kept;
}
