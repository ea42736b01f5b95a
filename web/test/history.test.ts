import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyBins, unitsOfPeriod } from "../src/bins.ts";
import { historyScale, historyTicks, lanesOf } from "../src/history_scale.ts";
import { hashFromState, stateFromHash } from "../src/link.ts";
import { relationText } from "../src/relation_text.ts";
import { spanFromDays, type Span } from "../src/span.ts";
import { ticksOf } from "../src/time_scale.ts";
import { itemOn, makeData } from "./make.ts";

const span = (start: string, end = start): Span => spanFromDays(start, end) as Span;

test("a site's history runs from its first change to the period's end, and one day alone is no line", () => {
  const scale = historyScale([span("2021-12-05"), span("2022-01-03")], span("2022-01-01", "2022-01-31"));
  assert.deepEqual([scale?.at(span("2021-12-05").first), scale?.at(span("2022-01-31").first)], [0, 1]);
  assert.equal(historyScale([span("2022-01-03"), span("2022-01-03")], null), null);
  assert.equal(historyScale([], span("2022-01-01", "2022-01-31")), null);
});

test("signs of one day stand over each other, in the order they are told", () => {
  assert.deepEqual(lanesOf([0, 0.3, 0.3, 0.32, 0.9], 0.06), [0, 0, 1, 2, 0]);
});

test("ticks of a history are few and begin months or years", () => {
  const years = historyTicks(span("2015-04-30", "2026-02-28"));
  assert.ok(years.length >= 3 && years.length <= 7);
  assert.ok(years.every(({ m }) => m === 1));
  const months = historyTicks(span("2021-12-05", "2022-01-31"));
  assert.deepEqual(months, [{ day: span("2022-01-01").first, y: 2022, m: 1 }]);
});

test("units offered give a period several bars, and weeks begin on Monday", () => {
  const cases: [string, string, string[]][] = [
    ["2022-02-01", "2022-02-28", ["day", "week"]],
    ["2021-06-15", "2022-06-14", ["day", "week", "month"]],
    ["2015-04-30", "2026-02-28", ["month", "year"]],
    ["2022-02-03", "2022-02-03", ["day"]],
  ];
  for (const [start, end, units] of cases) assert.deepEqual(unitsOfPeriod(span(start, end)), units);
  const weeks = emptyBins(span("2022-02-01", "2022-02-28"), "week", 1);
  // The 7th of February 2022 was a Monday; the 28th too.
  assert.deepEqual(
    weeks.map(({ first }) => first),
    ["2022-02-01", "2022-02-07", "2022-02-14", "2022-02-21", "2022-02-28"].map((day) => span(day).first),
  );
  assert.deepEqual(
    ticksOf(weeks, "week", 800, "en").map(({ text }) => text),
    ["1 Feb", "7 Feb", "14 Feb", "21 Feb", "28 Feb"],
  );
});

test("unit and doubt are in the link, and nothing else is read there", () => {
  assert.deepEqual(stateFromHash("#by=week&doubt=all"), { unit: "week", isDoubtShown: true });
  assert.equal(hashFromState({ unit: "week", isDoubtShown: true }), "#by=week&doubt=all");
  assert.deepEqual(stateFromHash("#by=decade&doubt=none"), {});
});

test("a related item is called what it is, before, on the same day or after", () => {
  const attack = itemOn("attack", "2022-01-05", "2022-01-05", { kind: "attack", subkind: "rockets" });
  const { head } = makeData([attack]);
  const cases: [string, string, string][] = [
    ["2022-01-04", "2022-01-04", "Strike · before it"],
    ["2022-01-05", "2022-01-05", "Strike · on the same day"],
    ["2022-01-01", "2022-01-31", "Strike · on the same days or near"],
    ["2022-01-06", "2022-01-31", "Strike · after it"],
  ];
  for (const [start, end, text] of cases) {
    const strike = itemOn("strike", start, end, { kind: "strike" });
    assert.equal(relationText(attack, strike, head, "en"), text);
  }
  const other = itemOn("reply", "2022-01-05", "2022-01-05", { kind: "strike" });
  assert.equal(relationText(other, attack, head, "en"), "Attack · rockets · on the same day");
  assert.match(relationText(other, attack, head, "ar"), /في اليوم نفسه/);
});
