import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { editionFigure, fieldName, tableName, valueText } from "../src/edition_words.ts";
import { hashFromState, stateFromHash } from "../src/link.ts";
import { newsText } from "../src/news_text.ts";
import type { EditionChange, Since } from "../src/payload.ts";
import { groupsOfChanges, sinceText } from "../src/since_view.ts";
import { lookOfItem } from "../src/symbol.ts";
import { makeItem, makeStore, shownIds } from "./make.ts";

const TABLES = JSON.parse(
  readFileSync(new URL("../../geomap/incidents/tables.json", import.meta.url), "utf8"),
) as Record<string, { fields: { name: string }[]; primaryKey?: string[] }>;

const JOINED = new Set(["qualifier", "low", "high", "lon", "lat"]);

function change(part: Partial<EditionChange> = {}): EditionChange {
  return {
    change: "corrected",
    table: "claims",
    owner: "raid",
    title: "Raid",
    codes: ["killed"],
    text: "",
    fields: [],
    sources: [],
    ...part,
  };
}

const SINCE: Since = {
  data_hash: "0123456789abcdef",
  latest_source: "2022-03-03",
  added: 1200,
  corrected: 2,
  withdrawn: 1,
  changes: [],
};

const site = (id: string, part = {}) =>
  makeItem({ id, type: "site", layer: "base", state: "active", date: null, ...part });

test("every table and field that can change has words in both languages", () => {
  for (const [table, { fields, primaryKey }] of Object.entries(TABLES)) {
    assert.match(tableName(table, "ar"), /\p{Script=Arabic}/u, table);
    for (const { name } of fields) {
      const isOneOfTwo = /_(start|end)$/.test(name) || JOINED.has(name);
      if (isOneOfTwo || primaryKey?.includes(name)) continue;
      assert.match(fieldName(name, "ar"), /\p{Script=Arabic}/u, `${table}.${name}`);
    }
  }
  for (const name of ["figure", "date", "period", "point"]) assert.notEqual(fieldName(name, "ar"), name);
});

test("a figure keeps its qualifier, in the reader's words", () => {
  assert.equal(editionFigure("at_least 1200", "en"), "at least 1\u202f200");
  assert.equal(editionFigure("exactly 3–5", "en"), "3–5");
  assert.equal(editionFigure("about", "en"), "about");
  assert.equal(editionFigure("up_to 2.5", "ar"), "ما يصل إلى 2.5");
});

test("values are told in words, and an empty one as such", () => {
  assert.equal(valueText("status", "reported", "ar"), "وارد");
  assert.equal(valueText("date", "2022-02-03..2022-02-04", "en"), "3–4 Feb 2022");
  assert.equal(valueText("background", "true", "en"), "yes");
  assert.equal(valueText("summary", "", "en"), "nothing");
  assert.equal(valueText("actors", "SDF;HTS", "en"), "SDF · HTS");
  assert.equal(valueText("summary", "</script>{{7*7}}", "en"), "</script>{{7*7}}");
});

test("the line says since when, of which data, and how many of each", () => {
  const english = sinceText(SINCE, "en").replaceAll(/[\u2066\u2069]/g, "");
  assert.equal(
    english,
    "Since the edition of 3 March 2022 (data 0123456789ab): 1\u202f200 added, 2 corrected, 1 withdrawn",
  );
  assert.match(sinceText(SINCE, "ar"), /^منذ إصدار 3 آذار 2022 .*أُضيف 1\u202f200، صُحّح 2، سُحب 1$/u);
  assert.match(sinceText({ ...SINCE, latest_source: null }, "en"), /^Since the edition of \(data/);
});

test("changes about one thing stand together, in the order of the data", () => {
  const groups = groupsOfChanges([
    change({ table: "incidents" }),
    change(),
    change({ owner: "", title: "SOHR, 2022-03-23", table: "totals" }),
    change({ owner: "", title: "AFP, 2022-02-03", table: "sources" }),
  ]);
  assert.deepEqual(
    groups.map((group) => group.length),
    [2, 1, 1],
  );
});

test("a site that changed carries its sign and says what happened", () => {
  const happened = (change: string) => ({
    date: null,
    change,
    status_after: "active",
    source: null,
    note: "",
    in_period: true,
  });
  const changed = site("tanf", {
    news: { kind: "changed", certainty: "possible" },
    changes: [happened("attacked"), happened("mentioned"), { ...happened("withdrawn"), in_period: false }],
  });
  assert.deepEqual(lookOfItem(changed).news, { kind: "changed", certainty: "possible" });
  assert.equal(newsText(changed, "en"), "in this period: attacked (perhaps)");
  assert.equal(newsText(site("omar"), "en"), "");
  assert.equal(lookOfItem(site("omar")).news, undefined);
  const left = site("conoco", { news: { kind: "left", certainty: "certain" } });
  assert.equal(newsText(left, "ar"), "أُخلي في هذه الفترة");
});

test("readers may leave out the sites that did not change; incidents stay", () => {
  const items = [
    makeItem(),
    site("tanf", { news: { kind: "new", certainty: "certain" } }),
    site("omar"),
  ];
  const store = makeStore(items);
  store.set({ isNewsOnly: true });
  assert.deepEqual(shownIds(store), ["raid", "tanf"]);
  assert.equal(hashFromState({ isNewsOnly: true }), "#sites=changed");
  assert.equal(stateFromHash("#sites=changed").isNewsOnly, true);
  assert.equal(stateFromHash("#sites=other").isNewsOnly, undefined);
});
