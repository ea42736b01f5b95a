// Orders of the table: item indexes sorted by a column. Whatever is in the column becomes a whole number
// first, and numbers are sorted by their digits: in pieces, in time that grows with the rows alone.
import { UNDATED, type PageData } from "./page_data.ts";
import { slicedOrder } from "./radix.ts";
import { ROWS_A_PIECE, type Sliced } from "./slices.ts";

export type SortKey = "date" | "kind" | "title" | "place" | "precision" | "status" | "killed";

export interface Sorting {
  key: SortKey;
  isDescending: boolean;
}

/** The words a reader sees, by which rows are ordered. */
export interface LabelOf {
  kind: (code: number) => string;
  status: (code: number) => string;
  /** Of an item, for the columns of texts. */
  text: (index: number) => string;
}

/** Sorted copies: what is not known stands last, whichever way the rest runs; ties by date. */
export function* slicedIndexes(
  shown: Uint32Array,
  data: PageData,
  { key, isDescending }: Sorting,
  labelOf: LabelOf,
): Sliced<Uint32Array> {
  const days = yield* numbersOf(shown, dayOf(data));
  const numbers = key === "date" ? days : yield* numbersOf(shown, yield* numberOfCell(shown, data, key, labelOf));
  let places = yield* slicedOrder(shown);
  if (key !== "date") places = yield* slicedOrder(keysOf(days, false), places);
  places = yield* slicedOrder(keysOf(numbers, isDescending), places);
  return places.map((place) => shown[place] as number);
}

/** One number a row that sorts as its cell reads; NaN for what is not known. */
type NumberOf = (index: number) => number;

function dayOf({ items: { first } }: PageData): NumberOf {
  return (index) => (first[index] === UNDATED ? NaN : (first[index] as number));
}

function* numberOfCell(
  shown: Uint32Array,
  { head: { codes }, items, places }: PageData,
  key: Exclude<SortKey, "date">,
  labelOf: LabelOf,
): Sliced<NumberOf> {
  switch (key) {
    case "killed":
      return (index) => ((items.killedHigh[index] ?? -1) < 0 ? NaN : (items.killedHigh[index] as number));
    case "precision":
      return (index) => {
        const row = items.placeFrom[index] as number;
        return row < (items.placeFrom[index + 1] as number) ? (places.precision[row] as number) : NaN;
      };
    case "kind": {
      const ranks = yield* ranksOf(codes.kind.map((_, code) => labelOf.kind(code)));
      return (index) => ranks[items.kind[index] as number] as number;
    }
    case "status": {
      const ranks = yield* ranksOf(codes.status.map((_, code) => labelOf.status(code)));
      return (index) => (items.isSite[index] ? NaN : (ranks[items.status[index] as number] as number));
    }
    case "title":
    case "place": {
      const texts: string[] = [];
      for (const index of shown) {
        if (texts.length % ROWS_A_PIECE === 0) yield;
        texts.push(labelOf.text(index));
      }
      const ranks = yield* ranksOf(texts);
      const rankOf = new Float64Array(items.size);
      for (let k = 0; k < shown.length; k++) rankOf[shown[k] as number] = ranks[k] as number;
      return (index) => rankOf[index] as number;
    }
  }
}

function* numbersOf(shown: Uint32Array, numberOf: NumberOf): Sliced<Float64Array> {
  const numbers = new Float64Array(shown.length);
  for (let k = 0; k < numbers.length; k++) {
    if (k % ROWS_A_PIECE === 0) yield;
    numbers[k] = numberOf(shown[k] as number);
  }
  return numbers;
}

/** Keys without a sign that ascend the way the rows run, the greatest for what is not known. */
function keysOf(numbers: Float64Array, isDescending: boolean): Uint32Array {
  let [least, most] = [Infinity, -Infinity];
  for (const n of numbers) {
    if (n < least) least = n;
    if (n > most) most = n;
  }
  if (least > most) return new Uint32Array(numbers.length);
  return Uint32Array.from(numbers, (n) => (Number.isNaN(n) ? most - least + 1 : isDescending ? most - n : n - least));
}

const alphabet = new Intl.Collator(["en", "ar"], { numeric: true });

/** Places of the texts in the alphabet, equal texts alike; NaN for an empty one. */
function* ranksOf(texts: readonly string[]): Sliced<Float64Array> {
  const order = yield* slicedSort([...new Set(texts)], alphabet.compare);
  const ranks = new Map(order.map((text, rank) => [text, rank]));
  return Float64Array.from(texts, (text) => (text === "" ? NaN : (ranks.get(text) as number)));
}

/** Texts sorted at one go; longer lists are sorted in runs of so many, which are then merged. */
const RUN = 1024;

export function* slicedSort<T>(values: T[], compare: (a: T, b: T) => number): Sliced<T[]> {
  let sorted: T[] = [];
  for (let from = 0; from < values.length; from += RUN) {
    sorted.push(...values.slice(from, from + RUN).sort(compare));
    yield;
  }
  for (let width = RUN; width < sorted.length; width *= 2) {
    const merged: T[] = [];
    for (let from = 0; from < sorted.length; from += 2 * width) {
      let [a, b] = [from, from + width];
      const [endA, endB] = [Math.min(from + width, sorted.length), Math.min(from + 2 * width, sorted.length)];
      while (a < endA || b < endB) {
        const isFirst = b >= endB || (a < endA && compare(sorted[a] as T, sorted[b] as T) <= 0);
        merged.push(sorted[isFirst ? a++ : b++] as T);
        if (merged.length % RUN === 0) yield;
      }
    }
    sorted = merged;
  }
  return sorted;
}
