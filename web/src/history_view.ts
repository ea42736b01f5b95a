// What happened to a site, drawn on a line of time above the list that says it in words. A sign stands at
// a known day, and on a bar where the day is one of several.
import { el } from "./dom.ts";
import { monthName } from "./date_text.ts";
import { historyScale, historyTicks, lanesOf, type HistoryScale } from "./history_scale.ts";
import type { Change, Lang } from "./payload.ts";
import { spanFromDays, spanOfDate, type Span } from "./span.ts";
import type { Store } from "./store.ts";

export type ChangeSign = "plus" | "minus" | "changed" | "seen";

const SIGN_PX = 17;
/** Width of a sign as a part of the narrowest line. */
const SIGN_PART = 0.062;
const SIGNS: Record<string, ChangeSign> = {
  established: "plus",
  returned: "plus",
  reinforced: "plus",
  withdrawn: "minus",
  partly_withdrawn: "minus",
  closed: "minus",
  handed_over: "minus",
  in_use: "seen",
  mentioned: "seen",
};

/** Plus and minus as at the map's symbols, a triangle for any other change, a dot where it was only seen. */
export function signOfChange({ change }: Pick<Change, "change">): ChangeSign {
  return SIGNS[change] ?? "changed";
}

export function signMark(sign: ChangeSign): HTMLElement {
  return el("span", { class: `gm-sign gm-sign-${sign}`, "aria-hidden": "true" });
}

interface Dated {
  change: Change;
  span: Span;
}

/** The drawn line; null where there is no time between the changes to draw. */
export function renderHistory(changes: readonly Change[], { head, now: { lang } }: Store): HTMLElement | null {
  const dated = changes.flatMap((change): Dated[] => {
    const span = spanOfDate(change.date);
    return span ? [{ change, span }] : [];
  });
  const { start, end } = head.period;
  const period = start && end ? spanFromDays(start, end) : null;
  const scale = historyScale(
    dated.map(({ span }) => span),
    period,
  );
  if (!scale || dated.length < 2) return null;
  const middles = dated.map(({ span }) => (scale.at(span.first) + scale.at(span.last)) / 2);
  const lanes = lanesOf(middles, SIGN_PART);
  const line = el(
    "div",
    { class: "gm-history-line" },
    period && period.last >= scale.first ? placed("gm-history-period", scale, period) : null,
    ...dated.flatMap((entry, i) => signs(entry, { scale, lane: lanes[i] as number })),
  );
  line.style.height = `${(Math.max(...lanes) + 1) * SIGN_PX + 6}px`;
  return el("div", { class: "gm-history", "aria-hidden": "true" }, line, ticks(scale, lang));
}

function signs({ change, span }: Dated, { scale, lane }: { scale: HistoryScale; lane: number }): HTMLElement[] {
  const mark = signMark(signOfChange(change));
  const bottom = `${lane * SIGN_PX + 4}px`;
  mark.style.insetInlineStart = percent((scale.at(span.first) + scale.at(span.last)) / 2);
  mark.style.bottom = bottom;
  mark.classList.toggle("gm-now", change.in_period);
  if (span.first === span.last) return [mark];
  mark.classList.add("gm-sign-perhaps");
  const bar = placed("gm-history-span", scale, span);
  bar.style.bottom = bottom;
  return [bar, mark];
}

function placed(className: string, scale: HistoryScale, { first, last }: Span): HTMLElement {
  const part = el("span", { class: className });
  part.style.insetInlineStart = percent(scale.at(first));
  part.style.width = percent(scale.at(last) - scale.at(first));
  return part;
}

function ticks(scale: HistoryScale, lang: Lang): HTMLElement {
  const all = historyTicks(scale);
  const isYears = all.every(({ m }) => m === 1);
  const label = (y: number, m: number): string => (isYears || m === 1 ? String(y) : monthName(m, lang, true));
  return el(
    "div",
    { class: "gm-history-ticks" },
    ...all.map(({ day, y, m }) => {
      const tick = el("span", {}, el("span", {}, label(y, m)));
      tick.style.insetInlineStart = percent(scale.at(day));
      return tick;
    }),
  );
}

function percent(part: number): string {
  return `${Math.round(part * 1e4) / 100}%`;
}
