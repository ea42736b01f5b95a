// The numbers of a page out of its blocks, before the first picture: twin of
// geomap/render/page_blocks.py. One block at a time, with a breath between two.
import type { Block } from "./data_block.ts";
import { cellFromLonLat } from "./morton.ts";
import {
  NO_ADMIN,
  PRECISION,
  UNDATED,
  type ItemColumns,
  type PlaceColumns,
} from "./page_data.ts";
import type { WrittenHead } from "./head.ts";
import { isBlank, ownColumn, putNumbers, SharedColumns, type Column } from "./shared_columns.ts";
import type { Sliced } from "./slices.ts";

const SCALE = 1e5;
/** Longitude, in 1e-5 degrees, of what has none. */
const NOWHERE = 181 * SCALE;
const UNKNOWN = -1;
const LAST_POINT = PRECISION.indexOf("place");

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What a claim counts; the texts of claims are in other blocks. */
export interface ClaimColumns {
  readonly from: Uint32Array;
  readonly measure: Uint8Array;
  readonly who: Uint16Array;
  readonly qualifier: Uint8Array;
  /** -1 unknown; with fractions, or wide, where the page has such. */
  low: Int32Array | Float64Array;
  high: Int32Array | Float64Array;
  /** 0 none, else 1 + the source's number. */
  readonly source: Uint32Array;
  /** 0 none, else 1 + the other's place among the claims of the item. */
  readonly partOf: Uint16Array;
  readonly supersededBy: Uint16Array;
}

/** Where places refer to: coordinates are 1e-5 degrees, what is unknown is -1. */
export interface PlaceLinks {
  /** 0: the place states its own coordinates; else 1 + the number of an answer. */
  readonly answer: Uint32Array;
  readonly source: Uint32Array;
  readonly lon: Int32Array;
  readonly lat: Int32Array;
}

export interface AnswerColumns {
  readonly status: ArrayLike<number>;
}

export class PageNumbers {
  items: Writable<ItemColumns>;
  places: Writable<PlaceColumns>;
  links: Writable<PlaceLinks>;
  claims: Writable<ClaimColumns>;
  /** Order of a site among the sites of the dataset. */
  rank: Uint32Array;
  /** Publisher of each source, those of the head first. */
  readonly publisherOfSource: Uint16Array;
  answers: AnswerColumns = { status: [] };
  readonly #head: WrittenHead;
  #actors: number[] = [];
  #publishers: number[] = [];
  #fixed: FixedAnswers | null = null;
  #item = 0;
  #place = 0;
  #claim = 0;

  constructor(head: WrittenHead) {
    this.#head = head;
    const blank = new SharedColumns(0);
    this.items = emptyItems(0, blank);
    this.places = emptyPlaces(0, blank);
    this.claims = emptyClaims(0, 0, blank);
    this.rank = blank.zeros(Uint32Array, 0);
    this.links = emptyLinks(0, blank);
    this.publisherOfSource = new Uint16Array(head.sources.length + (head.blocks.rows["sources"] ?? 0));
    const publishers = new Map(head.codes.publisher.map((name, code) => [name, code]));
    head.sources.forEach(({ publisher }, i) => {
      this.publisherOfSource[i] = publishers.get(publisher) ?? 0;
    });
  }

  /** Makes room for so many more rows of each table. The first block of a page is added first. */
  grow(rows: Readonly<Record<string, number>>): void {
    const size = (before: number, table: string): number => before + (rows[table] ?? 0);
    const items = size(this.items.size, "items");
    const places = size(this.places.size, "places");
    const claims = size(this.claims.measure.length, "claims");
    const blank = new SharedColumns(Math.max(items, places, claims));
    this.#actors = Array.from(this.items.actor);
    this.#publishers = Array.from(this.items.publisher);
    this.items = continued(this.items, emptyItems(items, blank));
    this.places = continued(this.places, emptyPlaces(places, blank));
    this.links = continued(this.links, emptyLinks(places, blank));
    this.rank = continued({ rank: this.rank }, { rank: blank.zeros(Uint32Array, items) }).rank;
    this.claims = continued(this.claims, emptyClaims(items, claims, blank));
  }

