// The one place that knows what the reader chose. Views subscribe; nobody else keeps a copy.
import type { Item, Lang, Payload } from "./payload.ts";
import { countDrawn, countLayers, shownItems, type Counts, type LayerCounts } from "./shown.ts";
import { clampSpan, sameSpan, spanFromDays, type Span } from "./span.ts";

/** `group`: the items behind a badge that the reader opened, when there are several. */
export interface Chosen {
  hidden: ReadonlySet<string>;
  days: Span | null;
  /** Whether sites that did not change in the period are left out. */
  isNewsOnly: boolean;
  selection: string | null;
  group: readonly string[];
  lang: Lang;
}

export interface Snapshot extends Chosen {
  shown: readonly Item[];
  counts: Counts;
  layers: LayerCounts;
}

export type Listener = (now: Snapshot, before: Snapshot) => void;

export class Store {
  readonly payload: Payload;
  /** The whole period, or the days the items cover when the period is open; null without days. */
  readonly period: Span | null;
  readonly #byId: Map<string, Item>;
  readonly #listeners: Listener[] = [];
  #now: Snapshot;

  constructor(payload: Payload, period: Span | null) {
    this.payload = payload;
    this.period = period;
    this.#byId = new Map(payload.items.map((item) => [item.id, item]));
    this.#now = this.#derive({
      hidden: new Set(),
      days: null,
      isNewsOnly: false,
      selection: null,
      group: [],
      lang: payload.lang === "ar" ? "ar" : "en",
    });
  }

  get now(): Snapshot {
    return this.#now;
  }

  item(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Applies a part of the state. Unknown layers and items are ignored: links outlive editions. */
  set(part: Partial<Chosen>): void {
    const before = this.#now;
    const next: Chosen = { ...before, ...part };
    if (part.hidden) {
      const known = new Set(this.payload.layers);
      next.hidden = new Set([...part.hidden].filter((layer) => known.has(layer)));
    }
    if (part.days) next.days = this.#narrowed(part.days);
    if (part.selection && !this.#byId.has(part.selection)) next.selection = before.selection;
    if (part.group) next.group = part.group.filter((id) => this.#byId.has(id));
    if (isSameChoice(before, next)) return;
    this.#now = this.#derive(next);
    for (const listener of this.#listeners) listener(this.#now, before);
  }

  #narrowed(days: Span): Span | null {
    if (!this.period) return null;
    const inside = clampSpan(days, this.period);
    return sameSpan(inside, this.period) ? null : inside;
  }

  #derive(chosen: Chosen): Snapshot {
    const { hidden, days, isNewsOnly, selection, group, lang } = chosen;
    const shown = shownItems(this.payload.items, { hidden, days, isNewsOnly });
    const counts = countDrawn(shown, this.payload.counts?.withheld ?? 0);
    const layers = countLayers(this.payload, shown);
    return { hidden, days, isNewsOnly, selection, group, lang, shown, counts, layers };
  }
}

/** The period of the payload; an open one is closed by the first and last day of its items. */
export function periodOfPayload(payload: Payload): Span | null {
  const given =
    payload.period.start && payload.period.end
      ? spanFromDays(payload.period.start, payload.period.end)
      : null;
  if (given) return given;
  let all: Span | null = null;
  for (const { date } of payload.items) {
    const span = date && spanFromDays(date.start, date.end);
    if (!span) continue;
    all = all ? { first: Math.min(all.first, span.first), last: Math.max(all.last, span.last) } : { ...span };
  }
  return all;
}

function isSameChoice(a: Chosen, b: Chosen): boolean {
  return (
    a.selection === b.selection &&
    a.lang === b.lang &&
    a.isNewsOnly === b.isNewsOnly &&
    sameSpan(a.days, b.days) &&
    a.group.join("\n") === b.group.join("\n") &&
    a.hidden.size === b.hidden.size &&
    [...a.hidden].every((layer) => b.hidden.has(layer))
  );
}
