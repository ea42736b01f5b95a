import assert from "node:assert/strict";
import { test } from "node:test";
import { figureText, formatNumber, groupClaims } from "../src/claims.ts";
import { makeClaim } from "./make.ts";

const ATMEH = [
  makeClaim({ id: "k9", superseded_by: "k13" }),
  makeClaim({ id: "k9-children", who: "children", qualifier: "at_least", low: 2, high: 2, part_of: "k9" }),
  makeClaim({ id: "k13", low: 13, high: 13 }),
  makeClaim({ id: "k12", low: 12, high: 12, qualifier: "at_least" }),
  makeClaim({ id: "k10", low: 10, high: 10, claimed_by: "local media" }),
  makeClaim({ id: "none", low: null, high: null, claimed_by: "AFP" }),
  makeClaim({ id: "m90", measure: "minutes", low: 90, high: 90, qualifier: "nearly" }),
];

test("claims are grouped by what they count, the dead first, breakdowns under their whole", () => {
  const groups = groupClaims([...ATMEH].reverse());
  assert.deepEqual(
    groups.map(({ measure }) => measure),
    ["killed", "minutes"],
  );
  const nine = groups[0]?.nodes.find(({ claim }) => claim.id === "k9");
  assert.deepEqual(
    nine?.parts.map(({ claim }) => claim.who),
    ["children"],
  );
});

test("the range spans what stands: no superseded figure, no part, no missing number", () => {
  assert.deepEqual(groupClaims(ATMEH)[0]?.range, { low: 10, high: 13, accounts: 3 });
  assert.equal(groupClaims(ATMEH)[1]?.range, null);
});

test("a part whose whole is elsewhere stands alone, and a circle of parts ends", () => {
  const orphan = groupClaims([makeClaim({ id: "a", part_of: "gone" })]);
  assert.equal(orphan[0]?.nodes.length, 1);
  const looped = [
    makeClaim({ id: "w" }),
    makeClaim({ id: "a", part_of: "w" }),
    makeClaim({ id: "b", part_of: "a" }),
  ];
  assert.equal(groupClaims(looped)[0]?.nodes[0]?.parts[0]?.parts[0]?.claim.id, "b");
});

test("figures say their qualifier, in both languages", () => {
  const cases: [Parameters<typeof figureText>[0], string, string][] = [
    [{ qualifier: "exactly", low: 9, high: 9 }, "9", "9"],
    [{ qualifier: "at_least", low: 12, high: 12 }, "at least 12", "ما لا يقل عن 12"],
    [{ qualifier: "", low: 9, high: 13 }, "9–13", "9 إلى 13"],
    [{ qualifier: "more_than", low: 210, high: null }, "more than 210", "أكثر من 210"],
    [{ qualifier: "at_least", low: null, high: null }, "", ""],
  ];
  for (const [claim, en, ar] of cases) {
    assert.equal(figureText(claim, "en"), en);
    assert.equal(figureText(claim, "ar"), ar);
  }
  assert.equal(formatNumber(1234567.5), "1\u202f234\u202f567.5");
});
