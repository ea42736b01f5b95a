// The search field at the top of the lists. It writes what is asked into the store at once, so that the
// link has it, and what was found once the index knows: that may have to be built first.
import { formatNumber } from "./claims.ts";
import { button, el } from "./dom.ts";
import { FILTER_WORDS } from "./filter_words.ts";
import { REST_WORDS } from "./rest_words.ts";
import { SearchIndex } from "./search.ts";
import type { Store } from "./store.ts";

/** A reader who types on is not interrupted. */
const TYPING_MS = 140;

export class SearchView {
  readonly element: HTMLElement;
  readonly #store: Store;
  readonly #index: SearchIndex;
  readonly #input = el("input", {
    type: "search",
    id: "gm-search-field",
    class: "gm-search-field",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    "aria-describedby": "gm-search-said",
  });
  readonly #label = el("label", { class: "gm-unseen", for: "gm-search-field" });
  readonly #clear = button({ class: "gm-icon gm-search-clear" }, () => this.#empty(), "×");
  readonly #said = el("p", { class: "gm-note", id: "gm-search-said", role: "status", "aria-live": "polite" });
  #typing = 0;
  /** The query that the store's hits answer, among how many items: they stay until others are found. */
  #answered = { query: "", size: 0 };

  constructor(store: Store) {
    this.#store = store;
    this.#index = new SearchIndex(store.data);
    this.element = el(
      "search",
      { class: "gm-search" },
      this.#label,
      el("div", { class: "gm-search-box" }, this.#input, this.#clear),
      this.#said,
    );
    this.element.hidden = store.data.items.size === 0;
    this.#listen();
    this.render();
  }

  /** Looks up what a link asked for: to be called when all views follow the store. */
  start(): Promise<void> {
    this.#follow();
    return this.#lookUp();
  }

  /** Writes the words anew, in the language of the moment. */
  render(): void {
    const t = FILTER_WORDS[this.#store.now.lang];
    this.#label.textContent = t.searchLabel;
    this.#input.placeholder = t.searchHint;
    this.#clear.title = t.searchClear;
    this.#clear.setAttribute("aria-label", t.searchClear);
    this.#show();
  }

  #listen(): void {
    this.#input.addEventListener("input", () => {
      this.#clear.hidden = this.#input.value === "";
      window.clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => this.#ask(this.#input.value), TYPING_MS);
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("focus", () => this.#readAhead());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      this.#input.focus();
      this.#input.select();
    });
    this.#store.subscribe((now, before) => {
      if (now.query !== before.query) this.#follow();
      if (now.query !== before.query || now.hits !== before.hits || now.shown !== before.shown) this.#show();
      if (this.#isOpen()) void this.#lookUp();
    });
  }

  /** Texts are read while the reader types. Those beside a split page are fetched when there is a query. */
  #readAhead(): void {
    if (this.#store.data.rest.isBeside) return;
    this.#index.build(() => this.#show()).catch(() => undefined); // a search will meet it again, and say so
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.#input.value !== "") {
      event.stopPropagation(); // the card stays
      event.preventDefault();
      this.#empty();
    } else if (event.key === "Enter") {
      window.clearTimeout(this.#typing);
      this.#ask(this.#input.value);
    }
  }

  #empty(): void {
    window.clearTimeout(this.#typing);
    this.#input.value = "";
    this.#clear.hidden = true;
    this.#input.focus();
    this.#ask("");
  }

  #ask(text: string): void {
    const query = text.trim();
    if (query === this.#store.now.query) return;
    this.#store.set(query ? { query } : { query, hits: null });
  }

  /** The field follows links and the chips above the list, but never what is being typed. */
  #follow(): void {
    const { query } = this.#store.now;
    if (this.#input.value.trim() !== query) this.#input.value = query;
    this.#clear.hidden = query === "";
  }

  async #lookUp(): Promise<void> {
    if (!this.#isOpen()) return;
    try {
      if (this.#index.share < 1) await this.#index.build(() => this.#show());
    } catch (error) {
      return console.error(error); // a part of the texts is missing, and the page says so
    }
    if (!this.#isOpen()) return; // the reader went on
    const { query } = this.#store.now;
    const hits = this.#index.find(query);
    this.#answered = { query, size: hits?.length ?? 0 };
    this.#store.set(hits ? { hits } : { query: "", hits: null });
  }

  /** Whether there is a query that the hits are no answer to. */
  #isOpen(): boolean {
    const { query, hits } = this.#store.now;
    const isAnswered = hits !== null && query === this.#answered.query && hits.length === this.#answered.size;
    return query !== "" && !isAnswered;
  }

  #show(): void {
    const { hits, shown, lang } = this.#store.now;
    const t = FILTER_WORDS[lang];
    this.#clear.hidden = this.#input.value === "";
    this.#input.dir = this.#input.value ? "auto" : ""; // an empty field's hint runs as the page does
    if (this.#isOpen()) this.#said.textContent = `${t.searching} ${Math.floor(this.#index.share * 100)} %`;
    else this.#said.textContent = hits ? this.#foundText(t.found(countOf(hits), shown.shown, formatNumber)) : "";
    this.#said.hidden = this.#said.textContent === "";
  }

  /** Of what is not loaded nobody knows whether it would be found. */
  #foundText(found: string): string {
    const { data, now } = this.#store;
    return data.rest.size > 0 ? `${found} (${REST_WORDS[now.lang].amongLoaded})` : found;
  }
}

function countOf(hits: Uint8Array): number {
  let count = 0;
  for (const hit of hits) count += hit;
  return count;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select, dialog") !== null;
}
