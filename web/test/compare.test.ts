import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyBins, fillBins, heightOfBin } from "../src/bins.ts";
import { differenceOf, rangeOfTally, tallyDays } from "../src/compare.ts";
import { dayNumber } from "../src/day.ts";
import { spanFromDays } from "../src/span.ts";
import type { Span } from "../src/span.ts";
import { makeData, makeItem } from "./make.ts";

const YEAR = spanFromDays("2022-01-01", "2022-12-31") as Span;
const JANUARY = spanFromDays("2022-01-01", "2022-01-31") as Span;
const FEBRUARY = spanFromDays("2022-02-01", "2022-02-28") as Span;
const all = (): boolean => true;

function dated(id: string, start: string, end = start): ReturnType<typeof makeItem> {
  return makeItem({
    id,
    date: { start, end, precision: start === end ? "day" : "range", as_written: "", certainty: "certain" },
  });
}

test("what may lie in two periods is possible in both, and counted by the rule of the month bar", () => {
  const data = makeData([
    dated("a", "2022-01-05"),
    dated("b", "2022-01-30", "2022-02-02"),
    dated("c", "2022-02-10"),
    dated("d", "2022-02-11", "2022-02-12"),
  ]);
  const [january, february] = [JANUARY, FEBRUARY].map((days) => tallyDays(data, all, { days, period: YEAR }));
  assert.ok(january && february);
  assert.deepEqual(rangeOfTally(january), [1, 2]);
  assert.deepEqual(rangeOfTally(february), [2, 3]);
  assert.deepEqual(january.items, [0, 1]);
  const bars = fillBins(emptyBins(YEAR, "month", data.head.layers.length), data.items, all);
  assert.deepEqual(bars.slice(0, 3).map(heightOfBin), [2, 3, 0]);
  assert.equal(dayNumber("2022-01-01"), bars[0]?.first);
});

test("only what passes the filters is counted", () => {
  const data = makeData([dated("a", "2022-01-05"), dated("b", "2022-01-06")]);
  const tally = tallyDays(data, (item) => item === 1, { days: JANUARY, period: YEAR });
  assert.deepEqual(tally.items, [1]);
});

test("the difference is as unsure as the counts", () => {
  assert.deepEqual(differenceOf([2, 2], [5, 5]), [3, 3]);
  assert.deepEqual(differenceOf([1, 2], [2, 3]), [0, 2]);
  assert.deepEqual(differenceOf([2, 6], [3, 3]), [-3, 1]);
});
