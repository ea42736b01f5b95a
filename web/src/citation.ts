// How to cite a page: title, period, edition and the day of its latest source; no address, it has none.
import { dayText, spanText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import type { Lang, Payload } from "./payload.ts";
import { spanFromDays } from "./span.ts";
import { SHARE_WORDS } from "./share_words.ts";
import { STRINGS } from "./strings.ts";

export type Cited = Pick<Payload, "title" | "title_ar" | "period" | "edition" | "lang">;

/**
 * @param title title of the chosen item, empty for the map as a whole
 * @param hash the address's part behind `#`, which restores the view
 */
export function citationOf(page: Cited, lang: Lang, { title = "", hash = "" } = {}): string {
  const t = { ...STRINGS[lang], ...SHARE_WORDS[lang] };
  const { start, end, label } = page.period;
  const span = start && end ? spanFromDays(start, end) : null;
  const latest = dayNumber(page.edition.latest_source);
  const name = lang === "ar" ? (page.title_ar ?? page.title) : page.title;
  const parts = [
    title ? `${t.quoteOpen}${title}${t.quoteClose}` : "",
    name,
    span ? spanText(span, lang) : label,
    `geomap ${page.edition.geomap_version}, ${t.data} ${page.edition.data_hash.slice(0, 12)}`,
    latest === null ? "" : `${t.latestSource} ${dayText(latest, lang)}`,
    hash,
  ];
  return `${parts.filter(Boolean).join(lang === "ar" ? "، " : ", ")}.`;
}
