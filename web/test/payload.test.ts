import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodePayload } from "../src/payload.ts";
import { makeItem, makePayload } from "./make.ts";

const FIXTURE = readFileSync(new URL("fixture.json", import.meta.url), "utf8");

test("the fixture is a payload", () => {
  const payload = decodePayload(FIXTURE);
  assert.equal(payload.version, 1);
  assert.ok(payload.items.some((item) => item.id === "2022-02-03-atmeh-raid"));
});

test("what is no payload is refused with what to do", () => {
  const cases: [string, RegExp][] = [
    ["{", /not JSON.*Build the page again/],
    ["[]", /no object/],
    ["null", /no object/],
    ['{"version": 2}', /version 2, this page reads version 1/],
    ['{"version": 1, "items": []}', /lacks the lists sources, layers, shapes/],
  ];
  for (const [text, message] of cases) assert.throws(() => decodePayload(text), message, text);
});

test("two items with one id are refused, because links and clicks would be ambiguous", () => {
  const text = JSON.stringify(makePayload([makeItem(), makeItem()]));
  assert.throws(() => decodePayload(text), /Two items carry the id "raid"/);
});
