import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeHead, type Part } from "../src/head.ts";
import { openPageData, type Opening } from "../src/open_page.ts";
import type { PageData } from "../src/page_data.ts";
import type { Item, Payload } from "../src/payload.ts";
import { openingDays, Rest } from "../src/rest.ts";
import { spanFromDays, type Span } from "../src/span.ts";
import { Store } from "../src/store.ts";

interface SplitPage {
  split: { head: { blocks: { files: Record<string, string> } }; blocks: Record<string, string>; files: Record<string, string> };
  records: Payload;
}

// Written by tests/render/page_fixture.py: incidents of October 2019 and of February 2022, and a site.
const { split, records } = JSON.parse(readFileSync(new URL("page.json", import.meta.url), "utf8")) as SplitPage;
const OLD_DAYS = spanFromDays("2019-01-01", "2019-12-31") as Span;
const NEW_DAYS = spanFromDays("2022-01-01", "2022-12-31") as Span;

class Files {
  readonly asked: string[] = [];
  readonly missing = new Set<string>();

  readonly textOf = (id: string): string | Promise<string> => {
    const inside = split.blocks[id];
    if (inside !== undefined) return inside;
    this.asked.push(id);
    const call = split.files[split.head.blocks.files[id] ?? ""];
    if (call === undefined || this.missing.has(id)) return Promise.reject(new Error(`no ${id}`));
    return Promise.resolve(/^geomapChunk\("([a-z0-9-]+)","([^"]*)"\);\n$/.exec(call)![2]!);
  };

  open(opening: Opening = {}): Promise<PageData> {
    return openPageData(decodeHead(JSON.stringify(split.head)), this.textOf, opening);
  }

  numbersAsked(): number[] {
    return this.asked.filter((id) => id.includes("numbers")).map((id) => Number(id.split("-").at(-1)));
  }
}

async function recordsOf(data: PageData): Promise<Map<string, Item>> {
  await data.loadAll();
  const items = Array.from({ length: data.items.size }, (_, i) => data.record(i) as Item);
  return new Map(items.map((item) => [item.id, item]));
}

const total = records.items.length;

test("a split page opens with its latest year, and counts the rest as not loaded", async () => {
  const files = new Files();
  const data = await files.open();
  assert.deepEqual(data.rest.openingDays, NEW_DAYS);
  assert.equal(data.rest.needed(NEW_DAYS).length, 0);
  assert.ok(data.rest.size > 0);
  assert.equal(data.items.size + data.rest.size, total);
  assert.equal(files.numbersAsked()[0], 0, "the gazetteer's answers come with the first part");
  assert.ok(files.asked.every((id) => id.includes("numbers")), "no text is asked for before somebody reads");
});

test("a link's days are loaded in place of the latest year", async () => {
  const data = await new Files().open({ days: OLD_DAYS });
  assert.equal(data.rest.needed(OLD_DAYS).length, 0);
  assert.ok(data.rest.needed(NEW_DAYS).length > 0);
});

test("in whatever order the parts come, every record is Python's own, and keeps its index", async () => {
  const first = await new Files().open();
  for (const order of [first.rest.needed(null), [...first.rest.needed(null)].reverse(), [3, 1, 5, 2, 4]]) {
    const data = await new Files().open({ days: OLD_DAYS });
    const indexes = new Map([...(await recordsOf(data)).keys()].map((id, i) => [id, i]));
    for (const part of order) await data.rest.load([part]);
    await data.rest.load(data.rest.needed(null));
    const found = await recordsOf(data);
    assert.equal(found.size, total);
    for (const item of records.items) assert.deepEqual(found.get(item.id), item);
    for (const source of records.sources) assert.deepEqual(data.source(source.id), source);
    for (const [id, index] of indexes) assert.equal(data.idNow(index), id);
    assert.equal(data.rest.size, 0);
  }
});

test("actors and publishers of an item are its own whatever was loaded before it", async () => {
  const data = await new Files().open({ days: OLD_DAYS });
  await data.rest.load(data.rest.needed(null));
  const found = await recordsOf(data);
  const publisherOf = new Map(records.sources.map(({ id, publisher }) => [id, publisher]));
  [...found.values()].forEach((item, i) => {
    const { actor, actorFrom, publisher, publisherFrom } = data.items;
    const codes = [...publisher.subarray(publisherFrom[i], publisherFrom[i + 1])];
    const cited = [...item.claims, ...item.locations, ...item.changes].map(({ source }) => source);
    const expected = new Set(cited.filter((id) => id !== null).map((id) => publisherOf.get(id)));
    assert.deepEqual(new Set(codes.map((code) => data.head.codes.publisher[code])), expected);
    assert.equal((actorFrom[i + 1] as number) - (actorFrom[i] as number), item.actors.length);
    assert.ok(actor.length >= (actorFrom[i + 1] as number));
  });
});

