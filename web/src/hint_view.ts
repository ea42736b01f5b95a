// What a first visitor may not guess, said before the lists: it lies over nothing, and goes for good.
import { button, el } from "./dom.ts";
import type { Lang } from "./payload.ts";

const SEEN_KEY = "geomap-hint-seen";

const WORDS: Record<Lang, { hint: string; close: string }> = {
  en: {
    hint: "Hatched areas mean “somewhere in here”. Choose a symbol, an area or a row to read who says what.",
    close: "Got it",
  },
  ar: {
    hint: "المساحات المخططة تعني «في مكان ما هنا». اختر رمزاً أو مساحة أو سطراً لقراءة من قال ماذا.",
    close: "فهمت",
  },
};

/** The hint, or null for those who have seen it. It goes with the first thing chosen, too. */
export function renderHint(lang: Lang, isSeen = wasSeen()): HTMLElement | null {
  if (isSeen) return null;
  const { hint, close } = WORDS[lang];
  const note = el(
    "p",
    { class: "gm-hint", role: "note" },
    el("span", {}, hint),
    button({ class: "gm-hint-close" }, () => dismissHint(note), close),
  );
  return note;
}

export function dismissHint(note: HTMLElement | null): void {
  note?.remove();
  try {
    localStorage.setItem(SEEN_KEY, "1");
  } catch {
    // Frames and strict browsers keep nothing: the hint comes again, which hurts nobody.
  }
}

function wasSeen(): boolean {
  try {
    return localStorage.getItem(SEEN_KEY) !== null;
  } catch {
    return false;
  }
}
