// The small label that follows the pointer over a symbol or an area.
import { pageText } from "./page_language.ts";
import { el } from "./dom.ts";
import { whenText } from "./item_text.ts";
import { newsText } from "./news_text.ts";
import type { Item } from "./payload.ts";
import type { Store } from "./store.ts";
import { countText } from "./words.ts";

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

  show(items: readonly Item[], { x, y }: { x: number; y: number }): void {
    if (items.length === 0) return this.hide();
    const key = items.map(({ id }) => id).join("\n");
    if (key !== this.#shown) this.#fill(items);
    this.#shown = key;
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

  #fill(items: readonly Item[]): void {
    const { lang } = this.#store.now;
    const rows = items
      .slice(0, MAX_NAMED)
      .map((item) =>
        el("div", {}, pageText(item.title, item.title_ar, lang), " ", el("span", { class: "gm-soft" }, [whenText(item, lang), newsText(item, lang)].filter(Boolean).join(" · "))),
      );
    const rest = items.length - rows.length;
    this.#element.replaceChildren(
      ...rows,
      ...(rest > 0 ? [el("div", { class: "gm-soft" }, `+ ${countText(rest, "report", lang)}`)] : []),
    );
  }
}
