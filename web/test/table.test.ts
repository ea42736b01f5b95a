import assert from "node:assert/strict";
import { test } from "node:test";
import { pageDataFromItems } from "./page_data_items.ts";
import { slicedIndexes, slicedSort, type LabelOf, type SortKey, type Sorting } from "../src/sort_order.ts";
import { atOnce } from "../src/slices.ts";
import { itemOn, makeArea, makeClaim, makePayload } from "./make.ts";

const items = [
  itemOn("b", "2022-02-10", "2022-02-10", { title: "غارة", claims: [makeClaim({ low: 9, high: 13 })] }),
  itemOn("a", "2022-02-03", "2022-02-03", { title: "Raid 10", kind: "strike" }),
  itemOn("c", "2022-02-03", "2022-02-05", { title: "Raid 9", locations: [makeArea(0, [36, 36])] }),
  itemOn("d", "2022-02-01", "2022-02-01", { title: "", date: null, claims: [makeClaim({ low: 2, high: 2 })] }),
];
const data = pageDataFromItems(makePayload(items, { shapes: [{ units: [] }] }));
const all = Uint32Array.from(items, (_, i) => i);
const labels: LabelOf = {
  kind: (code) => data.head.codes.kind[code] ?? "",
  status: (code) => data.head.codes.status[code] ?? "",
  text: (index) => data.record(index)?.title ?? "",
};
const sorted = (shown: Uint32Array, sorting: Sorting): Uint32Array => atOnce(slicedIndexes(shown, data, sorting, labels));
const ids = (key: SortKey, isDescending = false): string[] =>
  [...sorted(all, { key, isDescending })].map((i) => data.idNow(i) ?? "");

test("by date the undated stand last, in both directions", () => {
  assert.deepEqual(ids("date").slice(2), ["b", "d"]);
  assert.deepEqual(ids("date", true)[0], "b");
  assert.deepEqual(ids("date", true)[3], "d");
});

test("by figure what is not known stands last", () => {
  assert.deepEqual(ids("killed").slice(0, 2), ["d", "b"]);
  assert.deepEqual(ids("killed", true).slice(0, 2), ["b", "d"]);
});

test("words sort as a reader counts, Raid 9 before Raid 10, and the nameless last", () => {
  assert.deepEqual(ids("title"), ["c", "a", "b", "d"]);
});

test("sorting leaves the rows that are shown and no others", () => {
  const some = Uint32Array.from([2, 0]);
  assert.deepEqual([...sorted(some, { key: "kind", isDescending: false })].sort(), [0, 2]);
});

test("a long list is sorted in many pieces, and equal values keep their order", () => {
  const values = Array.from({ length: 10_000 }, (_, i) => ({ i, n: (i * 7919) % 100 }));
  const work = slicedSort(values, (a, b) => a.n - b.n);
  let pieces = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) pieces += 1;
  const expected = [...values].sort((a, b) => a.n - b.n || a.i - b.i);
  assert.deepEqual(step.value, expected);
  assert.ok(pieces > 20, `${pieces} pieces`);
});
