import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeHead } from "../src/head.ts";

test("what is no head is refused with what to do", () => {
  const cases: [string, RegExp][] = [
    ["{", /not JSON.*Build the page again/],
    ["[]", /no object/],
    ["null", /no object/],
    ['{"version": 1}', /version 1, this page reads version 2/],
    ['{"version": 2, "sources": []}', /lacks layers, shapes, totals, labels, admins, codes, blocks/],
  ];
  for (const [text, message] of cases) assert.throws(() => decodeHead(text), message, text);
});
