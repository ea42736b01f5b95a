// What a page knows, as columns: numbers that are there at the first paint, and records that are
// decoded when somebody asks. Rows are items, part by part as they were loaded, and in each along a
// Morton curve of where they mainly are, so that neighbours in the table are neighbours on the ground;
// what is nowhere stands last.
import type { Change, Claim, Drawn, Frame, Item, ItemLocation, Source, Standing } from "./payload.ts";
import type { Rest } from "./rest.ts";

export const DRAWN: readonly Drawn[] = ["mapped", "area", "unlocated", "withheld"];
export const STANDING: readonly Standing[] = ["primary", "same", "rival"];
export const PRECISION = ["site", "place", "area", "admin3", "admin2", "admin1", "country", "unlocated"] as const;
export const NEWS = ["first", "new", "left", "changed"] as const;
export const CERTAINTY = ["", "certain", "possible"] as const;
/** `first` and `last` of an item without a day. */
export const UNDATED = -2147483648;
/** `admin` of a place that lies in no known unit. */
export const NO_ADMIN = 65535;
/** Bits of a side of the world square in `x` and `y`: a unit is 1.2 m at the equator. */
export const WORLD_BITS = 25;

/** Dictionaries of the coded columns: a code is an index. */
export interface Codes {
  kind: string[];
  subkind: string[];
  status: string[];
  role: string[];
  state: string[];
  actor: string[];
  publisher: string[];
  place_status: string[];
  measure: string[];
  who: string[];
  qualifier: string[];
}

/** All that a page knows but its items. */
export interface Head extends Frame {
  codes: Codes;
  /** Chains of names of administrative units, widest first. */
  admins: string[][];
}

export interface ItemColumns {
  readonly size: number;
  readonly isSite: Uint8Array;
  /** Index into head.layers. */
  readonly layer: Uint8Array;
  readonly kind: Uint8Array;
  readonly subkind: Uint16Array;
  readonly status: Uint8Array;
  /** Index into DRAWN. */
  readonly drawn: Uint8Array;
  /** Index into CERTAINTY: 0 has no date. */
  readonly certainty: Uint8Array;
  readonly isBackground: Uint8Array;
  /** 0 none, else 1 + index into NEWS. */
  readonly news: Uint8Array;
  /** Index into CERTAINTY. */
  readonly newsCertainty: Uint8Array;
  readonly state: Uint16Array;
  /** Day number since 1970-01-01, or UNDATED. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Largest standing claim of vehicles, -1 unknown. */
  readonly vehicles: Int32Array;
  /** Lowest and highest standing claim of all killed, -1 unknown. */
  readonly killedLow: Int32Array;
  readonly killedHigh: Int32Array;
  /** size + 1: the actors of item i are actor[actorFrom[i]] … actor[actorFrom[i + 1] - 1]. */
  readonly actorFrom: Uint32Array;
  readonly actor: Uint16Array;
  /** The same for publishers of what an item cites. */
  readonly publisherFrom: Uint32Array;
  readonly publisher: Uint16Array;
  /** The same for rows of the places. */
  readonly placeFrom: Uint32Array;
}

export interface PlaceColumns {
  readonly size: number;
  readonly item: Uint32Array;
  readonly role: Uint8Array;
  /** Index into STANDING. */
  readonly standing: Uint8Array;
  /** Index into PRECISION. */
  readonly precision: Uint8Array;
  /** Web Mercator, WORLD_BITS bits over the world: of the point, else of the anchor; -1 none. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** 1 only for the precisions site and place: nothing else may be drawn as a point. */
  readonly isPoint: Uint8Array;
  /** Metres, NaN unknown. */
  readonly uncertainty: Float32Array;
  /** Index into head.shapes, -1 none. */
  readonly shape: Int32Array;
  /** Index into head.admins, NO_ADMIN none. */
  readonly admin: Uint16Array;
}

/** What an item says, for those who read all items: search and orders by words. */
export interface Wording extends Pick<Item, "title" | "title_ar" | "summary" | "summary_ar" | "actors" | "target"> {
  locations: Pick<ItemLocation, "role" | "standing" | "as_written" | "admin">[];
  claims: Pick<Claim, "claimed_by" | "note">[];
  changes: Pick<Change, "note">[];
}

export interface PageData {
  readonly head: Head;
  /** Columns of what is loaded: others take their place when more is, with further rows at their end. */
  readonly items: ItemColumns;
  readonly places: PlaceColumns;
  /** What is not loaded. */
  readonly rest: Rest;
  /** The item as a record once its texts are decoded, else null. */
  record(index: number): Item | null;
  /** Only the words of an item, which take a tenth of the work of its record; null before they are decoded. */
  wording(index: number): Wording | null;
  /** Decodes the texts of these items; resolves when `record` gives them. */
  load(indexes: Iterable<number>): Promise<void>;
  /** Decodes all texts, in idle slices; tells the share that is done, in [0, 1]. */
  loadAll(onProgress?: (share: number) => void): Promise<void>;
  /** Index of an id, -1 when unknown; loads and decodes what it must to tell. */
  indexOf(id: string): Promise<number>;
  /** A source by its id: one of the head, or one that an item cites whose texts are decoded. */
  source(id: string): Source | null;
  /** The id of an item if it is known without decoding anything. */
  idNow(index: number): string | null;
}

/** How many items the page has, with those that are not loaded. */
export function sizeOfPage({ items, rest }: Pick<PageData, "items" | "rest">): number {
  return items.size + rest.size;
}
