// window.geomap: the page's state for tests, notebooks and other programs, as plain data.
import { dayFromNumber } from "./day.ts";
import { slicedFacets, type FacetName } from "./facets.ts";
import type { View } from "./link.ts";
import type { Day } from "./payload.ts";
import type { Counts, LayerCounts } from "./shown.ts";
import { inSlices } from "./slices.ts";
import { spanFromDays } from "./span.ts";
import { NO_GROUP, type Chosen, type Store } from "./store.ts";
import { indexOfId } from "./texts.ts";

export interface Timings {
  decoded_ms: number;
  painted_ms: number;
}

export interface PageState {
  period: { start: Day | null; end: Day | null };
  layers: LayerCounts;
  counts: Counts;
  /** Whether the reader left out the sites that did not change in the period. */
  changed_sites_only: boolean;
  /** Values picked of each facet, and what is searched for. */
  filters: Partial<Record<FacetName, string[]>>;
  query: string;
  selection: string | null;
  view: View;
  lang: string;
  timings: Timings;
}

/** A layer is switched with true or false, or with the shape `state()` gives: shown 0 is off. */
export interface StateChange {
  period?: { start: Day; end: Day } | null;
  layers?: Record<string, boolean | { shown: number }>;
  changed_sites_only?: boolean;
  /** Takes the place of all that was picked. */
  filters?: Partial<Record<FacetName, string[]>>;
  query?: string;
  selection?: string | null;
  view?: View;
  lang?: "en" | "ar";
}

export function readState(store: Store, view: View, timings: Timings): PageState {
  const { now, period } = store;
  const days = now.days ?? period;
  return {
    period: days
      ? { start: dayFromNumber(days.first), end: dayFromNumber(days.last) }
      : { start: null, end: null },
    layers: structuredClone(now.layers),
    counts: { ...now.counts },
    changed_sites_only: now.isNewsOnly,
    filters: Object.fromEntries([...now.picked].map(([name, values]) => [name, [...values]])),
    query: now.query,
    selection: now.selection === null ? null : store.data.idNow(now.selection),
    view,
    lang: now.lang,
    timings: { ...timings },
  };
}

/** The part of a state change that the store keeps; the view is the map's. Unknown items are ignored. */
export async function chosenFromChange(store: Store, change: StateChange): Promise<Partial<Chosen>> {
  const chosen: { -readonly [K in keyof Chosen]?: Chosen[K] } = {};
  if (change.period !== undefined) {
    chosen.days = change.period ? spanFromDays(change.period.start, change.period.end) : null;
  }
  if (change.layers) {
    const hidden = new Set(store.now.hidden);
    for (const [layer, value] of Object.entries(change.layers)) {
      const isOn = typeof value === "boolean" ? value : value.shown > 0;
      if (isOn) hidden.delete(layer);
      else hidden.add(layer);
    }
    chosen.hidden = hidden;
  }
  if (change.filters) {
    await inSlices(slicedFacets(store.data));
    const picks = Object.entries(change.filters).map(([name, values]) => [name as FacetName, new Set(values)] as const);
    chosen.picked = new Map(picks);
  }
  if (change.query !== undefined) Object.assign(chosen, { query: change.query.trim(), hits: null });
  if (change.changed_sites_only !== undefined) chosen.isNewsOnly = change.changed_sites_only;
  if (change.selection === null) chosen.selection = null;
  else if (change.selection !== undefined) {
    const index = await indexOfId(store.data, change.selection);
    if (index >= 0) chosen.selection = index;
  }
  if (change.selection !== undefined) chosen.group = NO_GROUP;
  if (change.lang === "en" || change.lang === "ar") chosen.lang = change.lang;
  return chosen;
}
