// Which of an item's locations are drawn, and as what.
import { worldFromLonLat, type XY } from "./mercator.ts";
import type { Item, ItemLocation } from "./payload.ts";

/** The point a symbol may stand on: only the precisions site and place have one. */
export function pointOf(location: ItemLocation): XY | null {
  if (location.precision !== "site" && location.precision !== "place") return null;
  if (location.lon === null || location.lat === null) return null;
  return worldFromLonLat(location.lon, location.lat);
}

/** Where lines to and from a location end: its point, or the anchor inside its shape. */
export function anchorOf(location: ItemLocation): XY | null {
  return pointOf(location) ?? (location.anchor ? worldFromLonLat(...location.anchor) : null);
}

export interface DrawnPlaces {
  /** Where it happened: symbols and counted areas. */
  main: ItemLocation[];
  rivals: ItemLocation[];
  /** Where it came from or pointed at: outlined, without a count. */
  side: ItemLocation[];
  /** Journeys, each a chain of places from origin to destination. */
  journeys: ItemLocation[][];
}

/** Sorts an item's locations by what they mean. Other wordings of one place are for the card. */
export function placesOfItem(item: Item): DrawnPlaces {
  const withRole = (...roles: string[]): ItemLocation[] =>
    item.locations.filter((l) => l.standing === "primary" && roles.includes(l.role) && anchorOf(l) !== null);
  const journeys = journeysOf(withRole("origin"), withRole("crossing", "via"), withRole("destination"));
  const rivals = item.locations.filter((l) => l.standing === "rival" && anchorOf(l) !== null);
  const side = withRole("launch", "towards");
  let main = withRole("at", "target");
  if (main.length === 0 && journeys.length === 0) main = withRole("destination", "crossing", "origin", "via");
  if (main.length === 0 && journeys.length === 0) main = side;
  return { main, rivals, side: side.filter((l) => !main.includes(l)), journeys };
}

function journeysOf(
  origins: ItemLocation[],
  through: ItemLocation[],
  ends: ItemLocation[],
): ItemLocation[][] {
  const starts: ItemLocation[][] = origins.length > 0 ? origins.map((o) => [o, ...through]) : [through];
  const stops: (ItemLocation | null)[] = ends.length > 0 ? ends : [null];
  return starts
    .flatMap((start) => stops.map((stop) => (stop ? [...start, stop] : start)))
    .filter((chain) => chain.length >= 2);
}
