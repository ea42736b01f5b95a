// Small records for the tests: only what a test is about differs from these.
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
    version: 1,
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
