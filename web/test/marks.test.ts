import assert from "node:assert/strict";
import { test } from "node:test";
import { projectRings } from "../src/basemap.ts";
import { boxOfMarks, intersectBoxes, isBoxInside, withHome } from "../src/bounds.ts";
import { areaAt, isInRings } from "../src/hit.ts";
import { Ground, isOnlyPointedAt, ringReader, type Marks } from "../src/marks.ts";
import { worldFromLonLat } from "../src/mercator.ts";
import type { Item } from "../src/payload.ts";
import { PlaceReader } from "../src/places.ts";
import { indexOf, makeArea, makeClaim, makeData, makeItem, makeLocation } from "./make.ts";

const square = (lon: number, lat: number, half: number): number[][][][] => [
  [
    [
      [lon - half, lat - half],
      [lon + half, lat - half],
      [lon + half, lat + half],
      [lon - half, lat + half],
      [lon - half, lat - half],
    ],
  ],
];
const SHAPES = [
  { polygons: square(36.6, 36, 0.5) },
  { polygons: square(36.6, 36, 0.1) },
  { polygons: square(44, 36.2, 1) },
];
const ringsOf = ringReader(SHAPES, () => []);
const everyone = (): boolean => true;

function marksOf(items: Item[]): Marks {
  return new Ground(makeData(items), ringsOf).marks();
}

test("only the precisions site and place become points; a point on anything else is not believed", () => {
  const coarse = makeLocation({ precision: "admin1", lon: 36.6, lat: 35.9, anchor: [36.6, 35.9], shape: 0 });
  const marks = marksOf([makeItem({ locations: [coarse] })]);
  assert.equal(marks.points.size, 0);
  assert.equal(marks.areas.length, 1);
});

test("items of one shape share its area, and the largest area lies lowest", () => {
  const marks = marksOf([
      makeItem({ id: "a", locations: [makeArea(1, [36.6, 36])] }),
      makeItem({ id: "b", locations: [makeArea(1, [36.6, 36])] }),
      makeItem({ id: "c", locations: [makeArea(0, [36.6, 36])] }),
    ]);
  assert.deepEqual(
    marks.areas.map(({ shape, main }) => [shape, main.length]),
    [
      [0, 1],
      [1, 2],
    ],
  );
  const [x, y] = worldFromLonLat(36.6, 36);
  assert.equal(areaAt(marks.areas, [x, y])?.shape, 1);
  assert.equal(areaAt(marks.areas, worldFromLonLat(36.9, 36))?.shape, 0);
  assert.equal(areaAt(marks.areas, worldFromLonLat(40, 36)), null);
});

test("a rival place is drawn and joined, another wording of the same place is not", () => {
  const item = makeItem({
    locations: [
      makeArea(1, [36.6, 36]),
      makeArea(0, [36.6, 35.9], { standing: "rival" }),
      makeArea(2, [44, 36.2], { standing: "same" }),
    ],
  });
  const marks = marksOf([item]);
  assert.deepEqual(
    marks.areas.map(({ shape }) => shape),
    [0, 1],
  );
  assert.deepEqual(
    marks.links.map(({ kind }) => kind),
    ["rival"],
  );
});

test("a launch points at its target, a group left towards a country is pointed at only", () => {
  const launched = makeItem({
    locations: [makeLocation({ role: "target" }), makeArea(1, [36.6, 36], { role: "launch" })],
  });
  const left = makeItem({
    id: "left",
    locations: [makeLocation(), makeArea(2, [44, 36.2], { role: "towards", precision: "country" })],
  });
  const data = makeData([launched, left]);
  const marks = new Ground(data, ringsOf).marks();
  assert.deepEqual(
    marks.links.map(({ kind }) => kind),
    ["towards", "launch"],
  );
  assert.deepEqual(
    marks.areas.map((area) => isOnlyPointedAt(area)),
    [true, false],
  );
  const first = boxOfMarks(marks, everyone);
  assert.ok(first && first[2] < worldFromLonLat(43, 36)[0], "the country does not widen the first view");
  const own = boxOfMarks(marks, everyone, indexOf({ data }, "left"));
  assert.ok(own && own[2] < worldFromLonLat(43, 36)[0], "nor that of its own item");
});

