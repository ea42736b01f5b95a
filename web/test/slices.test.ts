import assert from "node:assert/strict";
import { test } from "node:test";
import { fillBins, emptyBins, slicedBins } from "../src/bins.ts";
import { facetsOfPage, slicedFacets } from "../src/facets.ts";
import { withoutCodes } from "../src/filters.ts";
import { countFacets, sift, slicedFacetCounts } from "../src/sieve.ts";
import { atOnce, inSlices, Latest, ROWS_A_PIECE, type Sliced } from "../src/slices.ts";
import { makePageData } from "./make_columns.ts";

const SIZE = 5 * ROWS_A_PIECE;

function* steps(count: number, done: number[], name: number): Sliced<number> {
  for (let k = 0; k < count; k++) {
    done.push(name);
    yield;
  }
  return name;
}

function counted<T>(work: Sliced<T>): { pieces: number; value: T } {
  for (let pieces = 1; ; pieces++) {
    const step = work.next();
    if (step.done) return { pieces, value: step.value };
  }
}

test("work in slices does what it does at once, and others have their turn between", async () => {
  const done: number[] = [];
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  function* slow(): Sliced<string> {
    for (let k = 0; k < 30; k++) {
      const until = performance.now() + 2;
      while (performance.now() < until);
      yield;
    }
    return "ready";
  }
  assert.equal(await inSlices(slow()), "ready");
  clearInterval(timer);
  assert.ok(turns > 0);
  assert.equal(atOnce(steps(3, done, 7)), 7);
  assert.deepEqual(done, [7, 7, 7]);
});

test("what is asked for later takes the place of what is under way", async () => {
  const done: number[] = [];
  const latest = new Latest(0); // a breath after each piece
  const older = latest.run(steps(100, done, 1));
  const newer = latest.run(steps(3, done, 2));
  assert.deepEqual(await Promise.all([older, newer]), [false, true]);
  assert.ok(done.filter((name) => name === 1).length < 3);
  assert.deepEqual(done.filter((name) => name === 2), [2, 2, 2]);
  assert.equal(await latest.run(steps(2, done, 3)), true);
});

test("bars, facets and their counts are found in a piece for every few thousand items", () => {
  const data = makePageData(SIZE);
  const { items, head } = data;
  const period = { first: Math.min(...items.first.filter((day) => day > -1e6)), last: Math.max(...items.last) };
  const bars = () => emptyBins(period, "year", head.layers.length);
  const inPieces = counted(slicedBins(bars(), items, () => true));
  assert.ok(inPieces.pieces > 4);
  assert.deepEqual(inPieces.value, fillBins(bars(), items, () => true));
  assert.ok(counted(slicedFacets(data)).pieces > 4);
  const facets = facetsOfPage(data);
  const sifted = sift(items.size, [withoutCodes("layers", items.layer, [1])]);
  const counts = counted(slicedFacetCounts(sifted, facets));
  assert.ok(counts.pieces > 4 * facets.length);
  assert.deepEqual(counts.value, countFacets(sifted, facets));
});
