// What a choice of a facet is called in the page's language.
import type { FacetName } from "./facets.ts";
import { FILTER_WORDS } from "./filter_words.ts";
import type { Head } from "./page_data.ts";
import { codeText, shownText } from "./page_language.ts";
import type { Lang } from "./payload.ts";

/** The store is one. */
interface Page {
  readonly head: Pick<Head, "labels" | "texts_ar">;
  readonly now: { readonly lang: Lang };
}

export function facetText(name: FacetName, value: string, page: Page): string {
  if (name === "killed") return FILTER_WORDS[page.now.lang].killed[value] ?? value;
  if (name === "publisher") return shownText(value, page);
  if (name === "unit") return unitName(value, page);
  return codeText(value, page);
}

/** A page without the Arabic of its texts still has that of the map's own labels. */
function unitName(value: string, page: Page): string {
  const shown = shownText(value, page);
  if (shown !== value || page.now.lang !== "ar") return shown;
  return page.head.labels.find(({ name, name_ar: nameAr }) => name === value && nameAr)?.name_ar ?? value;
}
