// Which of an item's places are drawn, and as what.
import { STANDING, WORLD_BITS, type PageData, type PlaceColumns } from "./page_data.ts";
import type { XY } from "./mercator.ts";

const WORLD = 2 ** WORLD_BITS;
const PRIMARY = STANDING.indexOf("primary");
const RIVAL = STANDING.indexOf("rival");

/** Rows of the places that an item is drawn by. */
export interface DrawnPlaces {
  /** Where it happened: symbols and counted areas. */
  main: number[];
  rivals: number[];
  /** Where it came from or pointed at: outlined, without a count. */
  side: number[];
  /** Journeys, each a chain of places from origin to destination. */
  journeys: number[][];
}

/** The middle of a place's cell in world units; of a point, else of the anchor in its shape. */
export function anchorOfRow({ x, y }: PlaceColumns, row: number): XY {
  return [((x[row] as number) + 0.5) / WORLD, ((y[row] as number) + 0.5) / WORLD];
}

/** Only the precisions site and place are points, whatever else a row may say. */
export function isPointRow({ isPoint, precision }: PlaceColumns, row: number): boolean {
  return isPoint[row] === 1 && (precision[row] as number) <= 1;
}

type Part = "happened" | "origin" | "through" | "end" | "launch" | "towards";
const PARTS: Record<string, Part> = {
  at: "happened",
  target: "happened",
  origin: "origin",
  crossing: "through",
  via: "through",
  destination: "end",
  launch: "launch",
  towards: "towards",
};

/** Sorts the places of items by what they mean. Other wordings of one place are for the card. */
export class PlaceReader {
  readonly #data: PageData;
  readonly #parts: (Part | undefined)[];

  constructor(data: PageData) {
    this.#data = data;
    this.#parts = data.head.codes.role.map((role) => PARTS[role]);
  }

  /** What a place is to its item; undefined for roles that are not drawn. */
  partOf(row: number): Part | undefined {
    return this.#parts[this.#data.places.role[row] as number];
  }

  /**
   * The row of an item that has one place alone, where it happened, else -1. Most items of a large page
   * are such, and asking first spares them the lists.
   */
  onlyPlaceOf(item: number): number {
    const { placeFrom } = this.#data.items;
    const row = placeFrom[item] as number;
    if ((placeFrom[item + 1] as number) - row !== 1) return -1;
    const { x, standing } = this.#data.places;
    return standing[row] === PRIMARY && this.partOf(row) === "happened" && (x[row] as number) >= 0 ? row : -1;
  }

  placesOf(item: number): DrawnPlaces {
    const { placeFrom } = this.#data.items;
    return this.#sort(placeFrom[item] as number, placeFrom[item + 1] as number);
  }

  #sort(from: number, to: number): DrawnPlaces {
    const { x, standing } = this.#data.places;
    const placed: number[] = [];
    for (let row = from; row < to; row++) if ((x[row] as number) >= 0) placed.push(row);
    const primary = placed.filter((row) => standing[row] === PRIMARY);
    const of = (...parts: Part[]): number[] =>
      primary.filter((row) => parts.includes(this.partOf(row) as Part));
    const journeys = journeysOf(of("origin"), of("through"), of("end"));
    const rivals = placed.filter((row) => standing[row] === RIVAL);
    const side = of("launch", "towards");
    let main = of("happened");
    if (main.length === 0 && journeys.length === 0) main = of("end", "through", "origin");
    if (main.length === 0 && journeys.length === 0) main = side;
    return { main, rivals, side: side.filter((row) => !main.includes(row)), journeys };
  }
}

function journeysOf(origins: number[], through: number[], ends: number[]): number[][] {
  const starts = origins.length > 0 ? origins.map((o) => [o, ...through]) : [through];
  const stops: (number | null)[] = ends.length > 0 ? ends : [null];
  return starts
    .flatMap((start) => stops.map((stop) => (stop === null ? start : [...start, stop])))
    .filter((chain) => chain.length >= 2);
}