  /** Adds a block, column by column; its sources are numbered through from the one given. */
  *add(block: Block, firstSource: number): Sliced<void> {
    this.#fixed ??= new FixedAnswers(block);
    this.answers = this.#fixed;
    this.publisherOfSource.set(block.numbers("sources.publisher"), firstSource);
    const counts = yield* this.#addItems(block);
    yield* this.#addPlaces(block, counts.places);
    yield* this.#addClaims(block, counts.claims);
    this.#addActors(block, counts.actors);
    yield;
    this.#addPublishers(block, counts);
    this.#item += block.rowsOf("items");
    this.#place += block.rowsOf("places");
    this.#claim += block.rowsOf("claims");
  }

  /** To be called once the blocks are in for which there was made room. */
  finish(): void {
    this.items.actor = new Uint16Array(this.#actors);
    this.items.publisher = new Uint16Array(this.#publishers);
    this.#actors = [];
    this.#publishers = [];
    this.#joinColumns();
  }

  /** Columns that came out alike are one: most things happen on one day, in one place, by one claim. */
  #joinColumns(): void {
    const { items, claims } = this;
    if (isSame(items.first, items.last)) items.last = items.first;
    if (isSame(items.placeFrom, claims.from)) claims.from = items.placeFrom;
    if (isSame(items.placeFrom, items.actorFrom)) items.actorFrom = items.placeFrom;
    if (isSame(items.placeFrom, items.publisherFrom)) items.publisherFrom = items.placeFrom;
  }

  *#addItems(block: Block): Sliced<Record<"places" | "claims" | "actors" | "cited", ArrayLike<number>>> {
    const { items } = this;
    const at = this.#item;
    const column = (name: string): ArrayLike<number> => block.numbers(`items.${name}`);
    putNumbers(items, "isSite", { numbers: column("site"), at });
    for (const name of ["layer", "kind", "subkind", "status", "drawn", "certainty", "news", "state"] as const) {
      putNumbers(items as Record<typeof name, Uint8Array | Uint16Array>, name, { numbers: column(name), at });
      yield;
    }
    putNumbers(items, "isBackground", { numbers: column("background"), at });
    putNumbers(items, "newsCertainty", { numbers: column("news_certainty"), at });
    putNumbers<"rank", Uint32Array>(this, "rank", { numbers: column("rank"), at });
    yield;
    const [dated, first, span] = [column("dated"), column("first"), column("span")];
    for (let row = 0; row < dated.length; row++) {
      items.first[at + row] = dated[row] ? first[row]! : UNDATED;
      items.last[at + row] = dated[row] ? first[row]! + span[row]! : UNDATED;
    }
    yield;
    const [places, claims] = [column("places"), column("claims")];
    addCounts(items.placeFrom, at, places);
    addCounts(this.claims.from, at, claims);
    yield;
    return { places, claims, actors: column("actors"), cited: column("cited") };
  }

