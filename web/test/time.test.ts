import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyBins, fillBins, heightOfBin, unitOfPeriod } from "../src/bins.ts";
import { spanFromDays, type Span } from "../src/span.ts";
import { nudgeRange, stepRange } from "../src/time_range.ts";
import { barAt, indexAt, ticksOf } from "../src/time_scale.ts";
import { itemOn, makeData, makeItem } from "./make.ts";

const span = (start: string, end: string): Span => spanFromDays(start, end) as Span;
const FEBRUARY = span("2022-02-01", "2022-02-28");

test("a month has days, a year months, decades years, and none leaves a gap", () => {
  const cases: [string, string, string, number][] = [
    ["2022-02-01", "2022-02-28", "day", 28],
    ["2021-12-23", "2022-01-23", "day", 32],
    ["2021-06-15", "2022-06-14", "month", 13],
    ["2004-05-01", "2022-02-05", "year", 19],
  ];
  for (const [start, end, unit, count] of cases) {
    const period = span(start, end);
    assert.equal(unitOfPeriod(period), unit);
    const bins = emptyBins(period, unitOfPeriod(period), 3);
    assert.equal(bins.length, count);
    bins.slice(1).forEach((bin, i) => assert.equal(bin.first, (bins[i] as Span).last + 1));
    assert.equal(bins.at(-1)?.last, period.last);
  }
});

test("a known day is solid, a span is possible on each of its days, sites and undated are no bars", () => {
  const possible = {
    start: "2022-02-05",
    end: "2022-02-05",
    precision: "day",
    as_written: "",
    certainty: "possible",
  } as const;
  const { head, items } = makeData([
    itemOn("raid", "2022-02-03"),
    itemOn("strike", "2022-02-03", "2022-02-03", { layer: "strike" }),
    itemOn("convoy", "2022-01-23", "2022-02-03", { layer: "convoy" }),
    makeItem({ id: "maybe", date: possible }),
    makeItem({ id: "undated", date: null }),
    makeItem({ id: "site", type: "site" }),
  ]);
  const bins = fillBins(emptyBins(FEBRUARY, "day", head.layers.length), items, () => true);
  assert.deepEqual(
    head.layers.filter((_, code) => bins[2]?.certain[code] === 1),
    ["operation", "strike"],
  );
  assert.deepEqual(
    bins.slice(0, 6).map(({ possible: n }) => n),
    [1, 1, 1, 0, 1, 0],
  );
  assert.equal(heightOfBin(bins[2] as (typeof bins)[0]), 3);
});

test("bars and pixels agree, from the left in English and from the right in Arabic", () => {
  for (const isRtl of [false, true]) {
    const scale = { count: 28, width: 560, isRtl };
    for (const index of [0, 3, 27]) {
      const { left, width } = barAt(scale, index);
      assert.equal(indexAt(scale, left + width / 2), index);
    }
    assert.equal(indexAt(scale, -50), isRtl ? 27 : 0);
    assert.equal(indexAt(scale, 9999), isRtl ? 0 : 27);
  }
});

test("names under the bars keep apart, on a phone as on a wide screen", () => {
  for (const width of [320, 700, 1400]) {
    const ticks = ticksOf(emptyBins(FEBRUARY, "day", 3), "day", width, "en");
    assert.equal(ticks[0]?.text, "1 Feb");
    const at = ticks.map(({ index }) => (index * width) / 28).sort((a, b) => a - b);
    at.slice(1).forEach((x, i) => assert.ok(x - (at[i] as number) > 12, `${width} px: ${at.join(" ")}`));
  }
});

test("keys move the handle they are pressed on and never past the other one", () => {
  const range = { first: 3, last: 5 };
  const press = (edge: "first" | "last", key: string, isRtl = false) =>
    nudgeRange({ range, edge, key, count: 28, isRtl });
  assert.deepEqual(press("first", "ArrowRight"), { first: 4, last: 5 });
  assert.deepEqual(press("first", "ArrowRight", true), { first: 2, last: 5 });
  assert.deepEqual(press("first", "End"), { first: 5, last: 5 });
  assert.deepEqual(press("last", "PageUp"), { first: 3, last: 12 });
  assert.deepEqual(press("last", "Home"), { first: 3, last: 3 });
  assert.equal(press("last", "a"), null);
});

test("a step moves the range by its own width and ends at the end", () => {
  assert.deepEqual(stepRange(null, 1, 28), { first: 0, last: 0 });
  assert.deepEqual(stepRange(null, -1, 28), { first: 27, last: 27 });
  assert.deepEqual(stepRange({ first: 0, last: 6 }, 1, 28), { first: 7, last: 13 });
  assert.deepEqual(stepRange({ first: 24, last: 26 }, 1, 28), { first: 27, last: 27 });
  assert.equal(stepRange({ first: 27, last: 27 }, 1, 28), null);
  assert.equal(stepRange({ first: 0, last: 2 }, -1, 28), null);
});
