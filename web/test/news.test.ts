import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutMarks } from "../src/layout.ts";
import { marksOfItems } from "../src/marks.ts";
import { newsOfItems } from "../src/news.ts";
import type { Item, News } from "../src/payload.ts";
import { makeItem } from "./make.ts";

function site(id: string, news?: News): Item {
  const item = makeItem({ id, type: "site", layer: "base" });
  return news ? { ...item, news } : item;
}

test("several sites have the one news they share, and 'changed' where they differ", () => {
  assert.equal(newsOfItems([site("a"), site("b")]), undefined);
  const left: News = { kind: "left", certainty: "possible" };
  assert.deepEqual(newsOfItems([site("a"), site("b", left)]), left);
  const set: News = { kind: "new", certainty: "certain" };
  assert.deepEqual(newsOfItems([site("a", left), site("b", set)]), { kind: "changed", certainty: "certain" });
});

test("a badge of many sites shows that one of them changed", () => {
  const news: News = { kind: "new", certainty: "certain" };
  const sites = Array.from({ length: 12 }, (_, i) => (i === 5 ? site(`s${i}`, news) : site(`s${i}`)));
  const [badge] = layoutMarks(
    marksOfItems(sites, () => []),
    7,
    (text) => text.length * 7,
  );
  assert.equal(badge?.kind, "badge");
  assert.equal(badge?.entries[0]?.text, "12");
  assert.deepEqual(badge?.entries[0]?.look.news, news);
});
