// By what a reader can narrow a page besides layers and days: each facet's choices, as codes an item has.
import { PRECISION, STANDING, type ItemColumns, type PageData } from "./page_data.ts";
import type { Facet } from "./sieve.ts";
import { atOnce, ROWS_A_PIECE, type Sliced } from "./slices.ts";

export const FACET_NAMES = ["status", "subkind", "actor", "unit", "precision", "killed", "publisher"] as const;
export type FacetName = (typeof FACET_NAMES)[number];

export interface PageFacet extends Facet {
  readonly filter: FacetName;
  /** What each code stands for, as the data writes it; links carry these. */
  readonly values: readonly string[];
  /** 1 at each code that an item has. */
  readonly isUsed: Uint8Array;
}

type BareFacet = Omit<PageFacet, "isUsed">;

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

const known = new WeakMap<ItemColumns, readonly PageFacet[]>();

/** The facets of a page that offer a choice at all, made when first asked for. */
export function facetsOfPage(data: PageData): readonly PageFacet[] {
  return known.get(data.items) ?? atOnce(slicedFacets(data));
}

/** The same in pieces. */
export function* slicedFacets(data: PageData): Sliced<readonly PageFacet[]> {
  const { items } = data;
  const facets = known.get(items);
  if (facets) return facets;
  const { codes } = data.head;
  const all: BareFacet[] = [
    yield* listed("status", codes.status, data, statusOf(data)),
    yield* listed("subkind", codes.subkind, data, (i, add) => add(items.subkind[i] as number)),
    { filter: "actor", values: codes.actor, size: codes.actor.length, codes: items.actor, from: items.actorFrom },
    yield* unitFacet(data),
    yield* listed("precision", PRECISION, data, precisionOf(data)),
    yield* killedFacet(data),
    {
      filter: "publisher",
      values: codes.publisher,
      size: codes.publisher.length,
      codes: items.publisher,
      from: items.publisherFrom,
    },
  ];
  const used: PageFacet[] = [];
  for (const facet of all) used.push({ ...facet, isUsed: yield* usedCodes(facet) });
  const chosen = used.filter(isChoice);
  known.set(items, chosen);
  return chosen;
}

function* usedCodes({ codes, size }: BareFacet): Sliced<Uint8Array> {
  const isUsed = new Uint8Array(size);
  for (let k = 0; k < codes.length; k++) {
    if (k % ROWS_A_PIECE === 0) yield;
    isUsed[codes[k] as number] = 1;
  }
  return isUsed;
}

function isChoice({ values, isUsed }: PageFacet): boolean {
  return values.filter((value, code) => value && isUsed[code]).length > 1;
}

type AddCode = (code: number) => void;

/** A facet whose codes are found item by item; empty values are no choice, and no code stands twice. */
function* listed(
  filter: FacetName,
  values: readonly string[],
  { items }: PageData,
  codesOf: (index: number, add: AddCode) => void,
): Sliced<BareFacet> {
  const from = new Uint32Array(items.size + 1);
  const lastItem = new Int32Array(values.length).fill(-1);
  let codes: Uint16Array = new Uint16Array(items.size);
  let [item, end] = [0, 0];
  let isOneEach = true;
  const add = (code: number): void => {
    if (!values[code] || lastItem[code] === item) return;
    lastItem[code] = item;
    if (end === codes.length) codes = widened(codes);
    codes[end++] = code;
  };
  for (; item < items.size; item++) {
    if (item % ROWS_A_PIECE === 0) yield;
    codesOf(item, add);
    from[item + 1] = end;
    isOneEach &&= end === item + 1;
  }
  // Where each item has one, its index says where: no need to keep the other column.
  return { filter, values, size: values.length, codes: codes.slice(0, end), from: isOneEach ? null : from };
}

function widened(codes: Uint16Array): Uint16Array {
  const wider = new Uint16Array(Math.max(64, codes.length * 2));
  wider.set(codes);
  return wider;
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

function killedFacet(data: PageData): Sliced<BareFacet> {
  const { killedLow, killedHigh } = data.items;
  const names = [...KILLED_BANDS.map(([name]) => name), KILLED_UNKNOWN];
  return listed("killed", names, data, (i, add) => {
    const [low, high] = [killedLow[i] as number, killedHigh[i] as number];
    if (high < 0) add(KILLED_BANDS.length);
    else KILLED_BANDS.forEach(([, from, to], band) => high >= from && Math.max(0, low) <= to && add(band));
  });
}

/** Units of every level in which a place of an item lies; on a border that is both sides. */
function unitFacet(data: PageData): Sliced<BareFacet> {
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
