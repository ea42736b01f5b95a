import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { cellFromLonLat } from "../src/morton.ts";
import { decodeHead } from "../src/head.ts";
import { openPageData } from "../src/open_page.ts";
import type { PageData } from "../src/page_data.ts";
import { pageDataFromItems } from "./page_data_items.ts";
import type { Item, Payload } from "../src/payload.ts";

interface Page {
  head: unknown;
  blocks: Record<string, string>;
  records: Payload;
}

// Written by tests/render/page_fixture.py.
const PAGE = JSON.parse(readFileSync(new URL("page.json", import.meta.url), "utf8")) as Page;
const native = globalThis.DecompressionStream;

afterEach(() => {
  globalThis.DecompressionStream = native;
});

function textOf(id: string): string {
  const text = id === "geomap-head" ? JSON.stringify(PAGE.head) : PAGE.blocks[id];
  if (text === undefined) throw new Error(`no block ${id}`);
  return text;
}

const open = (): Promise<PageData> => openPageData(decodeHead(textOf("geomap-head")), textOf);

async function recordsOf(data: PageData): Promise<Map<string, Item>> {
  await data.loadAll();
  const items = Array.from({ length: data.items.size }, (_, i) => data.record(i) as Item);
  return new Map(items.map((item) => [item.id, item]));
}

for (const isNative of [true, false]) {
  const by = isNative ? "by the browser" : "by the library";
  test(`what Python wrote comes out as Python's own records, unpacked ${by}`, async () => {
    if (!isNative) Reflect.deleteProperty(globalThis, "DecompressionStream");
    const data = await open();
    const found = await recordsOf(data);
    assert.equal(found.size, PAGE.records.items.length);
    for (const item of PAGE.records.items) assert.deepEqual(found.get(item.id), item);
    for (const source of PAGE.records.sources) assert.deepEqual(data.source(source.id), source);
  });
}

test("the columns are those that the records give", async () => {
  const data = await open();
  const other = pageDataFromItems(PAGE.records);
  assert.equal(data.items.size, other.items.size);
  await recordsOf(data);
  const words = (page: PageData, i: number): unknown => {
    const { items, places, head } = page;
    const actors = [...items.actor.subarray(items.actorFrom[i], items.actorFrom[i + 1])];
    const publishers = [...items.publisher.subarray(items.publisherFrom[i], items.publisherFrom[i + 1])];
    const rows = [...places.x.keys()].filter((row) => places.item[row] === i);
    return {
      id: page.idNow(i),
      layer: head.layers[items.layer[i]!],
      kind: head.codes.kind[items.kind[i]!],
      subkind: head.codes.subkind[items.subkind[i]!],
      state: head.codes.state[items.state[i]!],
      actors: actors.map((code) => head.codes.actor[code]),
      publishers: publishers.map((code) => head.codes.publisher[code]),
      days: [items.first[i], items.last[i], items.certainty[i]],
      numbers: [items.vehicles[i], items.killedLow[i], items.killedHigh[i]],
      news: [items.news[i], items.newsCertainty[i], items.isBackground[i], items.isSite[i], items.drawn[i]],
      places: rows.map((row) => [
        head.codes.role[places.role[row]!],
        ...[places.standing, places.precision, places.x, places.y, places.isPoint].map((column) => column[row]),
        ...[places.uncertainty, places.shape].map((column) => column[row]),
        head.admins[places.admin[row]!],
      ]),
    };
  };
  for (let i = 0; i < data.items.size; i++) assert.deepEqual(words(data, i), words(other, i));
});

test("a record is there once its block is decoded, and its neighbours' with it", async () => {
  const data = await open();
  assert.equal(data.record(0), null);
  await data.load([0]);
  assert.equal(data.record(0)?.id, data.idNow(0));
  assert.equal(data.record(data.items.size - 1), null);
  await data.load([-1, 1e9]);
  assert.equal(data.record(-1), null);
});

test("an id is found without decoding any text", async () => {
  const data = await open();
  assert.equal(data.idNow(0), null);
  const last = PAGE.records.items.at(-1) as Item;
  const index = await data.indexOf(last.id);
  assert.equal(data.idNow(index), last.id);
  assert.equal(data.record(index), null);
  assert.equal(await data.indexOf("nobody"), -1);
});

test("progress goes up to one", async () => {
  const shares: number[] = [];
  await (await open()).loadAll((share) => shares.push(share));
  assert.equal(shares.at(-1), 1);
  assert.deepEqual(shares, [...shares].sort((a, b) => a - b));
});

test("a damaged block is named, with what to do", async () => {
  const broken = (id: string): string => (id.startsWith("geomap-numbers") ? "AAAA" : textOf(id));
  await assert.rejects(openPageData(decodeHead(textOf("geomap-head")), broken), /"geomap-numbers-0" cannot be read.*Build the page again/s);
});

test("a place of the page lies in the cell where its coordinates do", async () => {
  const { places } = await open();
  const at = PAGE.records.items.flatMap((item) => item.locations).find((place) => place.note === "GPS");
  const [x, y] = cellFromLonLat(at?.lon ?? 0, at?.lat ?? 0);
  assert.ok([...places.x.keys()].some((row) => places.x[row] === x && places.y[row] === y));
});
