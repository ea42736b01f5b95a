import assert from "node:assert/strict";
import { test } from "node:test";
import { dayText, monthName, spanText } from "../src/date_text.ts";
import { dayFromNumber, dayNumber } from "../src/day.ts";
import { onDays } from "../src/filters.ts";
import { clampSpan, sameSpan, spanFromDays, spanOfDate } from "../src/span.ts";
import { itemOn, makeData } from "./make.ts";

const n = (day: string): number => dayNumber(day) as number;

test("days count from 1970 and survive the way there and back, whatever the time zone", () => {
  assert.equal(dayNumber("1970-01-01"), 0);
  assert.equal(dayNumber("2022-02-03"), 19026);
  for (const day of ["0004-02-29", "1969-12-31", "2000-02-29", "2016-05-14", "2022-12-31"])
    assert.equal(dayFromNumber(n(day)), day);
});

test("what is no calendar day is null", () => {
  for (const text of ["2022-02-30", "2022-13-01", "2022-2-3", "3 February", "", "1900-02-29"])
    assert.equal(dayNumber(text), null, text);
  assert.equal(dayNumber(null), null);
});

test("spans are said once for what their ends share, months as Syria names them", () => {
  const cases: [string, string, string, string][] = [
    ["2022-02-03", "2022-02-03", "3 February 2022", "3 شباط 2022"],
    ["2022-01-20", "2022-01-23", "20–23 January 2022", "20 إلى 23 كانون الثاني 2022"],
    ["2022-02-01", "2022-02-28", "February 2022", "شباط 2022"],
    ["2022-01-01", "2022-12-31", "2022", "2022"],
    ["2022-01-20", "2022-02-03", "20 January – 3 February 2022", "20 كانون الثاني – 3 شباط 2022"],
    [
      "2021-12-23",
      "2022-01-23",
      "23 December 2021 – 23 January 2022",
      "23 كانون الأول 2021 – 23 كانون الثاني 2022",
    ],
  ];
  for (const [start, end, en, ar] of cases) {
    const span = { first: n(start), last: n(end) };
    assert.equal(spanText(span, "en"), en);
    assert.equal(spanText(span, "ar"), ar);
  }
  assert.equal(dayText(n("2022-02-03"), "en", true), "3 Feb 2022");
  assert.equal(monthName(11, "ar"), "تشرين الثاني");
});

test("a date with one end is that day, turned ends are set right, none is undated", () => {
  assert.deepEqual(spanOfDate({ start: "2022-02-03", end: null }), { first: 19026, last: 19026 });
  assert.deepEqual(spanFromDays("2022-02-05", "2022-02-03"), { first: 19026, last: 19028 });
  assert.equal(spanOfDate({ start: null, end: null }), null);
  assert.equal(spanOfDate(null), null);
});

test("spans include both of their ends", () => {
  assert.deepEqual(clampSpan({ first: -5, last: 50 }, { first: 0, last: 9 }), { first: 0, last: 9 });
  assert.deepEqual(clampSpan({ first: 20, last: 50 }, { first: 0, last: 9 }), { first: 9, last: 9 });
  assert.ok(sameSpan(null, null) && !sameSpan(null, { first: 1, last: 1 }));
});

test("an item is on the days that its own span touches, the first and the last included", () => {
  const items = makeData([itemOn("a", "2022-02-01", "2022-02-03")]).items;
  const isLeftOut = (start: string, end: string): number | undefined => {
    const out = new Uint8Array(1);
    onDays(items, spanFromDays(start, end) ?? { first: 0, last: 0 }).mark(out);
    return out[0];
  };
  assert.equal(isLeftOut("2022-02-03", "2022-02-09"), 0);
  assert.equal(isLeftOut("2022-02-04", "2022-02-09"), 1);
});
