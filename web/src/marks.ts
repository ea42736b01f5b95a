// What stands on the map, in world units: points, areas, journeys and links. All of it is found once;
// what is shown of it follows the reader's filters.
import { lineFromPoints, projectRings, type Line } from "./basemap.ts";
import { curveThrough, distance } from "./curve.ts";
import type { XY } from "./mercator.ts";
import { DRAWN, PRECISION, type ItemColumns, type PageData } from "./page_data.ts";
import type { Shape } from "./payload.ts";
import { anchorOfRow, isPointRow, PlaceReader, type DrawnPlaces } from "./places.ts";
import { slicedPointTable, type PointTable } from "./points.ts";
import { atOnce, ROWS_A_PIECE, type Sliced } from "./slices.ts";
import { itemsAsTold } from "./telling_order.ts";

/** One shape with all that is placed in it. `main` counts; `rivals` and `side` only outline it. */
export interface AreaMark {
  shape: number;
  rings: Line[];
  anchor: XY;
  isCoarse: boolean;
  main: number[];
  rivals: number[];
  side: number[];
}

export interface JourneyMark {
  items: number[];
  line: XY[];
  /** Whether a source names a place on the way; else only the ends are known. */
  isRouteKnown: boolean;
  /** Of the only item; null for several: the badge counts convoys, their vehicles are in the list. */
  vehicles: number | null;
  /** In how many branches the vehicles went: how many took each is not known. */
  branches: number;
  /** Whether this branch carries the badge; an item's other branches go without. */
  isMain: boolean;
}

export interface LinkMark {
  item: number;
  kind: "rival" | "launch" | "towards";
  line: XY[];
}

export interface Marks {
  points: PointTable;
  areas: AreaMark[];
  journeys: JourneyMark[];
  links: LinkMark[];
}

const WITHHELD = DRAWN.indexOf("withheld");
const COARSE: ReadonlySet<string> = new Set(["admin1", "country"]);
/** Areas wider than this are hatched lightly, or they would drown the exact ones. */
const COARSE_M = 40_000;

export type RingsOfShape = (index: number) => Line[];

/** Rings of a shape of the page, projected when first asked for. */
export function ringReader(
  shapes: readonly Shape[],
  union: (codes: readonly string[]) => XY[][],
): RingsOfShape {
  const known = new Map<number, Line[]>();
  return (index) => {
    let rings = known.get(index);
    if (!rings) {
      const shape = shapes[index];
      const raw = !shape ? [] : "units" in shape ? union(shape.units) : projectRings(shape.polygons);
      rings = raw.map(lineFromPoints);
      known.set(index, rings);
    }
    return rings;
  };
}

/** An item's part in a journey. */
interface Traveller {
  item: number;
  branches: number;
  isMain: boolean;
}

interface Journey {
  line: XY[];
  isRouteKnown: boolean;
  travellers: Traveller[];
}

/** What was found by walking all items, before it is put in order. */
export interface Survey {
  items: ItemColumns;
  order: Uint32Array;
  points: PointTable;
  found: Pick<Finder, "areas" | "journeys" | "links">;
}

/** Walks all items that are loaded, in pieces; a ground is made of it. */
export function* slicedSurvey(data: PageData, ringsOf: RingsOfShape): Sliced<Survey> {
  const { items } = data;
  const order = itemsAsTold(data);
  const found = new Finder(data, ringsOf);
  yield* found.slicedWalk(order);
  return { items, order, points: yield* slicedPointTable(data, found.points()), found };
}

/** Where all items of a page are that are loaded, shown or not. */
export class Ground {
  readonly data: PageData;
  /** The items that were there when it was surveyed. */
  readonly items: ItemColumns;
  /** All of them, in the order in which they are told. */
  readonly order: Uint32Array;
  readonly points: PointTable;
  readonly #areas: AreaMark[];
  readonly #journeys: Journey[];
  readonly #links: LinkMark[];

  constructor(data: PageData, ringsOf: RingsOfShape, survey: Survey = atOnce(slicedSurvey(data, ringsOf))) {
    const { items, order, points, found } = survey;
    this.data = data;
    this.items = items;
    this.order = order;
    this.points = points;
    this.#areas = [...found.areas.values()].sort((a, b) => extentOf(b) - extentOf(a));
    this.#journeys = [...found.journeys.values()];
    this.#links = found.links;
  }

  /** Areas, journeys and links of the items that `isShown` says yes to; without it of all. */
  marks(isShown: (item: number) => boolean = () => true): Marks {
    return {
      points: this.points,
      areas: this.#areas.map((area) => shownArea(area, isShown)).filter(hasItems),
      journeys: this.#journeys
        .map((journey) => this.#shownJourney(journey, isShown))
        .filter((journey) => journey.items.length > 0),
      links: this.#links.filter(({ item }) => isShown(item)),
    };
  }

  #shownJourney(journey: Journey, isShown: (item: number) => boolean): JourneyMark {
    const { line, isRouteKnown } = journey;
    const travellers = journey.travellers.filter(({ item }) => isShown(item));
    const items = [...new Set(travellers.map(({ item }) => item))];
    const [first] = travellers;
    const vehicles = items.length === 1 ? (this.data.items.vehicles[items[0] as number] as number) : -1;
    return {
      items,
      line,
      isRouteKnown,
      vehicles: vehicles < 0 ? null : vehicles,
      branches: first?.branches ?? 1,
      isMain: travellers.some(({ isMain }) => isMain),
    };
  }
}

