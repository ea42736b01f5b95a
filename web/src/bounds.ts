// The rectangle around what is drawn, for the first view and for showing a chosen item.
import type { Line } from "./basemap.ts";
import { boxOfArea, isOnlyPointedAt, type Marks } from "./marks.ts";
import type { XY } from "./mercator.ts";
import { worldOfPoint } from "./points.ts";

/** West, north, east, south in world units. */
export type WorldBox = [number, number, number, number];

/**
 * Around all that is shown, or around one item. Null when nothing is drawn. What is only pointed at (a
 * group left towards a country) widens no view.
 */
export function boxOfMarks(
  { points, areas, journeys, links }: Marks,
  isShown: (item: number) => boolean,
  only: number | null = null,
): WorldBox | null {
  const box: WorldBox = [Infinity, Infinity, -Infinity, -Infinity];
  const isMeant = only === null ? isShown : (item: number): boolean => item === only;
  const reach = ([x, y]: XY, r = 0): void => {
    box[0] = Math.min(box[0], x - r);
    box[1] = Math.min(box[1], y - r);
    box[2] = Math.max(box[2], x + r);
    box[3] = Math.max(box[3], y + r);
  };
  for (let p = 0; p < points.size; p++) {
    if (isMeant(points.item[p] as number)) reach(worldOfPoint(points, p), points.radius[p]);
  }
  for (const { item, kind, line } of links)
    if (only !== null && kind !== "towards" && isMeant(item)) line.forEach((p) => reach(p));
  for (const { items, line } of journeys) if (items.some(isMeant)) line.forEach((p) => reach(p));
  for (const area of areas) {
    if (isOnlyPointedAt(area)) continue;
    if (![area.main, area.rivals, area.side].some((items) => items.some(isMeant))) continue;
    const [left, top, right, bottom] = boxOfArea(area);
    reach([left, top]);
    reach([right, bottom]);
  }
  return box[0] <= box[2] ? box : null;
}

export function isBoxInside(inner: WorldBox, outer: WorldBox): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

export function intersectBoxes(a: WorldBox, b: WorldBox): WorldBox | null {
  const box: WorldBox = [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : null;
}

export function boxOfLines(lines: readonly Line[]): WorldBox | null {
  if (lines.length === 0) return null;
  const side = (i: 0 | 1 | 2 | 3): number[] => lines.map(({ box }) => box[i]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

/** What spreads over half the home country is shown with the whole of it; a corner is shown as a corner. */
export function withHome(marks: WorldBox, home: WorldBox | null): WorldBox {
  if (!home) return marks;
  const part = Math.max(
    (marks[2] - marks[0]) / (home[2] - home[0]),
    (marks[3] - marks[1]) / (home[3] - home[1]),
  );
  if (part < 0.5) return marks;
  return [
    Math.min(marks[0], home[0]),
    Math.min(marks[1], home[1]),
    Math.max(marks[2], home[2]),
    Math.max(marks[3], home[3]),
  ];
}
