// Page data from plain records, all of them at hand: what a page of version 1 carried, and what
// tests are written in.
import { cellFromLonLat, mortonCode } from "../src/morton.ts";
import {
  CERTAINTY,
  DRAWN,
  NEWS,
  NO_ADMIN,
  PRECISION,
  STANDING,
  UNDATED,
  type Codes,
  type Head,
  type ItemColumns,
  type PageData,
  type PlaceColumns,
} from "../src/page_data.ts";
import type { Claim, Frame, Item, ItemLocation, Payload } from "../src/payload.ts";
import { NOTHING_LEFT } from "../src/rest.ts";
import { spanOfDate } from "../src/span.ts";

/** Gives each distinct text the next number. */
class Dictionary {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();

  code(text: string): number {
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.texts.push(text);
      this.#codes.set(text, code);
    }
    return code;
  }
}

type Dictionaries = Record<keyof Codes, Dictionary>;

export function pageDataFromItems(payload: Payload): PageData {
  const { items: unordered, version: _version, ...head } = payload;
  const items = inMortonOrder(unordered);
  const layers = [...head.layers];
  const codes: Dictionaries = {
    kind: new Dictionary(),
    subkind: new Dictionary(),
    status: new Dictionary(),
    role: new Dictionary(),
    state: new Dictionary(),
    actor: new Dictionary(),
    publisher: new Dictionary(),
    place_status: new Dictionary(),
    measure: new Dictionary(),
    who: new Dictionary(),
    qualifier: new Dictionary(),
  };
  const admins = new Dictionary();
  const publishers = new Map(payload.sources.map((source) => [source.id, source.publisher]));
  const columns = itemColumns(items, { codes, layers, publishers });
  const places = placeColumns(items, { codes, admins });
  const sources = new Map(payload.sources.map((source) => [source.id, source]));
  const indexes = new Map(items.map((item, i) => [item.id, i]));
  return {
    head: headOf({ ...head, layers }, codes, admins),
    items: columns,
    places,
    rest: NOTHING_LEFT,
    record: (index) => items[index] ?? null,
    wording: (index) => items[index] ?? null,
    load: () => Promise.resolve(),
    loadAll: (onProgress) => {
      onProgress?.(1);
      return Promise.resolve();
    },
    indexOf: (id) => Promise.resolve(indexes.get(id) ?? -1),
    source: (id) => sources.get(id) ?? null,
    idNow: (index) => items[index]?.id ?? null,
  };
}

function headOf(head: Frame, codes: Dictionaries, admins: Dictionary): Head {
  const entries = Object.entries(codes).map(([name, { texts }]) => [name, texts]);
  return {
    ...head,
    codes: Object.fromEntries(entries) as Codes,
    admins: admins.texts.map((text) => JSON.parse(text) as string[]),
  };
}

/** Where an item mainly is: where it happened, else any primary place, else any at all. */
function mainCell(item: Item): [number, number] | null {
  const placed = item.locations.filter((place) => cellOf(place) !== null);
  const primary = placed.filter((place) => place.standing === "primary");
  const happened = primary.find(({ role }) => role === "at" || role === "target");
  const main = happened ?? primary[0] ?? placed[0];
  return main ? cellOf(main) : null;
}

function cellOf({ lon, lat, anchor }: ItemLocation): [number, number] | null {
  if (lon !== null && lat !== null) return cellFromLonLat(lon, lat);
  return anchor ? cellFromLonLat(...anchor) : null;
}

function inMortonOrder(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => {
    const cell = mainCell(item);
    const day = spanOfDate(item.date)?.first ?? Infinity;
    return { item, code: cell ? mortonCode(...cell) : Infinity, day };
  });
  const order = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
  keyed.sort((a, b) => order(a.code, b.code) || order(a.day, b.day) || (a.item.id < b.item.id ? -1 : 1));
  return keyed.map(({ item }) => item);
}

