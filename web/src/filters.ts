// What a reader can narrow a page by. A filter marks the items that it leaves out; filters know nothing
// of each other, so that a new one is one more entry in a list.
import type { ItemColumns } from "./page_data.ts";
import { UNDATED } from "./page_data.ts";
import type { Facet } from "./sieve.ts";
import type { Span } from "./span.ts";

export interface Filter {
  readonly name: string;
  /** Writes at each item 1 if it is left out, else 0. */
  mark(out: Uint8Array): void;
}

/** Leaves out the items whose code in a column is one of `codes`. */
export function withoutCodes(name: string, column: ArrayLike<number>, codes: Iterable<number>): Filter {
  return {
    name,
    mark: (out) => {
      const isOut = new Uint8Array(65536);
      for (const code of codes) isOut[code] = 1;
      for (let i = 0; i < out.length; i++) out[i] = isOut[column[i] as number] as number;
    },
  };
}

/**
 * Leaves out what is on none of the days. A site stands on every day; an undated incident is on no
 * particular day, so it leaves as soon as the days are narrowed.
 */
export function onDays({ isSite, first, last }: ItemColumns, days: Span): Filter {
  return {
    name: "days",
    mark: (out) => {
      for (let i = 0; i < out.length; i++) {
        const begin = first[i] as number;
        const isMet = begin !== UNDATED && begin <= days.last && (last[i] as number) >= days.first;
        out[i] = isMet || isSite[i] ? 0 : 1;
      }
    },
  };
}

/** Leaves out the items that have none of the picked codes of a facet. */
export function withAnyOf({ filter, codes, from }: Facet, picked: Iterable<number>): Filter {
  return {
    name: filter,
    mark: (out) => {
      const isPicked = new Uint8Array(65536);
      for (const code of picked) isPicked[code] = 1;
      for (let i = 0; i < out.length; i++) {
        let has = 0;
        const end = from ? (from[i + 1] as number) : i + 1;
        for (let k = from ? (from[i] as number) : i; k < end; k++) has |= isPicked[codes[k] as number] as number;
        out[i] = has ? 0 : 1;
      }
    },
  };
}

/** Leaves out what a search did not find; 1 stands at what it found. */
export function found(hits: Uint8Array): Filter {
  return {
    name: "search",
    mark: (out) => {
      for (let i = 0; i < out.length; i++) out[i] = hits[i] ? 0 : 1;
    },
  };
}

/** Leaves out the sites that did not change in the period. */
export function changedSites({ isSite, news }: ItemColumns): Filter {
  return {
    name: "news",
    mark: (out) => {
      for (let i = 0; i < out.length; i++) out[i] = isSite[i] && !news[i] ? 1 : 0;
    },
  };
}
