// Title, period and the counter that is always on screen.
import { button, dataText, el } from "./dom.ts";
import { spanText } from "./date_text.ts";
import { formatNumber } from "./claims.ts";
import { pageText } from "./page_language.ts";
import type { Drawn } from "./payload.ts";
import { spanFromDays } from "./span.ts";
import type { Snapshot, Store } from "./store.ts";
import { STRINGS } from "./strings.ts";

const ORDER: readonly Drawn[] = ["mapped", "area", "unlocated", "withheld"];

export function renderHead(head: HTMLElement, store: Store, onToggleList: () => boolean): void {
  const { payload, now } = store;
  const t = STRINGS[now.lang];
  const other = now.lang === "ar" ? "en" : "ar";
  const toggle = button(
    { class: "gm-more", "aria-expanded": "false" },
    () => {
      const isOpen = onToggleList();
      toggle.setAttribute("aria-expanded", String(isOpen));
      toggle.textContent = isOpen ? t.listClose : t.listOpen;
    },
    t.listOpen,
  );
  head.replaceChildren(
    el(
      "div",
      { class: "gm-kicker" },
      // The name of a dataset is made of Latin letters, as its file is.
      now.lang === "ar" ? el("bdi", {}, t.map) : dataText(payload.dataset.replaceAll("-", " ")),
      button(
        { class: "gm-lang", lang: other, "aria-label": t.languageLabel },
        () => store.set({ lang: other }),
        t.language,
      ),
    ),
    el("h1", {}, pageText(payload.title, payload.title_ar, now.lang)),
    el("p", { class: "gm-period" }, periodText(store)),
    counter(now),
    toggle,
  );
}

/** The label from the build (a reporting month has a number), or the period's days. */
function periodText({ payload, now: { lang } }: Store): string | HTMLElement {
  const { start, end, label } = payload.period;
  const span = start && end ? spanFromDays(start, end) : null;
  if (label && /[^\d\s–—/.-]/.test(label) && lang === payload.lang) return dataText(label);
  return span ? spanText(span, lang) : dataText(label);
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
  return ORDER.map((drawn) =>
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
