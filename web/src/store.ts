// The one place that knows what the reader chose. Views subscribe; nobody else keeps a copy. Items are
// known by their index in the page's columns; ids are for links and for other programs.
import { UNDATED, type Head, type ItemColumns, type PageData } from "./page_data.ts";
import type { Item, Lang } from "./payload.ts";
import type { Unit } from "./bins.ts";
import { facetsOfPage } from "./facets.ts";
import {
  countShown,
  filtersOfChoice,
  NOTHING_CHOSEN,
  type Choice,
  type Counts,
  type LayerCounts,
  type Picked,
} from "./shown.ts";
import { sift, type Sifted } from "./sieve.ts";
import { clampSpan, sameSpan, spanFromDays, type Span } from "./span.ts";

/**
 * `group`: the items behind a badge that the reader opened, when there are several. `unit`: of the month
 * bar, null for the one that suits the period. `isDoubtShown`: how uncertain each place is, drawn for all.
 */
export interface Chosen extends Choice {
  selection: number | null;
  group: ArrayLike<number>;
  unit: Unit | null;
  isDoubtShown: boolean;
  lang: Lang;
}

export interface Snapshot extends Chosen {
  shown: Sifted;
  counts: Counts;
  layers: LayerCounts;
}

export type Listener = (now: Snapshot, before: Snapshot) => void;

/** How a page is read before anybody chose anything. */
export const PLAIN_READING = { unit: null, isDoubtShown: false } as const;
export const NO_GROUP: ArrayLike<number> = [];

export class Store {
  readonly data: PageData;
  readonly head: Head;
  /** The whole period, or the days the items cover when the period is open; null without days. */
  readonly period: Span | null;
  readonly #listeners: Listener[] = [];
  #now: Snapshot;

  constructor(data: PageData) {
    this.data = data;
    this.head = data.head;
    this.period = periodOfData(data);
    const everything: Chosen = {
      ...NOTHING_CHOSEN,
      ...PLAIN_READING,
      selection: null,
      group: NO_GROUP,
      lang: data.head.lang === "ar" ? "ar" : "en",
    };
    this.#now = { ...everything, ...this.#sifted(everything) };
    data.rest.subscribe(() => this.#takeMore());
  }

  get now(): Snapshot {
    return this.#now;
  }

  /** The record of an item, once its texts are decoded. */
  record(index: number | null): Item | null {
    return index === null ? null : this.data.record(index);
  }

  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Applies a part of the state. Unknown layers and items are ignored: links outlive editions. */
  set(part: Partial<Chosen>): void {
    const before = this.#now;
    const next: Chosen = { ...chosenOf(before), ...part };
    if (part.hidden) next.hidden = new Set([...part.hidden].filter((layer) => this.head.layers.includes(layer)));
    if (part.picked) next.picked = this.#knownPicks(part.picked);
    if (part.days) next.days = this.#narrowed(part.days);
    if (!this.#isItem(next.selection)) next.selection = before.selection;
    if (isSameShown(before, next) && isSameReading(before, next)) return;
    const derived = isSameShown(before, next) ? derivedOf(before) : this.#sifted(next);
    this.#now = { ...next, ...derived };
    for (const listener of this.#listeners) listener(this.#now, before);
  }

  /** More items are there: what was chosen holds for them too. They are not found before they are looked up. */
  #takeMore(): void {
    const before = this.#now;
    const hits = before.hits && new Uint8Array(this.data.items.size);
    if (hits && before.hits) hits.set(before.hits);
    const next: Chosen = { ...chosenOf(before), hits };
    this.#now = { ...next, ...this.#sifted(next) };
    for (const listener of this.#listeners) listener(this.#now, before);
  }

  /** Only facets and values that the page has, and no facet without a value. */
  #knownPicks(picked: Picked): Picked {
    if (picked.size === 0) return picked;
    const known = facetsOfPage(this.data).map(({ filter, values }) => {
      const picks = picked.get(filter) ?? new Set<string>();
      return [filter, new Set([...picks].filter((value) => values.includes(value)))] as const;
    });
    return new Map(known.filter(([, values]) => values.size > 0));
  }

  #isItem(index: number | null): boolean {
    return index === null || (index >= 0 && index < this.data.items.size);
  }

  #narrowed(days: Span): Span | null {
    if (!this.period) return null;
    const inside = clampSpan(days, this.period);
    return sameSpan(inside, this.period) ? null : inside;
  }

  #sifted(chosen: Chosen): Pick<Snapshot, "shown" | "counts" | "layers"> {
    const { data } = this;
    const shown = sift(data.items.size, filtersOfChoice(data, chosen));
    return { shown, ...countShown(data, shown, data.head.counts?.withheld ?? 0) };
  }
}

function chosenOf(now: Snapshot): Chosen {
  const { shown: _shown, counts: _counts, layers: _layers, ...chosen } = now;
  return chosen;
}

function derivedOf({ shown, counts, layers }: Snapshot): Pick<Snapshot, "shown" | "counts" | "layers"> {
  return { shown, counts, layers };
}

/** The period of the page; an open one is closed by the first and last day of its items, loaded or not. */
export function periodOfData({ head: { period }, items, rest }: Pick<PageData, "head" | "items" | "rest">): Span | null {
  const given = period.start && period.end ? spanFromDays(period.start, period.end) : null;
  return given ?? joined(spanOfItems(items), rest.days);
}

function joined(a: Span | null, b: Span | null): Span | null {
  return a && b ? { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) } : (a ?? b);
}

function spanOfItems({ size, first, last }: ItemColumns): Span | null {
  const all: Span = { first: Infinity, last: -Infinity };
  for (let i = 0; i < size; i++) {
    if (first[i] === UNDATED) continue;
    all.first = Math.min(all.first, first[i] as number);
    all.last = Math.max(all.last, last[i] as number);
  }
  return all.first <= all.last ? all : null;
}

export function isSameShown(a: Choice, b: Choice): boolean {
  return (
    a.isNewsOnly === b.isNewsOnly &&
    a.hits === b.hits &&
    sameSpan(a.days, b.days) &&
    isSamePicked(a.picked, b.picked) &&
    isSameSet(a.hidden, b.hidden)
  );
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}

function isSamePicked(a: Picked, b: Picked): boolean {
  return a.size === b.size && [...a].every(([name, values]) => isSameSet(values, b.get(name) ?? new Set()));
}

function isSameReading(a: Chosen, b: Chosen): boolean {
  const parts = ["selection", "lang", "query", "unit", "isDoubtShown"] as const;
  return parts.every((part) => a[part] === b[part]) && isSameGroup(a.group, b.group);
}

function isSameGroup(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
