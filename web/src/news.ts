// What became of several sites together: a badge has room for one small sign.
import type { Item, News } from "./payload.ts";

/** Their one kind of news, or "changed" where they differ; certain as soon as one of them is. */
export function newsOfItems(items: readonly Item[]): News | undefined {
  const all = items.flatMap(({ news }) => (news ? [news] : []));
  const [first] = all;
  if (!first) return undefined;
  const kind = all.every((news) => news.kind === first.kind) ? first.kind : "changed";
  const isCertain = all.some((news) => news.certainty === "certain");
  return { kind, certainty: isCertain ? "certain" : "possible" };
}
