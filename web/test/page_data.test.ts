import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber } from "../src/day.ts";
import { mortonCode } from "../src/morton.ts";
import { DRAWN, NO_ADMIN, PRECISION, UNDATED } from "../src/page_data.ts";
import { pageDataFromItems } from "./page_data_items.ts";
import { itemOn, makeArea, makeClaim, makeItem, makeLocation, makePayload } from "./make.ts";

test("items come along the curve, what is nowhere last, whatever their dates", () => {
  const far = itemOn("far", "2022-02-01", "2022-02-01", { locations: [makeLocation({ lon: 42, lat: 33 })] });
  const nowhere = itemOn("nowhere", "2022-02-01", "2022-02-01", { locations: [], drawn: "unlocated" });
  const later = itemOn("later", "2022-02-09");
  const sooner = itemOn("sooner", "2022-02-02");
  const data = pageDataFromItems(makePayload([nowhere, far, later, sooner]));
  assert.deepEqual([0, 1, 2, 3].map((i) => data.idNow(i)), ["sooner", "later", "far", "nowhere"]);
});

test("neighbours share the first bits of their code, and all 25 bits count", () => {
  assert.equal(mortonCode(1, 0), 1);
  assert.equal(mortonCode(0, 1), 2);
  assert.equal(mortonCode(2 ** 25 - 1, 2 ** 25 - 1), 2 ** 50 - 1);
  assert.equal(mortonCode(2 ** 24, 0), 2 ** 48);
});

test("columns say what the records say", async () => {
  const claims = [
    makeClaim({ low: 7, high: 9 }),
    makeClaim({ id: "c2", low: 4, high: null }),
    makeClaim({ id: "c3", low: 99, high: 99, superseded_by: "c2" }),
    makeClaim({ id: "c4", measure: "vehicles", low: 30, high: 40 }),
  ];
  const locations = [makeArea(3, [40, 35], { admin: [] }), makeLocation()];
  const raid = makeItem({ claims, locations, actors: ["US", "SDF"], date: null });
  const { items, places, head, indexOf, record } = pageDataFromItems(makePayload([raid]));
  assert.deepEqual([items.killedLow[0], items.killedHigh[0], items.vehicles[0]], [4, 9, 40]);
  assert.deepEqual([items.first[0], items.certainty[0]], [UNDATED, 0]);
  assert.deepEqual([...items.actor].map((code) => head.codes.actor[code]), ["US", "SDF"]);
  assert.deepEqual([...places.isPoint], [0, 1]);
  assert.deepEqual([...places.shape], [3, -1]);
  assert.deepEqual([places.admin[0], head.admins[places.admin[1] ?? -1]], [NO_ADMIN, ["Idlib"]]);
  assert.deepEqual([...places.precision].map((code) => PRECISION[code]), ["area", "place"]);
  assert.equal(DRAWN[items.drawn[0] ?? -1], "mapped");
  assert.equal(await indexOf("raid"), 0);
  assert.equal(await indexOf("nobody"), -1);
  assert.equal(record(0), raid);
});

test("days are numbers from 1970 on", () => {
  const { items } = pageDataFromItems(makePayload([itemOn("a", "2022-02-03", "2022-02-05")]));
  assert.deepEqual([items.first[0], items.last[0]], [dayNumber("2022-02-03"), dayNumber("2022-02-05")]);
});
