// What became of a site in the period, in words: the text beside the small sign.
import type { Item, Lang } from "./payload.ts";
import { STRINGS } from "./strings.ts";
import { wordFor } from "./words.ts";

const SAME_AS_BEFORE: ReadonlySet<string> = new Set(["in_use", "mentioned"]);

/** What became of a site in the period, in words; nothing when it merely stood. */
export function newsText({ news, changes }: Item, lang: Lang): string {
  if (!news) return "";
  const t = STRINGS[lang];
  const said = changes.filter((c) => c.in_period && !SAME_AS_BEFORE.has(c.change));
  const happened = [...new Set(said.map((c) => wordFor(c.change, lang)))].join(lang === "ar" ? "، " : ", ");
  const words = {
    first: happened ? `${t.newsFirst}: ${happened}` : t.newsFirst,
    new: t.newsNew,
    left: t.newsLeft,
    changed: happened ? `${t.newsChanged}: ${happened}` : t.newsChanged,
  };
  return news.certainty === "possible" ? `${words[news.kind]} (${t.perhaps})` : words[news.kind];
}
