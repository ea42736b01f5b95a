// Small records for the tests: only what a test is about differs from these.
import type { PageData } from "../src/page_data.ts";
import { pageDataFromItems } from "./page_data_items.ts";
import { isShown } from "../src/sieve.ts";
import { Store } from "../src/store.ts";
import type { Claim, Item, ItemLocation, Payload } from "../src/payload.ts";

export function makeLocation(part: Partial<ItemLocation> = {}): ItemLocation {
  return {
    role: "at",
    standing: "primary",
    as_written: "Atmeh",
    source: "seed-000",
    status: "resolved",
    precision: "place",
    lon: 36.68839,
    lat: 36.3095,
    anchor: null,
    uncertainty_m: 1500,
    shape: null,
    admin: ["Idlib"],
    explanation: "",
    candidates: [],
    note: "",
    ...part,
  };
}

export function makeArea(
  shape: number,
  anchor: [number, number],
  part: Partial<ItemLocation> = {},
): ItemLocation {
  return makeLocation({
    precision: "area",
    lon: null,
    lat: null,
    anchor,
    shape,
    uncertainty_m: 5000,
    ...part,
  });
}

export function makeItem(part: Partial<Item> = {}): Item {
  return {
    id: "raid",
    type: "incident",
    layer: "operation",
    kind: "operation",
    subkind: "",
    title: "Raid",
    summary: "",
    status: "confirmed",
    background: false,
    date: {
      start: "2022-02-03",
      end: "2022-02-03",
      precision: "day",
      as_written: "Thursday",
      certainty: "certain",
    },
    actors: [],
    target: "",
    drawn: "mapped",
    locations: [makeLocation()],
    claims: [],
    related: [],
    changes: [],
    state: null,
    ...part,
  };
}

export function makeClaim(part: Partial<Claim> = {}): Claim {
  return {
    id: "c1",
    source: "seed-000",
    claimed_by: "SOHR",
    stated_at: "2022-02-03",
    measure: "killed",
    who: "all",
    qualifier: "exactly",
    low: 9,
    high: 9,
    part_of: null,
    superseded_by: null,
    note: "",
    ...part,
  };
}

export function makePayload(items: Item[], part: Partial<Payload> = {}): Payload {
  return {
    version: 2,
    lang: "en",
    title: "February",
    dataset: "coalition-syria",
    period: { start: "2022-02-01", end: "2022-02-28", label: "February 2022" },
    edition: {
      data_hash: "00",
      geomap_version: "0.1.0",
      sources: 1,
      incidents: items.length,
      latest_source: null,
    },
    sources: [],
    layers: ["operation", "strike", "base"],
    items,
    shapes: [],
    totals: [],
    labels: [],
    counts: { mapped: 0, area: 0, unlocated: 0, withheld: 2 },
    ...part,
  };
}

export function itemOn(id: string, start: string, end = start, part: Partial<Item> = {}): Item {
  return makeItem({
    id,
    date: { start, end, precision: "day", as_written: "", certainty: "certain" },
    ...part,
  });
}

export function makeData(items: Item[], part: Partial<Payload> = {}): PageData {
  return pageDataFromItems(makePayload(items, part));
}

export function makeStore(items: Item[], part: Partial<Payload> = {}): Store {
  return new Store(makeData(items, part));
}

/** Ids of items by their indexes, sorted: the page's own order is that of places. */
export function idsOf(data: PageData, indexes: Iterable<number>): string[] {
  return [...indexes].map((index) => data.idNow(index) ?? "").sort();
}

export function shownIds({ data, now }: Store): string[] {
  const indexes = Array.from({ length: data.items.size }, (_, i) => i);
  return idsOf(data, indexes.filter((i) => isShown(now.shown, i)));
}

export function indexOf({ data }: Pick<Store, "data">, id: string): number {
  return Array.from({ length: data.items.size }, (_, i) => data.idNow(i)).indexOf(id);
}
