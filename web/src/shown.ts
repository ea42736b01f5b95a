// What a reader's choices leave on screen, and the honest counts of it.
import { facetsOfPage, type FacetName } from "./facets.ts";
import { changedSites, found, onDays, withAnyOf, withoutCodes, type Filter } from "./filters.ts";
import { DRAWN, type ItemColumns, type PageData } from "./page_data.ts";
import type { Drawn } from "./payload.ts";
import type { Sifted } from "./sieve.ts";
import type { Span } from "./span.ts";

export interface Choice {
  /** Layers switched off. */
  hidden: ReadonlySet<string>;
  /** Days the reader narrowed the period to; null is the whole period. */
  days: Span | null;
  /** Leaves out the sites that did not change in the period. */
  isNewsOnly: boolean;
  /** Values picked of each facet; a facet without any leaves nothing out. */
  picked: Picked;
  /** What the reader searches for, and 1 at each item that has it; null before it is looked up. */
  query: string;
  hits: Uint8Array | null;
}

export type Picked = ReadonlyMap<FacetName, ReadonlySet<string>>;

export const NOTHING_CHOSEN: Choice = {
  hidden: new Set(),
  days: null,
  isNewsOnly: false,
  picked: new Map(),
  query: "",
  hits: null,
};

export type Counts = Record<Drawn, number>;
export type LayerCounts = Record<string, { shown: number; total: number }>;

/** The filters that a choice makes. */
export function filtersOfChoice(data: PageData, choice: Choice): Filter[] {
  const { head, items } = data;
  const { hidden, days, isNewsOnly, picked, hits } = choice;
  const filters: Filter[] = [];
  const codes = [...hidden].map((layer) => head.layers.indexOf(layer)).filter((code) => code >= 0);
  if (codes.length > 0) filters.push(withoutCodes("layers", items.layer, codes));
  if (days) filters.push(onDays(items, days));
  if (isNewsOnly) filters.push(changedSites(items));
  for (const [name, values] of picked) {
    const facet = facetsOfPage(data).find(({ filter }) => filter === name);
    if (!facet || values.size === 0) continue;
    filters.push(withAnyOf(facet, [...values].map((value) => facet.values.indexOf(value)).filter((c) => c >= 0)));
  }
  if (hits) filters.push(found(hits));
  return filters;
}

const MOST_LAYERS = 256;
const totals = new WeakMap<ItemColumns, Uint32Array>();

/**
 * Counts of what is shown, by how it is drawn and by layer, in one pass. What was withheld when building
 * is no item, so it is passed on.
 */
export function countShown(data: PageData, { misses }: Sifted, withheld: number): { counts: Counts; layers: LayerCounts } {
  const { drawn, layer, size } = data.items;
  const found = new Uint32Array(DRAWN.length * MOST_LAYERS);
  for (let i = 0; i < size; i++) {
    if (misses[i] === 0) found[(drawn[i] as number) * MOST_LAYERS + (layer[i] as number)]! += 1;
  }
  const sumOf = (numbers: Uint32Array): number => numbers.reduce((sum, n) => sum + n, 0);
  const drawnAs = DRAWN.map((_, code) => found.subarray(code * MOST_LAYERS, (code + 1) * MOST_LAYERS));
  const [mapped = 0, area = 0, unlocated = 0] = drawnAs.map(sumOf);
  const layers = data.head.layers.map((name, code) => {
    const shown = drawnAs.reduce((sum, numbers) => sum + (numbers[code] as number), 0);
    return [name, { shown, total: totalsOf(data)[code] as number }] as const;
  });
  return { counts: { mapped, area, unlocated, withheld }, layers: Object.fromEntries(layers) };
}

/** How many items the page has of each layer, loaded or not. */
function totalsOf({ items, rest }: PageData): Uint32Array {
  let total = totals.get(items);
  if (!total) {
    total = new Uint32Array(MOST_LAYERS);
    for (const [, layer, count] of rest.months()) total[layer]! += count;
    for (let i = 0; i < items.size; i++) total[items.layer[i] as number]! += 1;
    totals.set(items, total);
  }
  return total;
}