function itemColumns(
  items: readonly Item[],
  { codes, layers, publishers }: { codes: Dictionaries; layers: string[]; publishers: Map<string, string> },
): ItemColumns {
  const spans = items.map(({ date }) => spanOfDate(date));
  const killed = items.map((item) => standing(item.claims, "killed").filter(({ who }) => who === "all" || who === ""));
  const actors = items.map((item) => item.actors.map((name) => codes.actor.code(name)));
  const cited = items.map((item) => publishersOf(item, publishers).map((name) => codes.publisher.code(name)));
  return {
    size: items.length,
    isSite: Uint8Array.from(items, ({ type }) => Number(type === "site")),
    layer: Uint8Array.from(items, ({ layer }) => indexIn(layers, layer)),
    kind: Uint8Array.from(items, ({ kind }) => codes.kind.code(kind)),
    subkind: Uint16Array.from(items, ({ subkind }) => codes.subkind.code(subkind)),
    status: Uint8Array.from(items, ({ status }) => codes.status.code(status)),
    drawn: Uint8Array.from(items, ({ drawn }) => DRAWN.indexOf(drawn)),
    certainty: Uint8Array.from(items, ({ date }) => CERTAINTY.indexOf(date?.certainty ?? "")),
    isBackground: Uint8Array.from(items, ({ background }) => Number(background)),
    news: Uint8Array.from(items, ({ news }) => (news ? 1 + NEWS.indexOf(news.kind) : 0)),
    newsCertainty: Uint8Array.from(items, ({ news }) => CERTAINTY.indexOf(news?.certainty ?? "")),
    state: Uint16Array.from(items, ({ state }) => codes.state.code(state ?? "")),
    first: Int32Array.from(spans, (span) => span?.first ?? UNDATED),
    last: Int32Array.from(spans, (span) => span?.last ?? UNDATED),
    vehicles: Int32Array.from(items, (item) => highest(standing(item.claims, "vehicles"))),
    killedLow: Int32Array.from(killed, lowest),
    killedHigh: Int32Array.from(killed, highest),
    actorFrom: offsetsOf(actors),
    actor: Uint16Array.from(actors.flat()),
    publisherFrom: offsetsOf(cited),
    publisher: Uint16Array.from(cited.flat()),
    placeFrom: offsetsOf(items.map(({ locations }) => locations)),
  };
}

function indexIn(names: string[], name: string): number {
  const found = names.indexOf(name);
  return found < 0 ? names.push(name) - 1 : found;
}

function offsetsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const from = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    from[i + 1] = (from[i] ?? 0) + list.length;
  });
  return from;
}

/** Claims that nothing replaced and that are no part of another. */
function standing(claims: readonly Claim[], measure: string): Claim[] {
  return claims.filter((claim) => claim.measure === measure && !claim.part_of && !claim.superseded_by);
}

function highest(claims: readonly Claim[]): number {
  return Math.max(-1, ...claims.map(({ low, high }) => high ?? low ?? -1));
}

function lowest(claims: readonly Claim[]): number {
  const found = claims.map(({ low, high }) => low ?? high).filter((n): n is number => n !== null);
  return found.length > 0 ? Math.min(...found) : -1;
}

function publishersOf(item: Item, publishers: ReadonlyMap<string, string>): string[] {
  const cited = [...item.claims, ...item.locations, ...item.changes].map(({ source }) => source);
  const names = cited.map((id) => (id === null ? undefined : publishers.get(id)));
  return [...new Set(names.filter((name): name is string => name !== undefined))];
}

function placeColumns(
  items: readonly Item[],
  { codes, admins }: { codes: Dictionaries; admins: Dictionary },
): PlaceColumns {
  const rows = items.flatMap((item, i) => item.locations.map((place) => ({ i, place })));
  const cells = rows.map(({ place }) => cellOf(place));
  return {
    size: rows.length,
    item: Uint32Array.from(rows, ({ i }) => i),
    role: Uint8Array.from(rows, ({ place }) => codes.role.code(place.role)),
    standing: Uint8Array.from(rows, ({ place }) => STANDING.indexOf(place.standing)),
    precision: Uint8Array.from(rows, ({ place }) => PRECISION.indexOf(place.precision as (typeof PRECISION)[number])),
    x: Int32Array.from(cells, (cell) => cell?.[0] ?? -1),
    y: Int32Array.from(cells, (cell) => cell?.[1] ?? -1),
    isPoint: Uint8Array.from(rows, ({ place }) => Number(place.lon !== null && place.lat !== null)),
    uncertainty: Float32Array.from(rows, ({ place }) => place.uncertainty_m ?? NaN),
    shape: Int32Array.from(rows, ({ place }) => place.shape ?? -1),
    admin: Uint16Array.from(rows, ({ place: { admin } }) =>
      admin.length > 0 ? admins.code(JSON.stringify(admin)) : NO_ADMIN,
    ),
  };
}
