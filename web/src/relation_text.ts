// What a related item is to the one on the card, said from what the data says of both: its kind, and
// whether it came before, on the same day or later. Whether one answered the other only its texts tell.
import { facetText } from "./facet_text.ts";
import type { Head } from "./page_data.ts";
import type { Item, Lang } from "./payload.ts";
import { spanOfDate } from "./span.ts";
import { kindName } from "./words.ts";

const ORDER: Record<Lang, Record<"before" | "same" | "overlap" | "later" | "site", string>> = {
  en: { before: "before it", same: "on the same day", overlap: "on the same days or near", later: "after it", site: "lasting site" },
  ar: { before: "قبله", same: "في اليوم نفسه", overlap: "في الأيام نفسها أو قربها", later: "بعده", site: "موقع قائم" },
};

export function relationText(item: Item, other: Item, head: Head, lang: Lang): string {
  const subkind = other.subkind ? facetText("subkind", other.subkind, { head, now: { lang } }) : "";
  return [kindName(other.kind, lang), subkind, orderText(item, other, lang)].filter(Boolean).join(" · ");
}

function orderText(item: Item, other: Item, lang: Lang): string {
  const t = ORDER[lang];
  if (other.type === "site") return t.site;
  const [own, its] = [spanOfDate(item.date), spanOfDate(other.date)];
  if (!own || !its || item.type === "site") return "";
  if (its.first > own.last) return t.later;
  if (its.last < own.first) return t.before;
  return own.first === own.last && its.first === its.last ? t.same : t.overlap;
}