test("a convoy runs from each origin through the crossing to each destination, with one badge", () => {
  const convoy = makeItem({
    id: "convoy",
    layer: "convoy",
    claims: [
      makeClaim({ measure: "vehicles", low: 130, high: 130 }),
      makeClaim({ id: "old", measure: "vehicles", low: 150, high: 150, superseded_by: "c1" }),
    ],
    locations: [
      makeArea(2, [44, 36.2], { role: "origin" }),
      makeLocation({ role: "crossing", lon: 42.2, lat: 36.9 }),
      makeLocation({ role: "destination", lon: 40.6, lat: 36.7 }),
      makeLocation({ role: "destination", lon: 40.1, lat: 35.3 }),
    ],
  });
  const { journeys, points } = marksOf([convoy]);
  assert.equal(points.size, 0);
  assert.deepEqual(
    journeys.map(({ isRouteKnown, isMain, branches, vehicles }) => [
      isRouteKnown,
      isMain,
      branches,
      vehicles,
    ]),
    [
      [true, true, 2, 130],
      [true, false, 2, 130],
    ],
  );
});

test("two convoys on one road share a curve and their numbers are not added", () => {
  const way = [
    makeLocation({ role: "origin", lon: 42.2, lat: 36.9 }),
    makeLocation({ role: "destination", lon: 40.6, lat: 36.7 }),
  ];
  const claims = [makeClaim({ measure: "vehicles", low: 30, high: 35 })];
  const convoys = ["a", "b"].map((id) => makeItem({ id, layer: "convoy", locations: way, claims }));
  const { journeys } = marksOf(convoys);
  assert.equal(journeys.length, 1);
  assert.deepEqual(
    [journeys[0]?.items.length, journeys[0]?.vehicles, journeys[0]?.isRouteKnown],
    [2, null, false],
  );
});

test("a convoy whose origin nobody names stands at its destination", () => {
  const item = makeItem({ locations: [makeLocation({ role: "destination" })] });
  const data = makeData([item]);
  const reader = new PlaceReader(data);
  assert.equal(reader.onlyPlaceOf(0), -1);
  assert.deepEqual(
    reader.placesOf(0).main.map((row) => data.head.codes.role[data.places.role[row] as number]),
    ["destination"],
  );
});

test("what is withheld or has no place at all leaves no mark", () => {
  const nowhere = makeLocation({ precision: "unlocated", lon: null, lat: null });
  const marks = marksOf([makeItem({ drawn: "withheld" }), makeItem({ id: "b", locations: [nowhere] })]);
  assert.equal(boxOfMarks(marks, everyone), null);
});

test("a point in a hole is outside", () => {
  const ring = square(0, 0, 2)[0]?.[0] as number[][];
  const hole = square(0, 0, 1)[0]?.[0] as number[][];
  const lines = projectRings([[ring, hole]]).map((points) => ({
    points,
    box: [0, 0, 1, 1] as [number, number, number, number],
  }));
  assert.ok(isInRings(lines, worldFromLonLat(1.5, 0)));
  assert.ok(!isInRings(lines, worldFromLonLat(0, 0)));
});

test("what spreads over the country is shown with all of it, a corner as a corner", () => {
  const home: [number, number, number, number] = [0, 0, 10, 10];
  assert.deepEqual(withHome([1, 1, 9, 3], home), home);
  assert.deepEqual(withHome([1, 1, 3, 3], home), [1, 1, 3, 3]);
  assert.deepEqual(intersectBoxes([0, 0, 4, 4], [2, 2, 9, 9]), [2, 2, 4, 4]);
  assert.equal(intersectBoxes([0, 0, 1, 1], [2, 2, 9, 9]), null);
  assert.ok(isBoxInside([1, 1, 2, 2], [0, 0, 3, 3]));
});
