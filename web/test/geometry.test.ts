import assert from "node:assert/strict";
import { test } from "node:test";
import { ceasefireTest, decodeBasemap, type BasemapTopology } from "../src/basemap.ts";
import { curveThrough, lengthOf, pointAlong, trimLine } from "../src/curve.ts";
import { isBoxSeen, makeFrame, pixelFromWorld } from "../src/frame.ts";
import { lonLatFromWorld, worldFromLonLat, worldFromMetresAt, worldSizePx } from "../src/mercator.ts";

test("Mercator goes there and back, and stays in its square at the poles", () => {
  for (const [lon, lat] of [
    [36.68839, 36.3095],
    [-180, -60],
    [179.9, 84],
  ] as const) {
    const back = lonLatFromWorld(worldFromLonLat(lon, lat));
    assert.ok(Math.abs(back[0] - lon) < 1e-9 && Math.abs(back[1] - lat) < 1e-9);
  }
  assert.ok(Math.abs(worldFromLonLat(0, 90)[1]) < 1e-9);
  assert.equal(worldSizePx(1), 512);
});

test("a degree of latitude is about 111 km in world units", () => {
  const degree = worldFromLonLat(36, 35.5)[1] - worldFromLonLat(36, 36.5)[1];
  assert.ok(Math.abs(worldFromMetresAt(111_000, worldFromLonLat(36, 36)[1]) / degree - 1) < 0.01);
});

test("a curve begins and ends at its places, passes its crossing and bulges to the north", () => {
  const [from, over, to] = [
    worldFromLonLat(44, 36.2),
    worldFromLonLat(42.2, 36.9),
    worldFromLonLat(40.6, 36.7),
  ];
  for (const points of [
    [from, to],
    [to, from],
  ]) {
    const line = curveThrough(points);
    assert.deepEqual(line[0], points[0]);
    assert.ok(
      Math.hypot(
        (line.at(-1)?.[0] ?? 0) - (points[1]?.[0] ?? 0),
        (line.at(-1)?.[1] ?? 0) - (points[1]?.[1] ?? 0),
      ) < 1e-12,
    );
    assert.ok(pointAlong(line, 0.5).at[1] < (from[1] + to[1]) / 2);
  }
  const through = curveThrough([from, over, to]);
  assert.ok(through.some(([x, y]) => Math.hypot(x - over[0], y - over[1]) < 1e-12));
  assert.deepEqual(curveThrough([from]), [from]);
});

test("a trimmed line loses just what it should, and a short one vanishes", () => {
  const line = trimLine(
    [
      [0, 0],
      [10, 0],
      [20, 0],
    ],
    3,
    5,
  );
  assert.deepEqual(
    [line[0], line.at(-1)],
    [
      [3, 0],
      [15, 0],
    ],
  );
  assert.equal(lengthOf(line), 12);
  assert.deepEqual(
    trimLine(
      [
        [0, 0],
        [4, 0],
      ],
      3,
      5,
    ),
    [],
  );
});

test("a frame places world units in Leaflet's layer pixels", () => {
  const frame = makeFrame(1, [100, 50], { left: 0, top: 0, right: 200, bottom: 200 });
  assert.deepEqual(pixelFromWorld(frame, [0.5, 0.25]), [156, 78]);
  assert.ok(isBoxSeen(frame, [0.3, 0.2, 0.4, 0.3]));
  assert.ok(!isBoxSeen(frame, [0.9, 0.9, 1, 1]));
});

// Two Syrian units and a Turkish one, side by side, each a square of one degree.
const TOPOLOGY = {
  type: "Topology",
  home: "SYR",
  extent: [35, 35, 39, 37],
  arcs: [
    [
      [36, 35],
      [36, 36],
    ],
    [
      [36, 36],
      [35, 36],
      [35, 35],
      [36, 35],
    ],
    [
      [37, 35],
      [37, 36],
    ],
    [
      [36, 35],
      [37, 35],
    ],
    [
      [37, 36],
      [36, 36],
    ],
    [
      [37, 35],
      [38, 35],
      [38, 36],
      [37, 36],
    ],
    [
      [35, 35.5],
      [36, 35.5],
    ],
  ],
  objects: {
    units: {
      type: "GeometryCollection",
      geometries: [
        { type: "Polygon", arcs: [[0, 1]], properties: { code: "SYR-1", country: "SYR" } },
        { type: "Polygon", arcs: [[-1, 3, 2, 4]], properties: { code: "SYR-2", country: "SYR" } },
        { type: "Polygon", arcs: [[-3, 5]], properties: { code: "TUR-1", country: "TUR" } },
      ],
    },
    rivers: {
      type: "GeometryCollection",
      geometries: [
        {
          type: "MultiLineString",
          arcs: [[6]],
          properties: { line: "euphrates", name: "Euphrates", name_ar: "الفرات" },
        },
        { type: "MultiLineString", arcs: [] },
      ],
    },
    lakes: { type: "GeometryCollection", geometries: [] },
  },
} as unknown as BasemapTopology;

test("borders, inner lines and coasts come from what units share", () => {
  const map = decodeBasemap(TOPOLOGY);
  assert.deepEqual([map.home.length, map.abroad.length], [1, 1], "units of one side are one outline");
  assert.deepEqual([map.borders.length, map.admin.length], [1, 1]);
  assert.equal(map.rivers[0]?.nameAr, "الفرات");
  assert.equal(map.ceasefires.length, 0);
});

test("a union of units has no inner line, and a country's code means all its units", () => {
  const { union } = decodeBasemap(TOPOLOGY);
  assert.equal(union(["SYR-1", "SYR-2"]).length, 1);
  assert.deepEqual(union(["SYR"]), union(["SYR-1", "SYR-2"]));
  assert.deepEqual(union(["XXX"]), []);
});

test("a line of separation is no border, from either side", () => {
  const isCeasefire = ceasefireTest([{ units: ["ISR-3056", "SYR-*"] }]);
  assert.ok(isCeasefire("ISR-3056", "SYR-145") && isCeasefire("SYR-145", "ISR-3056"));
  assert.ok(!isCeasefire("ISR-3056", "LBN-1") && !isCeasefire("SYR-145", "SYR-146"));
  const map = decodeBasemap({ ...TOPOLOGY, ceasefire: [{ units: ["TUR-1", "SYR-*"] }] });
  assert.deepEqual([map.borders.length, map.ceasefires.length], [0, 1]);
});
