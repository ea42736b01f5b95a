import assert from "node:assert/strict";
import { test } from "node:test";
import { countText } from "../src/counted_text.ts";
import { facetText } from "../src/facet_text.ts";
import { adminText, placeText } from "../src/item_text.ts";
import { codeText, shownText } from "../src/page_language.ts";
import { answerInArabic } from "../src/words.ts";
import { SearchIndex } from "../src/search.ts";
import { csvOfItems } from "../src/table_rows.ts";
import { makeData, makeItem, makeLocation } from "./make.ts";

const TEXTS = {
  "the village of Atmeh": "قرية أطمة",
  isis_members: "عناصر تنظيم داعش",
  Idlib: "إدلب",
  Syria: "سوريا",
};
const IN_ARABIC = { head: { texts_ar: TEXTS }, now: { lang: "ar" } } as const;
const IN_ENGLISH = { head: { texts_ar: TEXTS }, now: { lang: "en" } } as const;

test("a text of the data is Arabic on an Arabic page alone, and stays as it is without a translation", () => {
  assert.equal(shownText("the village of Atmeh", IN_ARABIC), "قرية أطمة");
  assert.equal(shownText("the village of Atmeh", IN_ENGLISH), "the village of Atmeh");
  assert.equal(shownText("elsewhere", IN_ARABIC), "elsewhere");
  assert.equal(shownText("constructor", IN_ARABIC), "constructor");
  assert.equal(shownText("elsewhere", { head: {}, now: { lang: "ar" } }), "elsewhere");
});

test("a code that only the dataset has is translated with its texts", () => {
  assert.equal(codeText("isis_members", IN_ARABIC), "عناصر تنظيم داعش");
  assert.equal(codeText("isis_members", IN_ENGLISH), "ISIS members");
  assert.equal(codeText("civilians", IN_ARABIC), "مدنيون");
  assert.equal(codeText("tanks_and_more", IN_ARABIC), "tanks and more");
});

test("places and units of an Arabic page are named in Arabic, set apart by its own comma", () => {
  const item = makeItem({ locations: [makeLocation({ as_written: "the village of Atmeh" })] });
  assert.equal(placeText(item, IN_ARABIC), "قرية أطمة");
  const shown = (name: string): string => shownText(name, IN_ARABIC);
  assert.equal(adminText(["Syria", "Idlib (Wikipedia)"], shown, "، "), "سوريا · إدلب (Wikipedia)");
});

test("a counted noun takes the form that its number asks for", () => {
  const cases: [number, string, string][] = [
    [1, "1 report here", "تقرير واحد هنا"],
    [2, "2 reports here", "تقريران هنا"],
    [3, "3 reports here", "3 تقارير هنا"],
    [12, "12 reports here", "12 تقريراً هنا"],
    [100, "100 reports here", "100 تقرير هنا"],
  ];
  for (const [n, en, ar] of cases) {
    assert.equal(countText(n, "report", "en"), en);
    assert.equal(countText(n, "report", "ar"), ar);
  }
});

test("every kind of answer is said in Arabic", () => {
  for (const precision of ["site", "place", "area", "admin3", "admin2", "admin1", "country", "unlocated"])
    assert.match(answerInArabic("resolved", precision), /[ء-ي]/);
  assert.match(answerInArabic("ambiguous", "area"), /أكثر من مكان/);
  assert.match(answerInArabic("unresolved", "unlocated"), /لم يُعرف/);
});

test("choices of a filter are Arabic: actors and finer kinds, publishers, units that labels name too", () => {
  const labels = [{ name: "Raqqa", name_ar: "الرقة", lon: 39, lat: 36, rank: 3, kind: "governorate" }];
  const page = { head: { labels, texts_ar: { SOHR: "المرصد", night_raid: "مداهمة ليلية", Idlib: "إدلب" } }, now: { lang: "ar" } } as const;
  assert.equal(facetText("publisher", "SOHR", page), "المرصد");
  assert.equal(facetText("actor", "night_raid", page), "مداهمة ليلية");
  assert.equal(facetText("subkind", "night_raid", { ...page, now: { lang: "en" } }), "night raid");
  assert.equal(facetText("unit", "Idlib", page), "إدلب");
  assert.equal(facetText("unit", "Raqqa", page), "الرقة");
  assert.equal(facetText("status", "confirmed", page), "مؤكد");
});

test("what an Arabic page shows is found by searching, and a downloaded table keeps the wording", async () => {
  const data = makeData([makeItem({ id: "raid", locations: [makeLocation({ as_written: "the village of Atmeh" })] })]);
  Object.assign(data.head, { texts_ar: TEXTS });
  const index = new SearchIndex(data);
  await index.build();
  assert.deepEqual([...(index.find("قرية") ?? [])], [1], "1 at what it found");
  const csv = csvOfItems([data.record(0)!], []);
  assert.match(csv, /the village of Atmeh/);
  assert.doesNotMatch(csv, /قرية/);
});
