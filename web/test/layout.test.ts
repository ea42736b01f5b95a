import assert from "node:assert/strict";
import { test } from "node:test";
import { overlaps, type Rect } from "../src/collision.ts";
import { glyphAt } from "../src/hit.ts";
import { rectOfGlyph, SYMBOL_RADIUS_PX, type Glyph } from "../src/glyph.ts";
import { planLabels, slicedLabels } from "../src/label_plan.ts";
import { Layouts } from "../src/layouts.ts";
import { Ground, ringReader } from "../src/marks.ts";
import { worldFromLonLat, worldSizePx } from "../src/mercator.ts";
import type { PageData } from "../src/page_data.ts";
import type { Item, Shape } from "../src/payload.ts";
import type { Sliced } from "../src/slices.ts";
import { Store } from "../src/store.ts";
import { makeArea, makeData, makeItem, makeLocation } from "./make.ts";
import { makePageData } from "./make_columns.ts";

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
/** The rectangle that holds all of the made incidents, in world pixels. */
const wholeAt = (zoom: number): Rect => {
  const [left, top] = worldFromLonLat(35.5, 37.4);
  const [right, bottom] = worldFromLonLat(42.4, 32.3);
  return [left, top, right, bottom].map((v) => v * worldSizePx(zoom)) as unknown as Rect;
};
const measure = (text: string): number => text.length * 7;

function piecesOf(work: Sliced<unknown>): number {
  let pieces = 0;
  while (!work.next().done) pieces += 1;
  return pieces;
}

function layoutsOf(data: PageData): Layouts {
  const layouts = new Layouts(new Ground(data, ringsOf), measure);
  layouts.show(new Store(data).now.shown);
  return layouts;
}

function glyphsOf(items: Item[], zoom: number): readonly Glyph[] {
  return layoutsOf(makeData(items)).laid({ zoom, rect: [0, 0, 0, 0] }).glyphs;
}

function itemsAt(count: number): ReturnType<typeof makeItem>[] {
  return Array.from({ length: count }, (_, i) => makeItem({ id: `i${i}` }));
}

test("a lone symbol stands on its place", () => {
  const [glyph] = glyphsOf(itemsAt(1), 7);
  assert.deepEqual(glyph?.at, glyph?.anchor);
  assert.equal(glyph?.isAside, false);
});

test("symbols of one place fan out, each whole and each joined to the place", () => {
  for (const count of [2, 3, 5, 8]) {
    const glyphs = glyphsOf(itemsAt(count), 7);
    assert.equal(glyphs.length, count);
    assert.ok(glyphs.every(({ isAside }) => isAside));
    for (const a of glyphs)
      for (const b of glyphs) {
        assert.ok(a === b || Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) > 20, `${count} symbols`);
      }
  }
});

