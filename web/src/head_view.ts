// Title, period and the counter that is always on screen.
import { button, dataText, el } from "./dom.ts";
import { spanText } from "./date_text.ts";
import { formatNumber } from "./claims.ts";
import { DRAWN } from "./page_data.ts";
import { pageText } from "./page_language.ts";
import { spanFromDays } from "./span.ts";
import type { Snapshot, Store } from "./store.ts";
import { STRINGS } from "./strings.ts";

export function renderHead(head: HTMLElement, store: Store): void {
  const { head: page, now } = store;
  const t = STRINGS[now.lang];
  const other = now.lang === "ar" ? "en" : "ar";
  head.replaceChildren(
    el(
      "div",
      { class: "gm-kicker" },
      // The name of a dataset is made of Latin letters, as its file is.
      now.lang === "ar" ? el("bdi", {}, t.map) : dataText(page.dataset.replaceAll("-", " ")),
      button(
        { class: "gm-lang", lang: other, "aria-label": `${t.language}: ${t.languageLabel}` },
        () => store.set({ lang: other }),
        t.language,
      ),
    ),
    el("h1", {}, pageText(page.title, page.title_ar, now.lang)),
    el("p", { class: "gm-period" }, dataText(periodText(store))),
    counter(now),
  );
}

/** The label from the build (a reporting month has a number), or the period's days. */
export function periodText({ head: page, now: { lang } }: Store): string {
  const { start, end, label } = page.period;
  const span = start && end ? spanFromDays(start, end) : null;
  if (label && /[^\d\s–—/.-]/.test(label) && lang === page.lang) return label;
  return span ? spanText(span, lang) : label;
}

function counter(now: Snapshot): HTMLElement {
  return el(
    "div",
    { class: "gm-counter", role: "status", "aria-label": STRINGS[now.lang].countsLabel },
    ...cells(now),
  );
}

function cells({ counts, lang }: Snapshot): HTMLElement[] {
  const t = STRINGS[lang];
  return DRAWN.map((drawn) =>
    el(
      "div",
      { class: `gm-count gm-count-${drawn}` },
      el("b", {}, formatNumber(counts[drawn])),
      " ",
      el("span", {}, t[drawn]),
    ),
  );
}

export function updateCounter(head: HTMLElement, now: Snapshot): void {
  head.querySelector(".gm-counter")?.replaceChildren(...cells(now));
}
