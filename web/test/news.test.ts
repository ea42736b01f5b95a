import assert from "node:assert/strict";
import { test } from "node:test";
import { Layouts } from "../src/layouts.ts";
import { Ground } from "../src/marks.ts";
import { newsOfAll } from "../src/news.ts";
import type { Item, News } from "../src/payload.ts";
import { makeItem, makeStore } from "./make.ts";

function site(id: string, news?: News): Item {
  const item = makeItem({ id, type: "site", layer: "base" });
  return news ? { ...item, news } : item;
}

test("several sites have the one news they share, and 'changed' where they differ", () => {
  assert.equal(newsOfAll([]), undefined);
  const left: News = { kind: "left", certainty: "possible" };
  assert.deepEqual(newsOfAll([left]), left);
  const set: News = { kind: "new", certainty: "certain" };
  assert.deepEqual(newsOfAll([left, set]), { kind: "changed", certainty: "certain" });
});

test("a badge of many sites shows that one of them changed", () => {
  const news: News = { kind: "new", certainty: "certain" };
  const sites = Array.from({ length: 12 }, (_, i) => (i === 5 ? site(`s${i}`, news) : site(`s${i}`)));
  const store = makeStore(sites);
  const ground = new Ground(store.data, () => []);
  const layouts = new Layouts(ground, (text) => text.length * 7);
  layouts.show(store.now.shown);
  const [badge] = layouts.laid({ zoom: 7, rect: [0, 0, 0, 0] }).glyphs;
  assert.equal(badge?.kind, "badge");
  assert.equal(badge?.entries[0]?.text, "12");
  assert.deepEqual(badge?.entries[0]?.look.news, news);
});
