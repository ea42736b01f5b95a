import assert from "node:assert/strict";
import { test } from "node:test";
import { csvParse } from "d3-dsv";
import { citationOf } from "../src/citation.ts";
import { geoJsonOfItems } from "../src/geojson_features.ts";
import { fileName } from "../src/save_file.ts";
import { COLUMNS, csvOfItems } from "../src/table_rows.ts";
import { makeArea, makeClaim, makeItem, makePayload } from "./make.ts";

const SOURCE = {
  id: "seed-000",
  publisher: "SOHR",
  title: "Month 88",
  language: "en",
  published: "2022-02-28",
  url: "https://example.org/88",
  archive_url: null,
};
const SQUARE = [[[[36, 36], [37, 36], [37, 37], [36, 36]]]]; // prettier-ignore
const page = makePayload([], { sources: [SOURCE], shapes: [{ polygons: SQUARE }, { units: ["SYR-ID"] }] });

const rowOf = (part: Parameters<typeof makeItem>[0]): Record<string, string> => {
  const [row] = csvParse(csvOfItems([makeItem(part)], [SOURCE]).replace(/^\ufeff/, ""));
  assert.ok(row);
  return row;
};

test("a table starts with a byte order mark and has every column", () => {
  const text = csvOfItems([makeItem({ title: "غارة" })], [SOURCE]);
  assert.equal(text.charCodeAt(0), 0xfeff);
  assert.deepEqual(csvParse(text.slice(1)).columns, [...COLUMNS]);
});

test("a point has coordinates and its precision, an area only its precision", () => {
  assert.deepEqual([rowOf({}).lon, rowOf({}).precision, rowOf({}).uncertainty_m], ["36.68839", "place", "1500"]);
  const area = rowOf({ locations: [makeArea(0, [36.5, 36.5])] });
  assert.deepEqual([area.lon, area.lat, area.precision], ["", "", "area"]);
});

test("claims are told with who says so, and superseded ones are marked", () => {
  const claims = [makeClaim({ low: 9, high: 13 }), makeClaim({ id: "c2", who: "children", superseded_by: "c1" })];
  assert.equal(
    rowOf({ claims }).claims,
    "killed: 9–13 (SOHR, 2022-02-03); killed children: 9 (SOHR, 2022-02-03, superseded)",
  );
});

test("no text of a report becomes a formula in a spreadsheet", () => {
  for (const evil of ["=cmd()", "+1", "-1+2", "@SUM(A1)", "\t=1"]) {
    assert.equal(rowOf({ title: evil }).title, `'${evil}`);
  }
});

test("GeoJSON gives points for sites and places alone, areas as areas, and the unlocated without geometry", () => {
  const items = [
    makeItem({ id: "a" }),
    makeItem({ id: "b", locations: [makeArea(0, [36.5, 36.5]), makeArea(1, [36.5, 36.5], { standing: "rival" })] }),
    makeItem({ id: "c", locations: [], drawn: "unlocated" }),
  ];
  const whole = { origin: page, sources: page.sources, shapes: page.shapes };
  const read = JSON.parse(geoJsonOfItems(items, whole, () => SQUARE));
  const types = read.features.map((f: { geometry: { type: string } | null }) => f.geometry?.type ?? null);
  assert.deepEqual(types, ["Point", "MultiPolygon", "MultiPolygon", null]);
  assert.equal(read.features[2].properties.standing, "rival");
  assert.equal(read.features[0].properties.sources[0].url, "https://example.org/88");
  assert.equal(read.features[3].properties.precision, "unlocated");
  assert.equal(read.data_hash, page.edition.data_hash);
});

test("a citation names the item, the map, its days and its edition, in the reader's language", () => {
  assert.equal(
    citationOf(page, "en", { title: "Raid", hash: "#item=raid" }),
    "“Raid”, February, February 2022, geomap 0.1.0, data 00, #item=raid.",
  );
  assert.match(citationOf({ ...page, title_ar: "عمليات" }, "ar"), /^عمليات، شباط 2022، /u);
});

test("a file name holds letters, digits and hyphens, whatever the data is called", () => {
  assert.equal(fileName(["../a b<c>", null, "2022-02-01"], "csv"), "a-b-c-2022-02-01.csv");
  assert.equal(fileName(["***"], "csv"), "map.csv");
});
