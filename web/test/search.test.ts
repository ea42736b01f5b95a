import assert from "node:assert/strict";
import { test } from "node:test";
import { found, withoutCodes } from "../src/filters.ts";
import { foldLetters, skeletonOf, withoutArticles, wordsOf } from "../src/folding.ts";
import { SearchIndex } from "../src/search.ts";
import { countFacets, passerOfOthers, sift } from "../src/sieve.ts";
import { idsOf, makeData, makeItem, makeLocation } from "./make.ts";
import { makePageData } from "./make_columns.ts";

const folded = (text: string): string[] => withoutArticles(wordsOf(text).map(foldLetters));
const sound = (text: string): string => folded(text).map(skeletonOf).join(" ");

const hitIds = (hits: Uint8Array | null): string[] =>
  idsOf(DATA, [...(hits ?? [])].flatMap((hit, i) => (hit ? [i] : [])));

const DATA = makeData([
  makeItem({ id: "raid", title: "Night raid", locations: [makeLocation({ as_written: "Al-Hasakah city" })] }),
  makeItem({
    id: "strike",
    title: "Strike on a depot",
    title_ar: "ضربة على مستودع",
    locations: [makeLocation({ as_written: "الحسكة", admin: [] })],
  }),
  makeItem({
    id: "drones",
    title: "Drones over the town",
    summary: "People were called to leave.",
    locations: [makeLocation({ as_written: "آطمة", admin: [] })],
  }),
]);

async function builtIndex(): Promise<SearchIndex> {
  const index = new SearchIndex(DATA);
  await index.build();
  return index;
}

test("spellings of one name meet in both scripts", () => {
  const pairs: [string, string][] = [
    ["Hasaka", "Al-Hasakah"],
    ["Hasaka", "الحسكة"],
    ["Atmeh", "آطمة"],
    ["Atamah", "أطمة"],
    ["Al-Shaddadi", "الشدادي"],
    ["Ash-Shaddadi", "الشدّادي"],
    ["ki*lling", "killing"],
    ["Türkiye", "Turkiye"],
  ];
  for (const [one, other] of pairs) assert.equal(sound(one), sound(other), `${one} and ${other}`);
  assert.notEqual(sound("Homs"), sound("Hama"));
});

test("Hasaka finds Al-Hasakah and الحسكة, and so does الحسكة", async () => {
  const index = await builtIndex();
  for (const query of ["Hasaka", "al-hasakah", "الحسكة", "حسكة", "HASAK"]) {
    const found = hitIds(index.find(query));
    assert.ok(found.includes("raid"), query);
    if (query !== "HASAK") assert.deepEqual(found, ["raid", "strike"], query);
  }
  assert.deepEqual(hitIds(index.find("Atmeh")), ["drones"]);
  assert.equal(index.share, 1);
});

test("every word must be there, in any text, from its beginning or inside", async () => {
  const index = await builtIndex();
  assert.deepEqual(hitIds(index.find("night hasaka")), ["raid"]);
  assert.deepEqual(hitIds(index.find("مستودع")), ["strike"]);
  assert.deepEqual(hitIds(index.find("epo")), ["strike"]);
  assert.deepEqual(hitIds(index.find("night drones")), []);
  assert.deepEqual(hitIds(index.find("killed")), [], "prose is not searched by sound");
  assert.equal(index.find(" … "), null);
});

test("what was found is a filter among others, and counts beside a choice follow the others", () => {
  const { items, head } = makePageData(1000);
  const hits = Uint8Array.from({ length: items.size }, (_, i) => Number(i < 1000 && i % 10 === 0));
  const sifted = sift(items.size, [withoutCodes("layers", items.layer, [0, 1]), found(hits)]);
  const expected = hits.filter((hit, i) => hit && (items.layer[i] as number) > 1).length;
  assert.equal(sifted.shown, expected);
  const facets = [
    { filter: "layers", codes: items.layer, from: null, size: head.layers.length },
    { filter: "status", codes: items.status, from: null, size: 4 },
  ];
  const [layers, statuses] = countFacets(sifted, facets) as [Uint32Array, Uint32Array];
  const sum = (counts: Uint32Array): number => counts.reduce((a, b) => a + b, 0);
  assert.equal(sum(layers), 100, "as if all layers were on, among what was found");
  assert.equal(layers[0], hits.filter((hit, i) => hit && items.layer[i] === 0).length);
  assert.equal(sum(statuses), expected);
  const passes = passerOfOthers(sifted, "search");
  assert.equal(
    Array.from(items.layer, (_, i) => i).filter(passes).length,
    items.layer.filter((code) => code > 1).length,
  );
});

test("a hundred thousand items are sifted with three filters quickly", () => {
  const { items } = makePageData(100_000);
  const filters = [
    withoutCodes("layers", items.layer, [1]),
    withoutCodes("status", items.status, [3]),
    found(Uint8Array.from({ length: items.size }, (_, i) => Number(i % 2 === 0))),
  ];
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    sift(items.size, filters);
    return performance.now() - start;
  });
  assert.ok(Math.min(...times) < 30, `${Math.min(...times)} ms`);
});
