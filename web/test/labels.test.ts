import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaps, type Rect } from "../src/collision.ts";
import { planLabels, type PlacedLabel } from "../src/label_plan.ts";
import { styleOfLabel } from "../src/label_style.ts";
import { worldFromLonLat, worldSizePx } from "../src/mercator.ts";
import type { Label } from "../src/payload.ts";

const TOWNS: Label[] = [
  { name: "Syria", name_ar: "سوريا", lon: 38.5, lat: 35, rank: 1, kind: "country" },
  { name: "Aleppo", name_ar: "حلب", lon: 37.16, lat: 36.2, rank: 1, kind: "city" },
  { name: "Aleppo", name_ar: "حلب", lon: 37.9, lat: 36.2, rank: 3, kind: "governorate" },
  { name: "Idlib", name_ar: "إدلب", lon: 36.63, lat: 35.93, rank: 2, kind: "city" },
  { name: "Atmeh", name_ar: "أطمة", lon: 36.69, lat: 36.31, rank: 4, kind: "town" },
  { name: "Deir Ballut", name_ar: "دير بلوط", lon: 36.67, lat: 36.34, rank: 5, kind: "village" },
];
const measure = (text: string): number => text.length * 7;

function plan(zoom: number, part: Partial<Parameters<typeof planLabels>[0]> = {}): PlacedLabel[] {
  return planLabels({ labels: TOWNS, zoom, lang: "en", obstacles: [], measure, ...part });
}

function rect({ x, y, width, style }: PlacedLabel): Rect {
  return [x, y - style.size * 0.6, x + width, y + style.size * 0.6];
}

test("no name lies on another at any zoom", () => {
  for (let zoom = 4; zoom <= 13; zoom += 0.5) {
    const placed = plan(zoom);
    for (const a of placed)
      for (const b of placed)
        assert.ok(a === b || !overlaps(rect(a), rect(b)), `${a.text} on ${b.text} at ${zoom}`);
  }
});

test("small places wait for their zoom, countries leave when towns fill the map", () => {
  assert.ok(!plan(6).some(({ text }) => text === "Atmeh"));
  assert.ok(plan(10).some(({ text }) => text === "Deir Ballut"));
  assert.ok(plan(7).some(({ text }) => text === "SYRIA"));
  assert.ok(!plan(10).some(({ text }) => text === "SYRIA"));
});

test("Arabic names are used in Arabic, never spaced or slanted, because the letters join", () => {
  const texts = plan(7, { lang: "ar" }).map(({ text }) => text);
  assert.ok(texts.includes("سوريا") && texts.includes("حلب"));
  for (const kind of ["country", "governorate"]) {
    const style = styleOfLabel(kind, 1, 7, "ar");
    assert.equal(style.spacing, 0);
    assert.ok(!style.font.includes("italic"));
  }
});

test("a name keeps clear of the symbol that stands on its town, and the dot gives way", () => {
  const size = worldSizePx(7);
  const [wx, wy] = worldFromLonLat(37.16, 36.2);
  const [x, y] = [wx * size, wy * size];
  const symbol: Rect = [x - 11, y - 11, x + 11, y + 11];
  const aleppo = plan(7, { obstacles: [symbol] }).find(({ text }) => text === "Aleppo");
  assert.ok(aleppo && aleppo.dot === null && !overlaps(rect(aleppo), symbol));
});

test("a town without an Arabic name keeps the one it has", () => {
  const only: Label[] = [{ name: "Kilis", name_ar: "", lon: 37.1, lat: 36.7, rank: 1, kind: "city" }];
  assert.deepEqual(
    plan(8, { labels: only, lang: "ar" }).map(({ text }) => text),
    ["Kilis"],
  );
});