function shownArea(area: AreaMark, isShown: (item: number) => boolean): AreaMark {
  const { main, rivals, side } = area;
  return { ...area, main: main.filter(isShown), rivals: rivals.filter(isShown), side: side.filter(isShown) };
}

function hasItems({ main, rivals, side }: AreaMark): boolean {
  return main.length + rivals.length + side.length > 0;
}

/** Walks all items once and notes what each puts on the map. */
class Finder {
  readonly areas = new Map<number, AreaMark>();
  readonly journeys = new Map<string, Journey>();
  readonly links: LinkMark[] = [];
  readonly #data: PageData;
  readonly #ringsOf: RingsOfShape;
  readonly #rows: Uint32Array;
  readonly #isRival: Uint8Array;
  #size = 0;

  constructor(data: PageData, ringsOf: RingsOfShape) {
    this.#data = data;
    this.#ringsOf = ringsOf;
    this.#rows = new Uint32Array(data.places.size);
    this.#isRival = new Uint8Array(data.places.size);
  }

  *slicedWalk(order: Uint32Array): Sliced<void> {
    const data = this.#data;
    const reader = new PlaceReader(data);
    for (let k = 0; k < order.length; k++) {
      if (k % ROWS_A_PIECE === 0) yield;
      const item = order[k] as number;
      if (data.items.drawn[item] === WITHHELD) continue;
      const only = reader.onlyPlaceOf(item);
      if (only < 0) this.#addItem(reader, item, reader.placesOf(item));
      else this.#addPlace(item, only, "main");
    }
  }

  points(): { rows: Uint32Array; isRival: Uint8Array } {
    return { rows: this.#rows.slice(0, this.#size), isRival: this.#isRival.slice(0, this.#size) };
  }

  #addItem(reader: PlaceReader, item: number, { main, rivals, side, journeys }: DrawnPlaces): void {
    for (const row of main) this.#addPlace(item, row, "main");
    for (const row of rivals) this.#addPlace(item, row, "rivals");
    for (const row of side) this.#addArea(item, row, "side");
    journeys.forEach((chain, i) =>
      this.#addJourney(item, chain, { item, branches: journeys.length, isMain: i === 0 }),
    );
    if (main[0] !== undefined && rivals.length + side.length > 0) {
      const first = anchorOfRow(this.#data.places, main[0]);
      for (const row of rivals) this.#addLink(item, "rival", first, row);
      for (const row of side) this.#addLink(item, reader.partOf(row) === "launch" ? "launch" : "towards", first, row);
    }
  }

  #addPlace(item: number, row: number, part: "main" | "rivals"): void {
    if (!isPointRow(this.#data.places, row)) return this.#addArea(item, row, part);
    this.#rows[this.#size] = row;
    this.#isRival[this.#size] = Number(part === "rivals");
    this.#size += 1;
  }

  #addArea(item: number, row: number, part: "main" | "rivals" | "side"): void {
    const { places } = this.#data;
    const shape = places.shape[row] as number;
    if (shape < 0 || isPointRow(places, row)) return;
    const area = this.areas.get(shape) ?? this.#newArea(shape, row);
    const list = area?.[part];
    if (list && list.at(-1) !== item) list.push(item);
  }

  #newArea(shape: number, row: number): AreaMark | undefined {
    const { places } = this.#data;
    const rings = this.#ringsOf(shape);
    if (rings.length === 0) return undefined;
    const precision = PRECISION[places.precision[row] as number] ?? "";
    const isCoarse = COARSE.has(precision) || (places.uncertainty[row] as number) > COARSE_M;
    const anchor = anchorOfRow(places, row);
    const area: AreaMark = { shape, rings, anchor, isCoarse, main: [], rivals: [], side: [] };
    this.areas.set(shape, area);
    return area;
  }

  /** Journeys with the same stops are one line. */
  #addJourney(item: number, chain: number[], traveller: Traveller): void {
    const { x, y } = this.#data.places;
    const key = chain.map((row) => `${x[row]},${y[row]}`).join(" ");
    let journey = this.journeys.get(key);
    if (!journey) {
      const line = curveThrough(chain.map((row) => anchorOfRow(this.#data.places, row)));
      journey = { line, isRouteKnown: chain.length > 2, travellers: [] };
      this.journeys.set(key, journey);
    }
    const last = journey.travellers.at(-1); // items come one after the other
    if (last?.item === item) last.isMain ||= traveller.isMain;
    else journey.travellers.push(traveller);
  }

  #addLink(item: number, kind: LinkMark["kind"], first: XY, row: number): void {
    const other = anchorOfRow(this.#data.places, row);
    const [from, to] = kind === "launch" ? [other, first] : [first, other];
    if (distance(from, to) === 0) return;
    this.links.push({ item, kind, line: curveThrough([from, to], kind === "launch" ? 0.1 : 0) });
  }
}

/** A governorate or country that something left for or came from: outlined when chosen, else an arrow will do. */
export function isOnlyPointedAt({ isCoarse, main, rivals }: AreaMark): boolean {
  return isCoarse && main.length === 0 && rivals.length === 0;
}

/** Bounding box of all rings, in world units. */
export function boxOfArea({ rings }: Pick<AreaMark, "rings">): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box: ring } of rings) {
    box[0] = Math.min(box[0], ring[0]);
    box[1] = Math.min(box[1], ring[1]);
    box[2] = Math.max(box[2], ring[2]);
    box[3] = Math.max(box[3], ring[3]);
  }
  return box;
}

function extentOf({ rings }: AreaMark): number {
  return Math.max(...rings.map(({ box }) => (box[2] - box[0]) * (box[3] - box[1])));
}
