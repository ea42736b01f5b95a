// Orders of the table: item indexes sorted by a column, through typed arrays.
import { UNDATED, type PageData } from "./page_data.ts";

export type SortKey = "date" | "kind" | "title" | "place" | "precision" | "status" | "killed";

export interface Sorting {
  key: SortKey;
  isDescending: boolean;
}

/** Sorted copies: what is not known stands last, whichever way the rest runs; ties by date. */
export function sortedIndexes(
  shown: Uint32Array,
  data: PageData,
  { key, isDescending }: Sorting,
  labelOf: LabelOf,
): Uint32Array {
  const values = sortValues(shown, data, key, labelOf);
  const days = key === "date" ? values : sortValues(shown, data, "date", labelOf);
  const turn = isDescending ? -1 : 1;
  const places = Uint32Array.from(shown, (_, i) => i);
  places.sort((a, b) => {
    const [x, y] = [values[a] as number, values[b] as number];
    if (x !== y) {
      if (Number.isNaN(x)) return 1;
      if (Number.isNaN(y)) return -1;
      if (x < y || x > y) return x < y ? -turn : turn;
    }
    const [p, q] = [days[a] as number, days[b] as number];
    return p < q ? -1 : p > q ? 1 : (shown[a] as number) - (shown[b] as number);
  });
  return places.map((i) => shown[i] as number);
}

/** The words a reader sees, by which codes are ordered. */
export interface LabelOf {
  kind: (code: number) => string;
  status: (code: number) => string;
  title: (index: number) => string;
  place: (index: number) => string;
}

/** One number a row that sorts as its cell reads; NaN for what is not known. */
function sortValues(shown: Uint32Array, data: PageData, key: SortKey, labelOf: LabelOf): Float64Array {
  const { items, places } = data;
  switch (key) {
    case "date":
      return Float64Array.from(shown, (i) => (items.first[i] === UNDATED ? NaN : (items.first[i] as number)));
    case "killed":
      return Float64Array.from(shown, (i) => ((items.killedHigh[i] ?? -1) < 0 ? NaN : (items.killedHigh[i] as number)));
    case "precision":
      return Float64Array.from(shown, (i) => {
        const row = items.placeFrom[i] as number;
        return row < (items.placeFrom[i + 1] as number) ? (places.precision[row] as number) : NaN;
      });
    case "kind":
      return ranks(shown, (i) => labelOf.kind(items.kind[i] as number));
    case "status":
      return ranks(shown, (i) => (items.isSite[i] ? "" : labelOf.status(items.status[i] as number)));
    case "title":
      return ranks(shown, labelOf.title);
    case "place":
      return ranks(shown, labelOf.place);
  }
}

const alphabet = new Intl.Collator(["en", "ar"], { numeric: true });

/** Places of the texts in the alphabet, equal texts alike; NaN for an empty one. */
function ranks(shown: Uint32Array, textOf: (index: number) => string): Float64Array {
  const texts = Array.from(shown, textOf);
  const order = new Map([...new Set(texts)].sort(alphabet.compare).map((text, rank) => [text, rank]));
  return Float64Array.from(texts, (text) => (text === "" ? NaN : (order.get(text) as number)));
}
