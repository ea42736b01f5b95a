// What stands on the map for the shown items, in world units: points, areas, journeys and links.
import { lineFromPoints, projectRings, type Line } from "./basemap.ts";
import { curveThrough, distance } from "./curve.ts";
import { worldFromMetres, type XY } from "./mercator.ts";
import type { Item, ItemLocation, Shape } from "./payload.ts";
import { anchorOf, placesOfItem, pointOf } from "./places.ts";

export interface PointMark {
  item: Item;
  at: XY;
  /** Extent and doubt of the place, in world units. */
  radius: number;
  isRival: boolean;
}

/** One shape with all that is placed in it. `main` counts; `rivals` and `side` only outline it. */
export interface AreaMark {
  shape: number;
  rings: Line[];
  anchor: XY;
  isCoarse: boolean;
  main: Item[];
  rivals: Item[];
  side: Item[];
}

export interface JourneyMark {
  items: Item[];
  line: XY[];
  /** Whether a source names a place on the way; else only the ends are known. */
  isRouteKnown: boolean;
  vehicles: number | null;
  /** In how many branches the vehicles went: how many took each is not known. */
  branches: number;
  /** Whether this branch carries the badge; an item's other branches go without. */
  isMain: boolean;
}

export interface LinkMark {
  item: Item;
  kind: "rival" | "launch" | "towards";
  line: XY[];
}

export interface Marks {
  points: PointMark[];
  areas: AreaMark[];
  journeys: JourneyMark[];
  links: LinkMark[];
}

const COARSE: ReadonlySet<string> = new Set(["admin1", "country"]);
/** Areas wider than this are hatched lightly, or they would drown the exact ones. */
const COARSE_M = 40_000;

export type RingsOfShape = (index: number) => Line[];

/** Rings of a payload shape, projected when first asked for. */
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

export function marksOfItems(items: readonly Item[], ringsOf: RingsOfShape): Marks {
  const marks: Marks = { points: [], areas: [], journeys: [], links: [] };
  const areas = new Map<number, AreaMark>();
  const journeys = new Map<string, JourneyMark>();
  for (const item of items) {
    if (item.drawn === "withheld") continue;
    const { main, rivals, side, journeys: chains } = placesOfItem(item);
    for (const location of main) addPlace(marks, areas, ringsOf, item, location, "main");
    for (const location of rivals) addPlace(marks, areas, ringsOf, item, location, "rivals");
    for (const location of side) addArea(areas, ringsOf, item, location, "side");
    chains.forEach((chain, i) =>
      addJourney(journeys, item, chain, { branches: chains.length, isMain: i === 0 }),
    );
    addLinks(marks, item, { main, rivals, side });
  }
  marks.areas = [...areas.values()].sort((a, b) => extentOf(b) - extentOf(a));
  marks.journeys = [...journeys.values()];
  return marks;
}

function addPlace(
  marks: Marks,
  areas: Map<number, AreaMark>,
  ringsOf: RingsOfShape,
  item: Item,
  location: ItemLocation,
  part: "main" | "rivals",
): void {
  const at = pointOf(location);
  if (!at) return addArea(areas, ringsOf, item, location, part);
  const radius = worldFromMetres(location.uncertainty_m ?? 0, location.lat ?? 0);
  marks.points.push({ item, at, radius, isRival: part === "rivals" });
}

function addArea(
  areas: Map<number, AreaMark>,
  ringsOf: RingsOfShape,
  item: Item,
  location: ItemLocation,
  part: "main" | "rivals" | "side",
): void {
  const anchor = anchorOf(location);
  if (location.shape === null || !anchor || pointOf(location)) return;
  let area = areas.get(location.shape);
  if (!area) {
    const rings = ringsOf(location.shape);
    if (rings.length === 0) return;
    const isCoarse = COARSE.has(location.precision) || (location.uncertainty_m ?? 0) > COARSE_M;
    area = { shape: location.shape, rings, anchor, isCoarse, main: [], rivals: [], side: [] };
    areas.set(location.shape, area);
  }
  if (!area[part].includes(item)) area[part].push(item);
}

function addJourney(
  journeys: Map<string, JourneyMark>,
  item: Item,
  chain: ItemLocation[],
  branch: Pick<JourneyMark, "branches" | "isMain">,
): void {
  const points = chain.map(anchorOf).filter((p): p is XY => p !== null);
  const key = points.map((p) => p.map((v) => v.toFixed(7)).join(",")).join(" ");
  const known = journeys.get(key);
  if (known) {
    if (!known.items.includes(item)) known.items.push(item);
    known.vehicles = null; // several convoys: the badge counts convoys, their vehicles are in the list
    known.isMain ||= branch.isMain;
    return;
  }
  const line = curveThrough(points);
  journeys.set(key, {
    items: [item],
    line,
    isRouteKnown: points.length > 2,
    vehicles: vehiclesOf(item),
    ...branch,
  });
}

/** The largest number of vehicles that stands (claims can differ), or null. */
export function vehiclesOf(item: Item): number | null {
  const numbers = item.claims
    .filter((c) => c.measure === "vehicles" && !c.part_of && !c.superseded_by)
    .map((c) => c.high ?? c.low)
    .filter((n): n is number => n !== null);
  return numbers.length > 0 ? Math.max(...numbers) : null;
}

function addLinks(
  marks: Marks,
  item: Item,
  { main, rivals, side }: { main: ItemLocation[]; rivals: ItemLocation[]; side: ItemLocation[] },
): void {
  const first = main[0] && anchorOf(main[0]);
  if (!first) return;
  const add = (kind: LinkMark["kind"], from: XY, to: XY): void => {
    if (distance(from, to) > 1e-9)
      marks.links.push({ item, kind, line: curveThrough([from, to], kind === "launch" ? 0.1 : 0) });
  };
  for (const rival of rivals) add("rival", first, anchorOf(rival) as XY);
  for (const place of side) {
    const at = anchorOf(place) as XY;
    if (place.role === "launch") add("launch", at, first);
    else add("towards", first, at);
  }
}

/** A governorate or country that something left for or came from: outlined when chosen, else an arrow will do. */
export function isOnlyPointedAt({ isCoarse, main, rivals }: AreaMark): boolean {
  return isCoarse && main.length === 0 && rivals.length === 0;
}

function extentOf({ rings }: AreaMark): number {
  return Math.max(...rings.map(({ box }) => (box[2] - box[0]) * (box[3] - box[1])));
}
