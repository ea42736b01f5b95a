import assert from "node:assert/strict";
import { test } from "node:test";
import { Layouts } from "../src/layouts.ts";
import { Ground } from "../src/marks.ts";
import { jointNews } from "../src/news.ts";
import type { News } from "../src/payload.ts";
import { Store } from "../src/store.ts";
import { makeData, makeItem } from "./make.ts";

test("several sites have the one news they share, and 'changed' where they differ", () => {
  assert.equal(jointNews([undefined, undefined]), undefined);
  const left: News = { kind: "left", certainty: "possible" };
  assert.deepEqual(jointNews([undefined, left]), left);
  const set: News = { kind: "new", certainty: "certain" };
  assert.deepEqual(jointNews([left, set]), { kind: "changed", certainty: "certain" });
});

test("a badge of many sites shows that one of them changed", () => {
  const news: News = { kind: "new", certainty: "certain" };
  const sites = Array.from({ length: 12 }, (_, i) =>
    makeItem({ id: `s${i}`, type: "site", layer: "base", ...(i === 5 && { news }) }),
  );
  const data = makeData(sites);
  const layouts = new Layouts(
    new Ground(data, () => []),
    (text) => text.length * 7,
  );
  layouts.show(new Store(data).now.shown);
  const [badge] = layouts.laid(7, [0, 0, 0, 0]).glyphs;
  assert.equal(badge?.kind, "badge");
  assert.equal(badge?.entries[0]?.text, "12");
  assert.deepEqual(badge?.entries[0]?.look.news, news);
});
