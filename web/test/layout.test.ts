import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaps } from "../src/collision.ts";
import { glyphAt } from "../src/hit.ts";
import { rectOfGlyph } from "../src/glyph.ts";
import { layoutMarks } from "../src/layout.ts";
import { marksOfItems, ringReader } from "../src/marks.ts";
import { makeArea, makeItem, makeLocation } from "./make.ts";

const SHAPES = [
  {
    polygons: [
      [
        [
          [36, 35],
          [38, 35],
          [38, 37],
          [36, 37],
          [36, 35],
        ],
      ],
    ],
  },
  {
    polygons: [
      [
        [
          [36.2, 35.2],
          [37, 35.2],
          [37, 37],
          [36.2, 35.2],
        ],
      ],
    ],
  },
];
const ringsOf = ringReader(SHAPES, () => []);
const measure = (text: string): number => text.length * 7;

function itemsAt(count: number): ReturnType<typeof makeItem>[] {
  return Array.from({ length: count }, (_, i) => makeItem({ id: `i${i}` }));
}

test("a lone symbol stands on its place", () => {
  const [glyph] = layoutMarks(marksOfItems(itemsAt(1), ringsOf), 7, measure);
  assert.deepEqual(glyph?.at, glyph?.anchor);
  assert.equal(glyph?.isAside, false);
});

test("symbols of one place fan out, each whole and each joined to the place", () => {
  for (const count of [2, 3, 5, 8]) {
    const glyphs = layoutMarks(marksOfItems(itemsAt(count), ringsOf), 7, measure);
    assert.equal(glyphs.length, count);
    assert.ok(glyphs.every(({ isAside }) => isAside));
    for (const a of glyphs)
      for (const b of glyphs) {
        assert.ok(a === b || Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) > 20, `${count} symbols`);
      }
  }
});

test("a full place becomes one badge that holds them all", () => {
  const glyphs = layoutMarks(marksOfItems(itemsAt(30), ringsOf), 7, measure);
  assert.equal(glyphs.length, 1);
  assert.equal(glyphs[0]?.kind, "badge");
  assert.equal(glyphs[0]?.items.length, 30);
  assert.equal(glyphs[0]?.entries[0]?.text, "30");
});

test("badges count by layer, show a rival hollow and without a number, and step aside from symbols", () => {
  const items = [
    makeItem({ id: "a", locations: [makeArea(0, [36.68839, 36.3095])] }),
    makeItem({ id: "b", layer: "strike", locations: [makeArea(0, [36.68839, 36.3095])] }),
    makeItem({
      id: "c",
      locations: [makeArea(1, [36.68839, 36.3095]), makeArea(0, [36.68839, 36.3095], { standing: "rival" })],
    }),
    makeItem({ id: "d" }),
  ];
  const glyphs = layoutMarks(marksOfItems(items, ringsOf), 7, measure);
  const big = glyphs.find(({ items: held }) => held.length === 3);
  assert.deepEqual(
    big?.entries.map(({ text, look }) => [text, look.layer, look.fill]),
    [
      ["1", "operation", "solid"],
      ["1", "strike", "solid"],
      ["", "operation", "hollow"],
    ],
  );
  for (const a of glyphs)
    for (const b of glyphs) assert.ok(a === b || !overlaps(rectOfGlyph(a), rectOfGlyph(b)));
});

test("the glyph under the pointer is the nearest one in reach", () => {
  const items = [makeItem({ id: "a" }), makeItem({ id: "b", locations: [makeLocation({ lon: 37.2 })] })];
  const glyphs = layoutMarks(marksOfItems(items, ringsOf), 7, measure);
  const [x, y] = glyphs[1]?.at as [number, number];
  assert.equal(glyphAt(glyphs, [x + 6, y], 4)?.items[0]?.id, "b");
  assert.equal(glyphAt(glyphs, [x, y + 60], 14), null);
});

test("ten thousand items are laid out without hiding any", () => {
  const items = Array.from({ length: 10_000 }, (_, i) =>
    makeItem({
      id: `i${i}`,
      locations: [
        makeLocation({ lon: 35 + ((i * 7919) % 997) / 140, lat: 33 + ((i * 104_729) % 991) / 250 }),
      ],
    }),
  );
  const glyphs = layoutMarks(marksOfItems(items, ringsOf), 7, measure);
  assert.equal(new Set(glyphs.flatMap((g) => g.items.map(({ id }) => id))).size, 10_000);
});
