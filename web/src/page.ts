// The page's frame: a column with title and lists, the map, the month bar below it, the card over it.
import { el } from "./dom.ts";
import type { Lang } from "./payload.ts";
import { STRINGS } from "./strings.ts";

export interface Page {
  root: HTMLElement;
  side: HTMLElement;
  head: HTMLElement;
  scroll: HTMLElement;
  map: HTMLElement;
  time: HTMLElement;
  card: HTMLElement;
}

/** Builds the frame and moves Leaflet's container into it. */
export function buildPage(container: HTMLElement): Page {
  const head = el("header", { class: "gm-head" });
  const scroll = el("div", { class: "gm-scroll" });
  const side = el("aside", { class: "gm-side" }, head, scroll);
  const map = el("div", { class: "gm-map" });
  const time = el("section", { class: "gm-time" });
  const card = el("section", { class: "gm-card", tabindex: "-1", hidden: true });
  const stage = el("main", { class: "gm-stage" }, map, time);
  const root = el("div", { class: "gm" }, side, stage);
  document.body.append(root);
  container.setAttribute("dir", "ltr"); // Leaflet counts pixels from the left
  map.append(container, card);
  return { root, side, head, scroll, map, time, card };
}

export function setPageLanguage(page: Page, lang: Lang): void {
  const dir = lang === "ar" ? "rtl" : "ltr";
  document.documentElement.lang = lang;
  document.documentElement.dir = dir;
  page.root.lang = lang;
  page.root.dir = dir;
  page.side.setAttribute("aria-label", STRINGS[lang].side);
}

/** Says in the page why there is no map, and marks the document for programs that wait. */
export function showFailure(error: unknown, heading: string): void {
  const message = error instanceof Error ? error.message : String(error);
  document.body.append(
    el(
      "div",
      { class: "gm-failure", role: "alert" },
      el("strong", {}, heading),
      el("p", { dir: "auto" }, message),
    ),
  );
  document.documentElement.dataset["geomap"] = "failed";
}
