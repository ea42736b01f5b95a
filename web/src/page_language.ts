// Which of a record's texts the page shows: the Arabic one on an Arabic page, where there is one.
import { el } from "./dom.ts";
import type { Lang } from "./payload.ts";

const ARABIC_LETTER = /[\u0620-\u06ff]/;

/** The text for readers; English on an Arabic page says so, to be read aloud right. */
export function pageText(
  text: string,
  inArabic: string | undefined,
  lang: Lang,
  className = "",
): HTMLElement {
  const shown = lang === "ar" && inArabic ? inArabic : text;
  const isEnglish = lang === "ar" && !ARABIC_LETTER.test(shown);
  const language = isEnglish ? { lang: "en", dir: "ltr" } : { dir: "auto" };
  return el("bdi", { class: className || null, ...language }, shown);
}