test("a full place becomes one badge that holds them all", () => {
  const glyphs = glyphsOf(itemsAt(30), 7);
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
  const glyphs = glyphsOf(items, 7);
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

test("where there is no room for one more badge, its count joins the nearest, and none lies on another", () => {
  const corners = Array.from({ length: 90 }, (_, i): [number, number] => [36 + (i % 9) / 20, 35 + Math.floor(i / 9) / 20]);
  const squares = corners.map(([x, y]) => ({
    polygons: [[[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]]],
  }));
  const areas = corners.map((corner, i) =>
    makeItem({ id: `a${i}`, drawn: "area", locations: [makeArea(i, corner)] }),
  );
  const data = makeData(areas);
  const layouts = new Layouts(new Ground(data, ringReader(squares as unknown as Shape[], () => [])), measure);
  layouts.show(new Store(data).now.shown);
  const { glyphs } = layouts.laid({ zoom: 6, rect: [0, 0, 0, 0] });
  assert.ok(glyphs.length > 10 && glyphs.length < 90, "some have a badge of their own, others share one");
  const held = glyphs.flatMap(({ items }) => Array.from(items));
  assert.deepEqual(new Set(held).size, held.length, "each is counted once");
  assert.equal(held.length, areas.length);
  const rects = glyphs.map(rectOfGlyph);
  const isHidden = rects.some((a, i) => rects.some((b, k) => i !== k && overlaps(a, b)));
  assert.equal(isHidden, false);
});

test("the glyph under the pointer is the nearest one in reach", () => {
  const items = [makeItem({ id: "a" }), makeItem({ id: "b", locations: [makeLocation({ lon: 37.2 })] })];
  const glyphs = glyphsOf(items, 7);
  const [x, y] = glyphs[1]?.at as [number, number];
  assert.equal(glyphAt(glyphs, [x + 6, y], 4), glyphs[1]);
  assert.equal(glyphAt(glyphs, [x, y + 60], 14), null);
});

test("ten thousand items are counted in full at every zoom, and no badge hides another", () => {
  const data = makePageData(10_000);
  const layouts = layoutsOf(data);
  for (const zoom of [5, 6.25, 8, 11]) {
    const { glyphs } = layouts.laid({ zoom, rect: wholeAt(zoom) });
    const held = new Set(glyphs.flatMap(({ items }) => Array.from(items)));
    assert.equal(held.size, 10_000, `zoom ${zoom}`);
    assert.equal(
      glyphs.reduce((sum, { items }) => sum + items.length, 0),
      10_000,
    );
    const badges = glyphs.filter(({ kind, isAside }) => kind === "badge" && !isAside).map(rectOfGlyph);
    const near = badges.slice(0, 400);
    for (const a of near) for (const b of near) assert.ok(a === b || !overlaps(a, b), `zoom ${zoom}`);
  }
});

test("symbols of two tiles do not lie on each other, whichever came into view first", () => {
  const zoom = 10;
  const { glyphs } = layoutsOf(makePageData(10_000)).laid({ zoom, rect: wholeAt(zoom) });
  const tile = worldSizePx(zoom) / 2 ** (Math.floor(Math.log2(worldSizePx(zoom) / 60)) - 3);
  const tileOf = ({ anchor: [x, y] }: Glyph): string => `${Math.floor(x / tile)},${Math.floor(y / tile)}`;
  const sorted = glyphs.map((glyph) => ({ rect: rectOfGlyph(glyph), tile: tileOf(glyph) }));
  sorted.sort((a, b) => a.rect[0] - b.rect[0]);
  sorted.forEach((a, k) => {
    for (const b of sorted.slice(k + 1)) {
      if (b.rect[0] >= a.rect[2]) break;
      assert.ok(a.tile === b.tile || !overlaps(a.rect, b.rect));
    }
  });
  assert.ok(new Set(sorted.map((glyph) => glyph.tile)).size > 20);
});

test("nothing moves when the map is dragged", () => {
  const zoom = 8;
  const size = worldSizePx(zoom);
  const view = (left: number): Rect => [left, 0.38 * size, left + 900, 0.38 * size + 700];
  const here = layoutsOf(makePageData(10_000)).laid({ zoom, rect: view(0.6 * size) }).glyphs;
  const there = layoutsOf(makePageData(10_000)).laid({ zoom, rect: view(0.6 * size + 333) }).glyphs;
  const key = ({ at, items }: Glyph): string => `${at.join(" ")} ${items.length} ${items[0]}`;
  const known = new Set(here.map(key));
  const shared = there.filter((glyph) => known.has(key(glyph)));
  const isInBoth = ({ at: [x] }: Glyph): boolean => x > 0.6 * size + 333 && x < 0.6 * size + 900;
  assert.ok(there.filter(isInBoth).length > 10);
  assert.ok(there.filter(isInBoth).every((glyph) => shared.includes(glyph)));
});

test("badges of cells follow the filters, and keep their places", () => {
  const data = makePageData(10_000);
  const store = new Store(data);
  const layouts = new Layouts(new Ground(data, ringsOf), measure);
  const badges = (): readonly Glyph[] => {
    layouts.show(store.now.shown);
    return layouts.laid({ zoom: 6, rect: wholeAt(6) }).glyphs;
  };
  const all = badges();
  store.set({ hidden: new Set(["operation"]) });
  const some = badges();
  assert.equal(
    some.reduce((sum, { items }) => sum + items.length, 0),
    store.now.shown.shown,
  );
  const layerOf = (item: number): string => data.head.layers[data.items.layer[item] as number] as string;
  assert.ok(some.every(({ items }) => Array.from(items).every((item) => layerOf(item) !== "operation")));
  const places = new Set(all.map(({ anchor }) => anchor.join(" ")));
  const kept = some.filter(({ kind, anchor }) => kind === "badge" && places.has(anchor.join(" ")));
  assert.ok(kept.length > 20);
});

test("a view of many items is laid out in many pieces, and then stands as if laid out at once", () => {
  const [zoom, data] = [8, makePageData(10_000)];
  const view = { zoom, rect: wholeAt(zoom) };
  const atOnce = layoutsOf(data).laid(view).glyphs;
  const layouts = layoutsOf(data);
  assert.ok(piecesOf(layouts.slicedLaid(view)) > 30);
  const key = ({ at, items }: Glyph): string => `${at.join(" ")} ${items.length} ${items[0]}`;
  assert.deepEqual(layouts.laid(view).glyphs.map(key), atOnce.map(key));
});

test("until other items are laid out whole, the map shows those of before", () => {
  const data = makePageData(30_000);
  const store = new Store(data);
  const layouts = layoutsOf(data);
  const view = { zoom: 6, rect: wholeAt(6) };
  const counted = (): number => layouts.laid(view).glyphs.reduce((sum, { items }) => sum + items.length, 0);
  store.set({ hidden: new Set(["operation"]) });
  const work = layouts.slicedShow(store.now.shown, view);
  for (let piece = 0; piece < 5; piece++) {
    assert.equal(work.next().done, false);
    assert.equal(counted(), data.items.size);
  }
  piecesOf(work);
  assert.equal(counted(), store.now.shown.shown);
});

test("names are planned in pieces, as they are at once", () => {
  const labels = Array.from({ length: 300 }, (_, i) => ({
    name: `Town ${i}`, name_ar: "", lon: 36 + (i % 20) / 4, lat: 33 + Math.floor(i / 20) / 4, rank: 3, kind: "town",
  })); // prettier-ignore
  const input = { labels, zoom: 9, lang: "en" as const, obstacles: [], measure };
  const work = slicedLabels(input);
  let [pieces, step] = [0, work.next()];
  for (; !step.done; step = work.next()) pieces += 1;
  assert.ok(pieces > 10);
  assert.deepEqual(step.value, planLabels(input));
});

test("areas that crowd are counted in badges, and drawn once the reader comes near", () => {
  const square = (lon: number, lat: number): Shape => {
    const [west, east, south, north] = [lon - 0.2, lon + 0.2, lat - 0.2, lat + 0.2];
    return { polygons: [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]] };
  };
  const middles = Array.from({ length: 60 }, (_, k): [number, number] => [38 + (k % 8) / 10, 35 + (k >> 3) / 10]);
  const items = [
    ...middles.map((at, k) => makeItem({ id: `area-${k}`, locations: [makeArea(k, at)] })),
    ...itemsAt(2000),
  ];
  const shapes = ringReader(middles.map(([lon, lat]) => square(lon, lat)), () => []);
  const data = makeData(items);
  const layouts = new Layouts(new Ground(data, shapes), measure);
  layouts.show(new Store(data).now.shown);
  const { areas } = layouts.marks;
  const { glyphs } = layouts.laid({ zoom: 6, rect: wholeAt(6) });
  assert.equal(new Set(glyphs.flatMap(({ items: held }) => Array.from(held))).size, items.length);
  assert.ok(glyphs.length < 10);
  assert.ok(areas.every((area) => !layouts.isDrawn(area, 6)));
  assert.ok(areas.every((area) => layouts.isDrawn(area, 11)));
});

test("no symbol covers another, and none a badge, within a tile as between tiles", () => {
  for (const count of [5000, 30_000]) {
    for (const zoom of [8, 10, 12]) {
      const { glyphs } = layoutsOf(makePageData(count)).laid({ zoom, rect: wholeAt(zoom) });
      const sorted = [...glyphs].sort((a, b) => a.at[0] - b.at[0]);
      sorted.forEach((a, k) => {
        for (const b of sorted.slice(k + 1)) {
          if (b.at[0] - a.at[0] > 60) break;
          const isBoth = a.kind === "symbol" && b.kind === "symbol";
          const apart = Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]);
          // Symbols are round, and those on a ring come nearer than their boxes.
          const isClear = isBoth ? apart > 2 * SYMBOL_RADIUS_PX : !overlaps(rectOfGlyph(a), rectOfGlyph(b));
          assert.ok(isClear, `${count} items at zoom ${zoom}: ${a.kind} and ${b.kind}, ${apart} px`);
        }
      });
    }
  }
});
