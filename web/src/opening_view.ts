// What a reader sees while a page loads what stands beside it, before there is a map.
import { formatNumber } from "./claims.ts";
import { el } from "./dom.ts";
import { REST_WORDS } from "./rest_words.ts";

export class OpeningView {
  readonly #element = el("p", { class: "gm-opening", role: "status" });

  /** A page that needs one part, as all in one file do, is there before this could be read. */
  show(come: number, of: number): void {
    if (of < 2) return;
    const lang = document.documentElement.lang === "ar" ? "ar" : "en";
    this.#element.textContent = REST_WORDS[lang].opening(formatNumber(Math.min(come + 1, of)), formatNumber(of));
    if (!this.#element.isConnected) document.body.append(this.#element);
  }

  remove(): void {
    this.#element.remove();
  }
}
