// The small label that follows the pointer over a symbol or an area.
import { pageText } from "./page_language.ts";
import { countText } from "./counted_text.ts";
import { el } from "./dom.ts";
import { whenText } from "./item_text.ts";
import { newsText } from "./news_text.ts";
import type { Item } from "./payload.ts";
import type { Store } from "./store.ts";
import { withRecords } from "./texts.ts";

const MAX_NAMED = 3;

export class Tip {
  readonly #element = el("div", { class: "gm-tip", hidden: true, "aria-hidden": "true" });
  readonly #box: HTMLElement;
  readonly #store: Store;
  #shown = "";

  constructor(box: HTMLElement, store: Store) {
    this.#box = box;
    this.#store = store;
    box.append(this.#element);
  }

  show(items: ArrayLike<number>, { x, y }: { x: number; y: number }): void {
    if (items.length === 0) return this.hide();
    const named = Array.from({ length: Math.min(MAX_NAMED, items.length) }, (_, k) => items[k] as number);
    const key = `${items.length}: ${named.join(" ")}`;
    if (key !== this.#shown) {
      this.#shown = key;
      withRecords(this.#store.data, named, (records) => {
        if (this.#shown === key) this.#fill(records, items.length - records.length);
      });
    }
    this.#element.hidden = false;
    const width = this.#element.offsetWidth;
    const height = this.#element.offsetHeight;
    const left = x + 16 + width > this.#box.clientWidth ? x - 14 - width : x + 16;
    const top = y + 18 + height > this.#box.clientHeight ? y - 12 - height : y + 18;
    this.#element.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }

  hide(): void {
    this.#shown = "";
    this.#element.hidden = true;
  }

  #fill(items: readonly Item[], rest: number): void {
    const { lang } = this.#store.now;
    const rows = items.map((item) => {
      const when = [whenText(item, lang), newsText(item, lang)].filter(Boolean).join(" · ");
      return el("div", {}, pageText(item.title, item.title_ar, lang), " ", el("span", { class: "gm-soft" }, when));
    });
    this.#element.replaceChildren(
      ...rows,
      ...(rest > 0 ? [el("div", { class: "gm-soft" }, `+ ${countText(rest, "report", lang)}`)] : []),
    );
  }
}
