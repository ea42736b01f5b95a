import assert from "node:assert/strict";
import { test } from "node:test";
import { coveredBy, type Covered } from "../src/covered.ts";
import { dayNumber } from "../src/day.ts";
import { isWebAddress } from "../src/dom.ts";
import { hashFromState, stateFromHash, type LinkState } from "../src/link.ts";

test("a link carries view, layers, days, item and language, there and back", () => {
  const state: LinkState = {
    view: { lat: 36.3095, lon: 36.6884, zoom: 8.25 },
    hidden: ["convoy", "a&b=c"],
    days: { first: dayNumber("2022-02-03") as number, last: dayNumber("2022-02-05") as number },
    selection: "غارة/2022#1",
    lang: "ar",
  };
  assert.deepEqual(stateFromHash(hashFromState(state)), state);
  assert.equal(hashFromState({}), "");
});

test("what cannot be read in a link is left out", () => {
  const cases: string[] = [
    "",
    "#",
    "#nonsense",
    "#view=1,2",
    "#view=91,0,5",
    "#view=,,",
    "#view=a,b,c",
    "#days=2022-02-30",
    "#days=2022-02-05..2022-02-03",
    "#item=",
    "#item=%E0%A4%A",
    "#lang=fr",
    "#view=1,2,3,4",
  ];
  for (const hash of cases) assert.deepEqual(stateFromHash(hash), {}, hash);
});

test("one day in a link is that day", () => {
  assert.deepEqual(stateFromHash("#days=2022-02-03").days, { first: 19026, last: 19026 });
});

test("only http and https addresses become links", () => {
  const cases: [string, boolean][] = [
    ["https://www.syriahr.com/en/236008/", true],
    ["HTTP://example.org", true],
    ["javascript:alert(1)", false],
    [" javascript:alert(1)", false],
    ["data:text/html,x", false],
    ["https://", false],
    ["//example.org", false],
    ["", false],
  ];
  for (const [url, expected] of cases) assert.equal(isWebAddress(url), expected, url);
});

test("a card covers the map from its side, or from below where it is as wide as the map", () => {
  const map = { left: 300, right: 1300, top: 0, bottom: 700 };
  const cases: [Parameters<typeof coveredBy>[0], Covered][] = [
    [
      { left: 900, right: 1300, top: 0, bottom: 700 },
      { left: 0, right: 400, bottom: 0 },
    ],
    [
      { left: 300, right: 700, top: 0, bottom: 700 },
      { left: 400, right: 0, bottom: 0 },
    ],
    [
      { left: 300, right: 1300, top: 450, bottom: 900 },
      { left: 0, right: 0, bottom: 250 },
    ],
    [
      { left: 300, right: 1300, top: 800, bottom: 900 },
      { left: 0, right: 0, bottom: 0 },
    ],
  ];
  for (const [card, covered] of cases) assert.deepEqual(coveredBy(card, map), covered);
});
