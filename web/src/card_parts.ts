// Pieces that the parts of the card share.
import { el, type Child } from "./dom.ts";

export function section(heading: string, ...children: Child[]): HTMLElement {
  return el("section", { class: "gm-card-section" }, el("h3", {}, heading), ...children);
}

/** Words of a source, in quotation marks of their own direction. */
export function quote(text: string): HTMLElement {
  return el("q", { dir: "auto" }, text);
}
