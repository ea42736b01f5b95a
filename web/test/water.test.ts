import assert from "node:assert/strict";
import { test } from "node:test";
import { lineFromPoints } from "../src/basemap.ts";
import { rectOfRiverName, riverNames } from "../src/river_names.ts";
import { worldSizePx, type XY } from "../src/mercator.ts";
import { usePalette, GROUND, LETTERING } from "../src/palette.ts";

const ZOOM = 8;
const px = (points: XY[]) => lineFromPoints(points.map(([x, y]): XY => [x / worldSizePx(ZOOM), y / worldSizePx(ZOOM)]));
const euphrates = (points: XY[]) => [{ name: "Euphrates", nameAr: "الفرات", rank: 1, lines: [px(points)] }];
const room = { zoom: ZOOM, lang: "en" as const, measure: (text: string) => text.length * 7, isTaken: () => false };

test("a river's name runs along a straight stretch and is never upside down", () => {
  const [name] = riverNames(euphrates([[300, 300], [200, 200], [100, 100]]), room); // prettier-ignore
  assert.ok(name);
  assert.equal(name.text, "Euphrates");
  assert.ok(Math.abs(name.angle - Math.PI / 4) < 1e-6);
});

test("in Arabic the river has its Arabic name", () => {
  const [name] = riverNames(euphrates([[100, 100], [300, 100]]), { ...room, lang: "ar" }); // prettier-ignore
  assert.equal(name?.text, "الفرات");
});

test("a winding stretch, a taken one and a far zoom carry no name", () => {
  const winding: XY[] = Array.from({ length: 30 }, (_, i) => [100 + i * 8, 100 + (i % 2) * 40]);
  assert.deepEqual(riverNames(euphrates(winding), room), []);
  const straight = euphrates([[100, 100], [300, 100]]); // prettier-ignore
  assert.deepEqual(riverNames(straight, { ...room, isTaken: () => true }), []);
  assert.deepEqual(riverNames(straight, { ...room, zoom: 6 }), []);
});

test("a long river is named again, but not soon", () => {
  const names = riverNames(euphrates(Array.from({ length: 15 }, (_, i): XY => [i * 100, 500])), room);
  assert.ok(names.length >= 2);
  const [a, b] = names;
  assert.ok(a && b && b.x - a.x >= 520);
});

test("the box of a turned name holds all of it", () => {
  const [name] = riverNames(euphrates([[100, 100], [100, 400]]), room); // prettier-ignore
  assert.ok(name);
  const [left, top, right, bottom] = rectOfRiverName(name);
  assert.ok(bottom - top >= name.width && right - left >= name.style.size);
});

test("the palette of the night is another than the day's, and the day comes back", () => {
  const day = { ...GROUND, ...LETTERING };
  usePalette("dark");
  assert.notEqual(GROUND.home, day.home);
  usePalette("light");
  assert.deepEqual({ ...GROUND, ...LETTERING }, day);
});
