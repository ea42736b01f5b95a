// What of a page's data is still beside it. A page whose data is all in one file has nothing left; one
// that is split loads the parts of the days that are shown, and knows of the others when and where they
// are and how many.
import { civilFromNumber, dayNumber } from "./day.ts";
import type { Part } from "./head.ts";
import type { Span } from "./span.ts";

/** Periods of no more days are shown as days, which the counts of months say nothing about. */
const LONGEST_IN_DAYS = 100;

/** What came of loading: the parts that are in, and why another is not. */
export interface Loaded {
  parts: number[];
  failure: unknown;
}

/** Loads parts in this order and puts them into the page; tells how many have come. */
export type LoadParts = (parts: readonly number[], onProgress: (come: number) => void) => Promise<Loaded>;

/** Degrees: west, south, east, north. */
export type Box = readonly [number, number, number, number];

export class Rest {
  readonly #parts: readonly Part[];
  readonly #left: Set<number>;
  readonly #loadParts: LoadParts;
  readonly #listeners: (() => void)[] = [];
  /** The days with which the page opens; null: with all it has. */
  readonly openingDays: Span | null;
  /** One at a time: who comes later finds what was loaded meanwhile. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: readonly Part[], loadParts: LoadParts) {
    this.#parts = parts;
    this.#left = new Set(parts.keys());
    this.#loadParts = loadParts;
    this.openingDays = openingDays(parts);
  }

  /** Calls back whenever more of the page is there. */
  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Whether the page's data stands beside it. */
  get isBeside(): boolean {
    return this.#parts.some(({ when }) => when !== undefined);
  }

  /** How many items are not loaded. */
  get size(): number {
    return this.sizeOf(this.#left);
  }

  /** How many items these parts have. */
  sizeOf(parts: Iterable<number>): number {
    let size = 0;
    for (const number of parts) size += this.#parts[number]!.rows["items"] ?? 0;
    return size;
  }

  /** The parts that are not loaded and have something on these days; null: on any, or without a day. */
  needed(days: Span | null): number[] {
    return [...this.#left].filter((number) => isOn(this.#parts[number]!, days));
  }

  /** Of these parts what is to be loaded first: what lies in the box, or all when nothing does. */
  first(parts: readonly number[], box: Box | null): readonly number[] {
    if (!box) return parts;
    const near = parts.filter((number) => {
      const { when } = this.#parts[number]!;
      return !when || when.always || isMet(when.box, box);
    });
    return near.length > 0 ? near : parts;
  }

  /** The days that what is left covers; null when nothing is left, or has days. */
  get days(): Span | null {
    const spans = [...this.#left].map((number) => this.#parts[number]!.when?.days).filter((days) => !!days);
    if (spans.length === 0) return null;
    return { first: Math.min(...spans.map(([first]) => first)), last: Math.max(...spans.map(([, last]) => last)) };
  }

  /** First days of months, layers, and the incidents that begin there and are not loaded. */
  *months(): Generator<readonly [day: number, layer: number, count: number]> {
    for (const number of this.#left) yield* this.#parts[number]!.when?.months ?? [];
  }

  /** Loads parts, where they are left. Rejects when one cannot be loaded; the others are there then. */
  load(parts: readonly number[], onProgress: (come: number, of: number) => void = () => undefined): Promise<void> {
    const work = this.#turn.then(() => this.#load(parts, onProgress));
    this.#turn = work.catch(() => undefined);
    return work;
  }

  async #load(numbers: readonly number[], onProgress: (come: number, of: number) => void): Promise<void> {
    const wanted = numbers.filter((number) => this.#left.has(number));
    if (wanted.length === 0) return;
    onProgress(0, wanted.length);
    const { parts, failure } = await this.#loadParts(wanted, (come) => onProgress(come, wanted.length));
    for (const number of parts) this.#left.delete(number);
    if (parts.length > 0) for (const listener of this.#listeners) listener();
    if (failure !== null) throw failure;
  }
}

/** What a page has that holds all its data. */
export const NOTHING_LEFT = new Rest([], () => Promise.resolve({ parts: [], failure: null }));

/** The parts of a one-file page say nothing of their days: they are all there. */
function isOn({ when }: Part, days: Span | null): boolean {
  if (!when || when.always || !days) return true;
  return when.days !== null && when.days[0] <= days.last && when.days[1] >= days.first;
}

/** What is nowhere is as near as anything. */
function isMet(box: Box | null, [west, south, east, north]: Box): boolean {
  return box === null || (box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south);
}

/**
 * The days with which a page opens that is not loaded whole: the latest year that has incidents. Null
 * when there is but one part beside what belongs to every period, or the whole is a matter of days.
 */
export function openingDays(parts: readonly Part[]): Span | null {
  const dated = parts.filter(({ when }) => when?.days && !when.always);
  if (dated.length < 2) return null;
  const first = Math.min(...dated.map(({ when }) => when!.days![0]));
  const last = Math.max(...dated.map(({ when }) => when!.days![1]));
  if (last - first < LONGEST_IN_DAYS) return null;
  const months = dated.flatMap(({ when }) => when!.months.map(([day]) => day));
  const { y: year } = civilFromNumber(Math.max(...months));
  return { first: dayNumber(`${year}-01-01`) as number, last: dayNumber(`${year}-12-31`) as number };
}
