// Which of a record's texts the page shows: the Arabic one on an Arabic page, where there is one.
import { dataText, el, type Child } from "./dom.ts";
import type { Frame, Lang } from "./payload.ts";
import { hasWord, wordFor } from "./words.ts";

/** What texts are looked up by: the page's dictionary, and the language it speaks now. The store is one. */
export interface Speech {
  readonly head: Pick<Frame, "texts_ar">;
  readonly now: { readonly lang: Lang };
}

/** For files: every text as it was written. */
export const AS_WRITTEN: Speech = { head: {}, now: { lang: "en" } };

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
  return isEnglish ? englishText(shown, className) : dataText(shown, className);
}

/** Any text of the data for readers, in Arabic on an Arabic page that has it. */
export function readerText(text: string, store: Speech, className = ""): HTMLElement {
  return pageText(text, arabicOf(text, store), store.now.lang, className);
}

/** The same as a string, for lines that hold several texts. */
export function shownText(text: string, store: Speech): string {
  return (store.now.lang === "ar" && arabicOf(text, store)) || text;
}

/** A code of the data as words; codes that only this dataset has are translated with its texts. */
export function codeText(code: string, store: Speech): string {
  const own = hasWord(code) ? "" : shownText(code, store);
  return own && own !== code ? own : wordFor(code, store.now.lang);
}

/**
 * Words of a source with the number of the source; on an Arabic page first in Arabic, then the wording
 * itself, which is the evidence.
 */
export function wordingText(
  text: string,
  store: Speech,
  quote: (text: string) => HTMLElement,
  mark: Child = null,
): Child[] {
  const shown = shownText(text, store);
  if (shown === text) return [quote(text), mark];
  return [dataText(shown), " ", el("span", { class: "gm-original gm-soft" }, quote(text), mark)];
}

/** English that stays English on an Arabic page, whatever names it quotes. */
export function englishText(text: string, className = ""): HTMLElement {
  return el("bdi", { class: className || null, lang: "en", dir: "ltr" }, text);
}

/** The Arabic of a text, empty when the page has none. */
export function arabicOf(text: string, { head: { texts_ar: texts = {} } }: Pick<Speech, "head">): string {
  return Object.hasOwn(texts, text) ? (texts[text] ?? "") : "";
}
