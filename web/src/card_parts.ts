// Pieces that the parts of the card share.
import { el, type Child } from "./dom.ts";

export function section(heading: string, ...children: Child[]): HTMLElement {
  return el("section", { class: "gm-card-section" }, el("h3", {}, heading), ...children);
}

/** Words of a source, in quotation marks of their own direction. */
export function quote(text: string): HTMLElement {
  const isArabic = /[\u0590-\u08ff]/.test(text);
  return el("q", isArabic ? { dir: "rtl", class: "gm-rtl" } : { dir: "ltr" }, text);
}
