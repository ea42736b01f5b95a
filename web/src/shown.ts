// What a reader's choices leave on screen, and the honest counts of it.
import { facetsOfPage, type FacetName } from "./facets.ts";
import { changedSites, found, onDays, withAnyOf, withoutCodes, type Filter } from "./filters.ts";
import { DRAWN, type PageData } from "./page_data.ts";
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

/** Counts by how items are drawn. What was withheld when building is no item, so it is passed on. */
export function countDrawn({ items }: PageData, { misses }: Sifted, withheld: number): Counts {
  const found = new Uint32Array(DRAWN.length);
  for (let i = 0; i < items.size; i++) {
    if (misses[i] !== 0) continue;
    const code = items.drawn[i] as number;
    found[code] = (found[code] as number) + 1;
  }
  const [mapped = 0, area = 0, unlocated = 0] = found;
  return { mapped, area, unlocated, withheld };
}

/** Of each layer what is shown, and what the page has of it, loaded or not. */
export function countLayers({ head, items, rest }: PageData, { misses }: Sifted): LayerCounts {
  const shown = new Uint32Array(256);
  const total = new Uint32Array(256);
  for (const [, layer, count] of rest.months()) total[layer] = (total[layer] as number) + count;
  for (let i = 0; i < items.size; i++) {
    const code = items.layer[i] as number;
    total[code] = (total[code] as number) + 1;
    if (misses[i] === 0) shown[code] = (shown[code] as number) + 1;
  }
  return Object.fromEntries(
    head.layers.map((layer, i) => [layer, { shown: shown[i] as number, total: total[i] as number }]),
  );
}
