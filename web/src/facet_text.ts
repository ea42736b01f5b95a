// What a choice of a facet is called in the page's language.
import type { FacetName } from "./facets.ts";
import { FILTER_WORDS } from "./filter_words.ts";
import type { Head } from "./page_data.ts";
import type { Lang } from "./payload.ts";
import { wordFor } from "./words.ts";

export function facetText(name: FacetName, value: string, head: Pick<Head, "labels">, lang: Lang): string {
  if (name === "killed") return FILTER_WORDS[lang].killed[value] ?? value;
  if (name === "publisher") return value;
  if (name === "unit") return unitName(value, head, lang);
  return wordFor(value, lang);
}

/** The map's own labels know the units' Arabic names. */
function unitName(value: string, { labels }: Pick<Head, "labels">, lang: Lang): string {
  if (lang !== "ar") return value;
  return labels.find(({ name, name_ar: nameAr }) => name === value && nameAr)?.name_ar ?? value;
}