  *#addPlaces(block: Block, counts: ArrayLike<number>): Sliced<void> {
    const { places, links } = this;
    const at = this.#place;
    const column = (name: string): ArrayLike<number> => block.numbers(`places.${name}`);
    putNumbers(places, "role", { numbers: column("role"), at });
    putNumbers(places, "standing", { numbers: column("standing"), at });
    putNumbers(links, "source", { numbers: column("source"), at });
    putNumbers(links, "answer", { numbers: column("answer"), at });
    yield;
    let row = at;
    for (let i = 0; i < counts.length; i++) {
      for (let n = counts[i]!; n > 0; n--) places.item[row++] = this.#item + i;
    }
    yield;
    this.#placeByAnswers(at, block.rowsOf("places"));
    yield;
    this.#placeByThemselves(block, at);
    yield;
    this.#project(at, block.rowsOf("places"));
    yield;
  }

  /** What the gazetteer answered, for places that refer to an answer. */
  #placeByAnswers(at: number, size: number): void {
    const { places, links } = this;
    const fixed = this.#fixed!;
    if (isBlank(links.answer)) return;
    const [precision, uncertainty] = [ownColumn(places, "precision"), ownColumn(places, "uncertainty")];
    const [shape, admin] = [ownColumn(places, "shape"), ownColumn(places, "admin")];
    for (let row = at; row < at + size; row++) {
      const answer = links.answer[row]! - 1;
      if (answer < 0) continue;
      precision[row] = fixed.precision[answer]!;
      uncertainty[row] = unlessUnknown(fixed.uncertainty_m[answer]!);
      shape[row] = fixed.shape[answer]! - 1;
      admin[row] = adminOf(fixed.admin[answer]!);
      links.lon[row] = fixed.lon[answer]!;
      links.lat[row] = fixed.lat[answer]!;
    }
  }

  #placeByThemselves(block: Block, at: number): void {
    const { places, links } = this;
    const column = (name: string): ArrayLike<number> => block.numbers(`points.${name}`);
    const [lon, lat, admin] = [column("lon"), column("lat"), column("admin")];
    const [precision, uncertainty] = [column("precision"), column("uncertainty_m")];
    const precisions = ownColumn(places, "precision");
    let row = at;
    for (let point = 0; point < lon.length; point++, row++) {
      while (links.answer[row]! > 0) row++;
      precisions[row] = precision[point]!;
      if (uncertainty[point] !== UNKNOWN) ownColumn(places, "uncertainty")[row] = uncertainty[point]!;
      if (admin[point] !== 0) ownColumn(places, "admin")[row] = adminOf(admin[point]!);
      links.lon[row] = lon[point]!;
      links.lat[row] = lat[point]!;
    }
    const anchored = block.numbers("anchors.place");
    const [anchorLon, anchorLat] = [block.numbers("anchors.lon"), block.numbers("anchors.lat")];
    for (let i = 0; i < anchored.length; i++) {
      links.lon[at + anchored[i]!] = anchorLon[i]!;
      links.lat[at + anchored[i]!] = anchorLat[i]!;
    }
  }

  #project(at: number, size: number): void {
    const { places, links } = this;
    for (let row = at; row < at + size; row++) {
      if (links.lon[row] === NOWHERE) continue;
      const [x, y] = cellFromLonLat(links.lon[row]! / SCALE, links.lat[row]! / SCALE);
      places.x[row] = x;
      places.y[row] = y;
      places.isPoint[row] = Number(places.precision[row]! <= LAST_POINT);
    }
  }

  *#addClaims(block: Block, counts: ArrayLike<number>): Sliced<void> {
    const { claims } = this;
    const at = this.#claim;
    const column = (name: string): ArrayLike<number> => block.numbers(`claims.${name}`);
    for (const name of ["measure", "who", "qualifier", "source"] as const) {
      putNumbers(claims as Record<typeof name, Uint8Array | Uint16Array | Uint32Array>, name, { numbers: column(name), at });
      yield;
    }
    putNumbers(claims, "partOf", { numbers: column("part_of"), at });
    putNumbers(claims, "supersededBy", { numbers: column("superseded_by"), at });
    yield;
    this.#addNumbersClaimed(block, at);
    yield;
    this.#sumUp(counts, at);
    yield;
  }

  #addNumbersClaimed(block: Block, at: number): void {
    const listed = block.listed("claims.high");
    const low = listed ? (block.listed("claims.low") ?? []) : block.numbers("claims.low");
    const above = listed ?? block.numbers("claims.above");
    for (let row = 0; row < above.length; row++) {
      const least = numberOf(low[row]);
      const more = numberOf(above[row]);
      const most = listed || more === UNKNOWN ? more : Math.max(0, least) + more;
      if (!isSmall(least) || !isSmall(most)) this.#widenClaims();
      this.claims.low[at + row] = least;
      this.claims.high[at + row] = most;
    }
  }

  #widenClaims(): void {
    const { claims } = this;
    if (claims.low instanceof Float64Array) return;
    claims.low = Float64Array.from(claims.low);
    claims.high = Float64Array.from(claims.high);
  }

  /** The range of all killed and the most vehicles, over claims that stand. */
  #sumUp(counts: ArrayLike<number>, at: number): void {
    const { items, claims } = this;
    const { measure, who } = this.#head.codes;
    const [killed, vehicles] = [measure.indexOf("killed"), measure.indexOf("vehicles")];
    const everybody = new Set([who.indexOf("all"), who.indexOf("")]);
    const isCounted = (code: number): boolean => code >= 0 && claims.measure.length > 0;
    const killedLow = isCounted(killed) ? ownColumn(items, "killedLow") : items.killedLow;
    const killedHigh = isCounted(killed) ? ownColumn(items, "killedHigh") : items.killedHigh;
    const mostVehicles = isCounted(vehicles) ? ownColumn(items, "vehicles") : items.vehicles;
    let row = at;
    for (let i = 0; i < counts.length; i++) {
      const item = this.#item + i;
      for (let n = counts[i]!; n > 0; n--, row++) {
        if (claims.partOf[row] || claims.supersededBy[row]) continue;
        const low = claims.low[row]!;
        const high = claims.high[row]!;
        const least = low < 0 ? high : low;
        const most = high < 0 ? low : high;
        if (least < 0) continue;
        if (claims.measure[row] === vehicles) mostVehicles[item] = Math.max(mostVehicles[item]!, most);
        if (claims.measure[row] !== killed || !everybody.has(claims.who[row]!)) continue;
        const known = killedLow[item]!;
        killedLow[item] = known < 0 ? least : Math.min(known, least);
        killedHigh[item] = Math.max(killedHigh[item]!, most);
      }
    }
  }

  #addActors(block: Block, counts: ArrayLike<number>): void {
    const actors = block.numbers("actors.actor");
    for (let i = 0; i < actors.length; i++) this.#actors.push(actors[i]!);
    addCounts(this.items.actorFrom, this.#item, counts);
  }

  /** The publishers of what an item cites: its claims, its places, the changes of a site. */
  #addPublishers(
    block: Block,
    counts: Record<"places" | "claims" | "cited", ArrayLike<number>>,
  ): void {
    const cited = block.numbers("cited.source");
    const { publisherFrom } = this.items;
    let [place, claim, change] = [this.#place, this.#claim, 0];
    for (let i = 0; i < counts.places.length; i++) {
      const from = this.#publishers.length;
      for (let n = counts.claims[i]!; n > 0; n--) this.#addPublisher(this.claims.source[claim++]!, from);
      for (let n = counts.places[i]!; n > 0; n--) this.#addPublisher(this.links.source[place++]!, from);
      for (let n = counts.cited[i]!; n > 0; n--) this.#addPublisher(cited[change++]!, from);
      publisherFrom[this.#item + i + 1] = this.#publishers.length;
    }
  }

  #addPublisher(source: number, from: number): void {
    if (source === 0) return;
    const publisher = this.publisherOfSource[source - 1]!;
    if (!this.#publishers.includes(publisher, from)) this.#publishers.push(publisher);
  }
}

/** The answers of the gazetteer, each once: they stand in the first block. */
class FixedAnswers implements AnswerColumns {
  readonly status: ArrayLike<number>;
  readonly precision: ArrayLike<number>;
  readonly lon: ArrayLike<number>;
  readonly lat: ArrayLike<number>;
  readonly uncertainty_m: ArrayLike<number>;
  readonly shape: ArrayLike<number>;
  readonly admin: ArrayLike<number>;

  constructor(block: Block) {
    const column = (name: string): ArrayLike<number> => block.numbers(`answers.${name}`);
    this.status = column("status");
    this.precision = column("precision");
    this.lon = column("lon");
    this.lat = column("lat");
    this.uncertainty_m = column("uncertainty_m");
    this.shape = column("shape");
    this.admin = column("admin");
  }
}

function addCounts(from: Uint32Array, at: number, counts: ArrayLike<number>): void {
  for (let row = 0; row < counts.length; row++) from[at + row + 1] = from[at + row]! + counts[row]!;
}

function unlessUnknown(metres: number): number {
  return metres === UNKNOWN ? NaN : metres;
}

function adminOf(code: number): number {
  return code === 0 ? NO_ADMIN : code - 1;
}

/** A claimed number as it was written. */
function numberOf(value: unknown): number {
  return typeof value === "number" ? value : UNKNOWN;
}

const LARGEST_SMALL = 2 ** 31 - 1;

function isSmall(n: number): boolean {
  return Number.isInteger(n) && n <= LARGEST_SMALL;
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function emptyItems(size: number, blank: SharedColumns): ItemColumns {
  return {
    size,
    isSite: blank.zeros(Uint8Array, size),
    layer: blank.zeros(Uint8Array, size),
    kind: blank.zeros(Uint8Array, size),
    subkind: blank.zeros(Uint16Array, size),
    status: blank.zeros(Uint8Array, size),
    drawn: blank.zeros(Uint8Array, size),
    certainty: blank.zeros(Uint8Array, size),
    isBackground: blank.zeros(Uint8Array, size),
    news: blank.zeros(Uint8Array, size),
    newsCertainty: blank.zeros(Uint8Array, size),
    state: blank.zeros(Uint16Array, size),
    first: new Int32Array(size),
    last: new Int32Array(size),
    vehicles: blank.unknown(Int32Array, size),
    killedLow: blank.unknown(Int32Array, size),
    killedHigh: blank.unknown(Int32Array, size),
    actorFrom: new Uint32Array(size + 1),
    actor: new Uint16Array(0),
    publisherFrom: new Uint32Array(size + 1),
    publisher: new Uint16Array(0),
    placeFrom: new Uint32Array(size + 1),
  };
}

function emptyPlaces(size: number, blank: SharedColumns): PlaceColumns {
  return {
    size,
    item: new Uint32Array(size),
    role: blank.zeros(Uint8Array, size),
    standing: blank.zeros(Uint8Array, size),
    precision: blank.zeros(Uint8Array, size),
    x: new Int32Array(size).fill(-1),
    y: new Int32Array(size).fill(-1),
    isPoint: new Uint8Array(size),
    uncertainty: blank.unknown(Float32Array, size),
    shape: new Int32Array(size).fill(-1),
    admin: blank.unknown(Uint16Array, size),
  };
}

function emptyLinks(size: number, blank: SharedColumns): PlaceLinks {
  return {
    answer: blank.zeros(Uint32Array, size),
    source: blank.zeros(Uint32Array, size),
    lon: new Int32Array(size),
    lat: new Int32Array(size),
  };
}

/** Longer columns, with what stands in those before at their start. */
function continued<T extends object>(before: T, longer: T): T {
  const to = longer as Record<string, Column>;
  for (const [name, column] of Object.entries(before as Record<string, Column | number>)) {
    if (typeof column === "number" || isBlank(column)) continue;
    const size = to[name]!.length;
    // Lists of codes have as many as there are: they are written anew once the blocks are in.
    if (size < column.length) to[name] = column;
    // Numbers of claims may have become wider than they begin.
    else if (column instanceof Float64Array) (to[name] as Column | Float64Array) = widened(column, size);
    else ownColumn(to, name).set(column);
  }
  return longer;
}

function widened(column: Float64Array, size: number): Float64Array {
  const wider = new Float64Array(size);
  wider.set(column);
  return wider;
}

function emptyClaims(items: number, size: number, blank: SharedColumns): ClaimColumns {
  return {
    from: new Uint32Array(items + 1),
    measure: blank.zeros(Uint8Array, size),
    who: blank.zeros(Uint16Array, size),
    qualifier: blank.zeros(Uint8Array, size),
    low: new Int32Array(size),
    high: new Int32Array(size),
    source: blank.zeros(Uint32Array, size),
    partOf: blank.zeros(Uint16Array, size),
    supersededBy: blank.zeros(Uint16Array, size),
  };
}
