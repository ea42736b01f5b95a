// Many filters in one pass over the columns: what is shown, and for each filter what would be shown
// without it, so that the count beside a choice follows all the other choices.
import type { Filter } from "./filters.ts";
import { atOnce, ROWS_A_PIECE, type Sliced } from "./slices.ts";

/** More filters than this cannot be told apart in a byte. */
const MOST_FILTERS = 255;

export interface Sifted {
  readonly size: number;
  /** How many items pass every filter. */
  readonly shown: number;
  /** How many filters leave an item out: 0 is shown. */
  readonly misses: Uint8Array;
  /** The last filter that leaves an item out, by its place in `names`. */
  readonly misser: Uint8Array;
  readonly names: readonly string[];
}

export function sift(size: number, filters: readonly Filter[]): Sifted {
  if (filters.length > MOST_FILTERS) throw new Error(`${filters.length} filters are more than ${MOST_FILTERS}.`);
  const misses = new Uint8Array(size);
  const misser = new Uint8Array(filters.length > 0 ? size : 0);
  const marks = new Uint8Array(filters.length > 1 ? size : 0);
  filters.forEach((filter, k) => {
    filter.mark(k === 0 ? misses : marks);
    if (k === 0) return; // what the first leaves out has missed one so far, and the first is its misser
    for (let i = 0; i < size; i++) {
      if (marks[i] === 0) continue;
      misses[i] = (misses[i] as number) + 1;
      misser[i] = k;
    }
  });
  let shown = 0;
  for (let i = 0; i < size; i++) if (misses[i] === 0) shown += 1;
  return { size, shown, misses, misser, names: filters.map(({ name }) => name) };
}

export function isShown({ misses }: Sifted, index: number): boolean {
  return misses[index] === 0;
}

/** Whether an item passes every filter but, perhaps, the named one. */
export function passerOfOthers({ misses, misser, names }: Sifted, name: string): (index: number) => boolean {
  const own = names.indexOf(name);
  if (own < 0) return (i) => misses[i] === 0;
  return (i) => misses[i] === 0 || (misses[i] === 1 && misser[i] === own);
}

/**
 * Codes that are choices, and the name of the filter that those choices make. With `from` an item has
 * any number of codes, each once: those of item i are codes[from[i]] … codes[from[i + 1] - 1].
 */
export interface Facet {
  readonly filter: string;
  readonly codes: ArrayLike<number>;
  readonly from: ArrayLike<number> | null;
  /** How many different codes there are. */
  readonly size: number;
}

/** For each facet and code how many items it would show under the other filters. */
export function countFacets(sifted: Sifted, facets: readonly Facet[]): Uint32Array[] {
  return atOnce(slicedFacetCounts(sifted, facets));
}

/** The same in pieces. */
export function* slicedFacetCounts(sifted: Sifted, facets: readonly Facet[]): Sliced<Uint32Array[]> {
  const counts: Uint32Array[] = [];
  for (const facet of facets) {
    const of = new Uint32Array(facet.size);
    for (let from = 0; from < sifted.size; from += ROWS_A_PIECE) {
      countCodes(of, sifted, facet, { from, to: Math.min(sifted.size, from + ROWS_A_PIECE) });
      yield;
    }
    counts.push(of);
  }
  return counts;
}

/** Adds the codes of a run of items that pass every filter but, perhaps, the facet's own. */
function countCodes(
  of: Uint32Array,
  { misses, misser, names }: Sifted,
  { filter, codes, from: starts }: Facet,
  { from, to }: { from: number; to: number },
): void {
  const own = names.indexOf(filter);
  for (let i = from; i < to; i++) {
    const missed = misses[i] as number;
    if (missed > 1 || (missed === 1 && misser[i] !== own)) continue;
    const end = starts ? (starts[i + 1] as number) : i + 1;
    for (let k = starts ? (starts[i] as number) : i; k < end; k++) {
      const code = codes[k] as number;
      of[code] = (of[code] as number) + 1;
    }
  }
}

/** How many items would be shown if one filter were lifted: the way back from an empty map. */
export function countWithout(sifted: Sifted, name: string): number {
  const passes = passerOfOthers(sifted, name);
  let count = 0;
  for (let i = 0; i < sifted.size; i++) count += Number(passes(i));
  return count;
}
