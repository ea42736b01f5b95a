import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenFromChange, readState } from "../src/api.ts";
import { dayNumber } from "../src/day.ts";
import { periodOfData, type Store } from "../src/store.ts";
import { indexOf, itemOn, makeData, makeItem, makeStore, shownIds } from "./make.ts";

const day = (text: string): number => dayNumber(text) as number;

function fourItems(): Store {
  return makeStore([
    itemOn("raid", "2022-02-03"),
    itemOn("drones", "2022-02-05", "2022-02-06", { layer: "strike", drawn: "area" }),
    makeItem({ id: "call", date: null, drawn: "unlocated" }),
    makeItem({ id: "tanf", type: "site", layer: "base", date: null }),
  ]);
}

test("everything is shown at first, and what was withheld is said", () => {
  const { now } = fourItems();
  assert.deepEqual(now.counts, { mapped: 2, area: 1, unlocated: 1, withheld: 2 });
  assert.deepEqual(now.layers, {
    operation: { shown: 2, total: 2 },
    strike: { shown: 1, total: 1 },
    base: { shown: 1, total: 1 },
  });
});

test("narrowing the days keeps what may lie in them and sites, and drops the undated", () => {
  const store = fourItems();
  store.set({ days: { first: day("2022-02-06"), last: day("2022-02-10") } });
  assert.deepEqual(shownIds(store), ["drones", "tanf"]);
  assert.deepEqual(store.now.layers["operation"], { shown: 0, total: 2 });
});

test("days beyond the period are cut, and the whole period counts as not narrowed", () => {
  const store = fourItems();
  store.set({ days: { first: day("2021-01-01"), last: day("2022-02-03") } });
  assert.deepEqual(store.now.days, { first: day("2022-02-01"), last: day("2022-02-03") });
  store.set({ days: { first: day("2021-01-01"), last: day("2023-01-01") } });
  assert.equal(store.now.days, null);
});

test("links of older editions do no harm: unknown layers and items are ignored", () => {
  const store = fourItems();
  store.set({ hidden: new Set(["strike", "gone"]), selection: 99 });
  assert.deepEqual([...store.now.hidden], ["strike"]);
  assert.equal(store.now.selection, null);
});

test("an open badge stays the same while layers change, or the card would take the focus", () => {
  const store = fourItems();
  store.set({ group: ["raid", "drones"].map((id) => indexOf(store, id)) });
  const { group } = store.now;
  store.set({ hidden: new Set(["base"]) });
  assert.equal(store.now.group, group);
});

test("listeners hear of changes, and not of setting what is set", () => {
  const store = fourItems();
  let heard = 0;
  store.subscribe((now, before) => {
    heard += 1;
    assert.notEqual(now, before);
  });
  store.set({ selection: indexOf(store, "raid") });
  store.set({ selection: indexOf(store, "raid"), hidden: new Set() });
  assert.equal(heard, 1);
});

test("an open period is closed by the first and the last day of the items", () => {
  const open = { start: null, end: null, label: "everything" };
  const items = [itemOn("a", "2019-03-21"), itemOn("b", "2022-02-03", "2022-02-05")];
  assert.deepEqual(periodOfData(makeData(items, { period: open })), {
    first: day("2019-03-21"),
    last: day("2022-02-05"),
  });
  assert.equal(periodOfData(makeData([], { period: open })), null);
});

test("state() gives plain data, and set() takes the same shape back", async () => {
  const store = fourItems();
  const view = { lat: 35, lon: 38.5, zoom: 7 };
  const timings = { decoded_ms: 1, painted_ms: 2 };
  store.set(
    await chosenFromChange(store, {
      period: { start: "2022-02-03", end: "2022-02-04" },
      layers: { strike: { shown: 0 }, base: false },
      selection: "raid",
    }),
  );
  const state = readState(store, view, timings);
  assert.deepEqual(state, JSON.parse(JSON.stringify(state)));
  assert.deepEqual(state.period, { start: "2022-02-03", end: "2022-02-04" });
  assert.deepEqual(state.layers["base"], { shown: 0, total: 1 });
  assert.equal(state.selection, "raid");
  store.set(
    await chosenFromChange(store, { period: null, layers: { strike: true, base: { shown: 1 } }, selection: null }),
  );
  assert.deepEqual(readState(store, view, timings).counts, { mapped: 2, area: 1, unlocated: 1, withheld: 2 });
});