test("an id of other days is found, and its part loaded with it", async () => {
  const data = await new Files().open({ days: OLD_DAYS });
  const sizes: number[] = [];
  data.rest.subscribe(() => sizes.push(data.items.size));
  const wanted = records.items.find(({ date }) => date?.start?.startsWith("2022-02")) as Item;
  const index = await data.indexOf(wanted.id);
  assert.equal(data.idNow(index), wanted.id);
  assert.ok(index < data.items.size);
  assert.equal(sizes.length, 1);
  assert.equal(await data.indexOf("nobody"), -1);
});

test("a part that is missing leaves the others in, and can be asked for again", async () => {
  const files = new Files();
  const data = await files.open({ days: OLD_DAYS });
  const [lost, ...others] = data.rest.needed(null);
  files.missing.add(`geomap-numbers-${lost}`);
  await assert.rejects(data.rest.load(data.rest.needed(null)), /no geomap-numbers/);
  assert.ok(others.length > 0);
  assert.deepEqual(data.rest.needed(null), [lost]);
  assert.equal(data.items.size, total - data.rest.size);
  files.missing.clear();
  await data.rest.load(data.rest.needed(null));
  assert.equal(data.items.size, total);
});

test("without the first part there is no page", async () => {
  const files = new Files();
  files.missing.add("geomap-numbers-0");
  await assert.rejects(files.open(), /geomap-numbers-0/);
});

test("what was chosen holds for what is loaded later, and what was found stays found", async () => {
  const data = await new Files().open({ days: OLD_DAYS });
  const store = new Store(data);
  store.set({ days: OLD_DAYS, query: "x", hits: new Uint8Array(data.items.size).fill(1) });
  const before = store.now.counts;
  const totals = (): number => Object.values(store.now.layers).reduce((sum, { total }) => sum + total, 0);
  assert.equal(totals(), total, "totals of layers are the page's, loaded or not");
  await data.rest.load(data.rest.needed(null));
  assert.equal(store.now.shown.size, total);
  assert.equal(store.now.hits?.length, total);
  assert.deepEqual(store.now.counts, before);
  assert.equal(totals(), total);
});

test("the period of the page covers what is not loaded", async () => {
  const { period } = new Store(await new Files().open());
  assert.ok(period && period.first <= OLD_DAYS.last);
});

function part(days: [string, string] | null, items: number, months: [string, number][] = [], always = false): Part {
  const span = days && (spanFromDays(...days) as Span);
  const counts = months.map(([day, count]) => [spanFromDays(day, day)!.first, 0, count] as [number, number, number]);
  const when = { always, days: span && ([span.first, span.last] as [number, number]), box: null, months: counts };
  return { rows: { items }, texts: 0, when };
}

test("the latest year is that of the last incident, not of the last day that one may have lasted", () => {
  const parts = [
    part(null, 0, [], true),
    part(["2018-01-01", "2018-12-31"], 9, [["2018-05-01", 9]]),
    part(["2019-01-01", "2022-12-31"], 9, [["2019-05-01", 9]]),
  ];
  assert.deepEqual(openingDays(parts), spanFromDays("2019-01-01", "2019-12-31"));
});

test("what is one part, or a matter of days, opens whole", () => {
  assert.equal(openingDays([part(null, 0, [], true), part(["2018-01-01", "2020-12-31"], 9)]), null);
  const days = ["2018-01-01", "2018-02-01"].map((day) => part([day, "2018-02-20"], 9, [[day, 9]]));
  assert.equal(openingDays([part(null, 0, [], true), ...days]), null);
  assert.equal(openingDays([{ rows: { items: 5 }, texts: 1 }]), null);
});

test("what lies in view is first, with what belongs to every period", async () => {
  const boxed = (box: [number, number, number, number], always = false): Part => {
    const { when, ...rest } = part(["2018-01-01", "2018-12-31"], 9, [], always);
    return { ...rest, when: { ...when!, box } };
  };
  const parts = [boxed([0, 0, 1, 1], true), boxed([36, 35, 37, 36]), boxed([40, 35, 41, 36])];
  const loads: (readonly number[])[] = [];
  const rest = new Rest(parts, (wanted) => {
    loads.push(wanted);
    return Promise.resolve({ parts: [...wanted], failure: null });
  });
  const needed = rest.needed(null);
  assert.deepEqual(rest.first(needed, [36.5, 35.5, 36.6, 35.6]), [0, 1]);
  assert.deepEqual(rest.first([2], [36.5, 35.5, 36.6, 35.6]), [2]);
  await Promise.all([rest.load([1]), rest.load([1, 2])]);
  assert.deepEqual(loads, [[1], [2]], "nothing is loaded twice");
  assert.equal(rest.size, 9);
});
