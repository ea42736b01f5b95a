// By what a reader can narrow a page besides layers and days: each facet's choices, as codes an item has.
import { PRECISION, STANDING, type PageData } from "./page_data.ts";
import type { Facet } from "./sieve.ts";

export const FACET_NAMES = ["status", "subkind", "actor", "unit", "precision", "killed", "publisher"] as const;
export type FacetName = (typeof FACET_NAMES)[number];

export interface PageFacet extends Facet {
  readonly filter: FacetName;
  /** What each code stands for, as the data writes it; links carry these. */
  readonly values: readonly string[];
}

/**
 * Bands of the number killed. A range of figures that reaches over a boundary is in both bands: which
 * one is right nobody knows.
 */
const KILLED_BANDS: readonly [name: string, low: number, high: number][] = [
  ["0", 0, 0],
  ["1-9", 1, 9],
  ["10-49", 10, 49],
  ["50+", 50, Infinity],
];
const KILLED_UNKNOWN = "not-stated";

const known = new WeakMap<PageData, readonly PageFacet[]>();

/** The facets of a page that offer a choice at all, made when first asked for. */
export function facetsOfPage(data: PageData): readonly PageFacet[] {
  let facets = known.get(data);
  if (!facets) {
    const { codes } = data.head;
    const all: PageFacet[] = [
      listed("status", codes.status, data, statusOf(data)),
      listed("subkind", codes.subkind, data, (i, add) => add(data.items.subkind[i] as number)),
      { filter: "actor", values: codes.actor, size: codes.actor.length, codes: data.items.actor, from: data.items.actorFrom },
      unitFacet(data),
      listed("precision", PRECISION, data, precisionOf(data)),
      killedFacet(data),
      {
        filter: "publisher",
        values: codes.publisher,
        size: codes.publisher.length,
        codes: data.items.publisher,
        from: data.items.publisherFrom,
      },
    ];
    facets = all.filter(isChoice);
    known.set(data, facets);
  }
  return facets;
}

function isChoice({ codes, values }: PageFacet): boolean {
  const seen = new Set<number>();
  for (let k = 0; k < codes.length && seen.size < 2; k++) if (values[codes[k] as number]) seen.add(codes[k] as number);
  return seen.size > 1;
}

type AddCode = (code: number) => void;

/** A facet whose codes are found item by item; empty values are no choice, and no code stands twice. */
function listed(
  filter: FacetName,
  values: readonly string[],
  { items }: PageData,
  codesOf: (index: number, add: AddCode) => void,
): PageFacet {
  const from = new Uint32Array(items.size + 1);
  const codes: number[] = [];
  const lastItem = new Int32Array(values.length).fill(-1);
  for (let i = 0; i < items.size; i++) {
    codesOf(i, (code) => {
      if (!values[code] || lastItem[code] === i) return;
      lastItem[code] = i;
      codes.push(code);
    });
    from[i + 1] = codes.length;
  }
  return { filter, values, size: values.length, codes: Uint16Array.from(codes), from };
}

/** A site's state is no status: sites have none. */
function statusOf({ items }: PageData) {
  return (i: number, add: AddCode): void => {
    if (!items.isSite[i]) add(items.status[i] as number);
  };
}

function placesOf({ items, places }: PageData, i: number, use: (row: number) => void): void {
  const end = items.placeFrom[i + 1] as number;
  for (let row = items.placeFrom[i] as number; row < end; row++) {
    if (places.standing[row] === STANDING.indexOf("primary")) use(row);
  }
}

function precisionOf(data: PageData) {
  const { items, places } = data;
  return (i: number, add: AddCode): void => {
    if (items.placeFrom[i] === items.placeFrom[i + 1]) add(PRECISION.indexOf("unlocated"));
    placesOf(data, i, (row) => add(places.precision[row] as number));
  };
}

function killedFacet(data: PageData): PageFacet {
  const { killedLow, killedHigh } = data.items;
  const names = [...KILLED_BANDS.map(([name]) => name), KILLED_UNKNOWN];
  return listed("killed", names, data, (i, add) => {
    const [low, high] = [killedLow[i] as number, killedHigh[i] as number];
    if (high < 0) add(KILLED_BANDS.length);
    else KILLED_BANDS.forEach(([, from, to], band) => high >= from && Math.max(0, low) <= to && add(band));
  });
}

/** Units of every level in which a place of an item lies; on a border that is both sides. */
function unitFacet(data: PageData): PageFacet {
  const names = new Map<string, number>();
  const chains = data.head.admins.map((chain) =>
    chain.map((unit) => {
      const name = unit.replace(/ \([^()]*\)$/, ""); // without who says so
      if (!names.has(name)) names.set(name, names.size);
      return names.get(name) as number;
    }),
  );
  return listed("unit", [...names.keys()], data, (i, add) =>
    placesOf(data, i, (row) => chains[data.places.admin[row] as number]?.forEach(add)),
  );
}
