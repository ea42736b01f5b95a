import { nearestStop } from "../src/bottom_sheet.ts";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { adminText, dateText, mainPlace, placeText, uncertaintyText } from "../src/item_text.ts";
import { KNOWN_KINDS, styleOfKind } from "../src/kinds.ts";
import type { ItemLocation, Payload } from "../src/payload.ts";
import { STRINGS } from "../src/strings.ts";
import { fade, lookOfItem, tint } from "../src/symbol.ts";
import { outlineOf } from "../src/symbol_shapes.ts";
import { groupsOfTotals } from "../src/totals_view.ts";
import { kindName, layerName, wordFor } from "../src/words.ts";
import { makeItem, makeLocation } from "./make.ts";

const IN_ENGLISH = { head: {}, now: { lang: "en" } } as const;
const FIXTURE = JSON.parse(readFileSync(new URL("fixture.json", import.meta.url), "utf8")) as Payload;

test("every kind has a shape and a colour of its own", () => {
  const styles = KNOWN_KINDS.map(styleOfKind);
  assert.equal(new Set(styles.map(({ shape }) => shape)).size, KNOWN_KINDS.length);
  assert.equal(new Set(styles.map(({ color }) => color)).size, KNOWN_KINDS.length);
  assert.deepEqual(styleOfKind("kind of tomorrow"), styleOfKind("other"));
  assert.equal(styleOfKind("operation").color, "#785ef0");
});

test("outlines fill their square and no more", () => {
  for (const kind of KNOWN_KINDS) {
    const reach = Math.max(...outlineOf(styleOfKind(kind).shape).flat().map(Math.abs));
    assert.ok(reach > 0.7 && reach <= 1.1, `${kind}: ${reach}`);
  }
});

test("status is outline and fill, doubt about the day is hatching, and they do not mix", () => {
  const possible = {
    start: "2022-01-23",
    end: "2022-02-01",
    precision: "range",
    as_written: "",
    certainty: "possible",
  } as const;
  assert.deepEqual(lookOfItem(makeItem()), {
    layer: "operation",
    fill: "solid",
    isDashed: false,
    isHatched: false,
    isCrossed: false,
  });
  assert.deepEqual(lookOfItem(makeItem({ status: "contested", date: possible })), {
    layer: "operation",
    fill: "pale",
    isDashed: true,
    isHatched: true,
    isCrossed: false,
  });
  assert.equal(lookOfItem(makeItem({ status: "discounted" })).isCrossed, true);
  assert.equal(lookOfItem(makeItem(), true).fill, "hollow");
  const states: [string | null, string][] = [
    ["active", "solid"],
    ["partly_withdrawn", "half"],
    ["withdrawn", "hollow"],
    ["unknown", "pale"],
    [null, "solid"],
  ];
  for (const [state, fill] of states) assert.equal(lookOfItem(makeItem({ type: "site", state })).fill, fill);
});

test("colours are mixed channel by channel", () => {
  assert.equal(tint("#000000", 0.5), "#808080");
  assert.equal(tint("#785ef0", 1), "#ffffff");
  assert.equal(fade("#785ef0", 0.5), "#785ef080");
});

test("both languages have every string, and no code of the data is without a word in the fixture", () => {
  assert.deepEqual(Object.keys(STRINGS.ar).sort(), Object.keys(STRINGS.en).sort());
  for (const text of [...Object.values(STRINGS.en), ...Object.values(STRINGS.ar)])
    assert.ok(text.trim().length > 0);
  for (const item of FIXTURE.items) {
    assert.match(layerName(item.layer, "ar"), /[\u0600-\u06ff]/);
    if (item.status) assert.match(wordFor(item.status, "ar"), /[\u0600-\u06ff]/);
    for (const { role, precision } of item.locations) {
      assert.match(wordFor(role, "ar"), /[\u0600-\u06ff]/);
      assert.match(wordFor(precision, "ar"), /[\u0600-\u06ff]/);
    }
  }
});

test("a code without a word is shown readably, also one that objects inherit", () => {
  assert.equal(wordFor("trucks_and_vehicles", "en"), "trucks and vehicles");
  assert.equal(wordFor("hts_member", "en"), "HTS member");
  assert.equal(wordFor("constructor", "en"), "constructor");
  assert.equal(kindName("oil_field", "ar"), "حقل نفط");
});

test("doubt is said in metres below a kilometre, and a missing one is not said", () => {
  const cases: [number | null, string][] = [
    [800, "±800 m"],
    [1500, "±1.5 km"],
    [24_000, "±24 km"],
    [0, ""],
    [null, ""],
  ];
  for (const [metres, text] of cases) assert.equal(uncertaintyText(metres, "en"), text);
  assert.equal(uncertaintyText(4900, "ar"), "±4.9 كم");
});

test("admin units are said once, with the source that says so", () => {
  assert.equal(
    adminText(["Syria (wikipedia)", "Homs (wikipedia)", "Rif Dimashq (ocha-cod-ab)"]),
    "Syria, Homs (wikipedia) · Rif Dimashq (ocha-cod-ab)",
  );
  assert.equal(adminText(["Idlib", "Aleppo"]), "Idlib, Aleppo");
  assert.equal(adminText([]), "");
});

test("an item is named by the place it happened at, a journey by its ends", () => {
  const raid = makeItem({
    locations: [
      makeLocation({ role: "launch", as_written: "desert" }),
      makeLocation({ role: "target", as_written: "field" }),
    ],
  });
  assert.equal(mainPlace(raid)?.as_written, "field");
  const convoy = makeItem({
    locations: [
      makeLocation({ role: "origin", as_written: "Kurdistan Region of Iraq" }),
      makeLocation({ role: "destination", as_written: "Al-Hasakah" }),
      makeLocation({ role: "destination", as_written: "Deir Ezzor" }),
    ],
  });
  assert.equal(placeText(convoy, IN_ENGLISH), "Kurdistan Region of Iraq → Al-Hasakah, Deir Ezzor");
  const halfKnown = makeItem({
    locations: [
      makeLocation({ role: "via", as_written: "معبر الوليد" }),
      makeLocation({ role: "destination", as_written: "تل بيدر" }),
    ],
  });
  assert.equal(placeText(halfKnown, IN_ENGLISH), "… معبر الوليد ← تل بيدر");
  const [via] = halfKnown.locations as [ItemLocation];
  assert.equal(placeText(makeItem({ locations: [via] }), IN_ENGLISH), "معبر الوليد");
  assert.equal(placeText(makeItem({ locations: [] }), IN_ENGLISH), "");
  assert.equal(dateText(null, "en"), "undated");
});

test("totals stand in one table for each source and period", () => {
  assert.deepEqual(
    groupsOfTotals(FIXTURE.totals).map((group) => group.length),
    [3],
  );
});

test("a sheet let go stays at the nearest of its three heights", () => {
  assert.deepEqual([0.05, 0.3, 0.6, 0.7, 1].map(nearestStop), ["low", "middle", "middle", "high", "high"]); // prettier-ignore
});
