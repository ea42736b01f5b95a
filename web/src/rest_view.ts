// Loads what the chosen days need of a page that is not loaded whole, and says under the counter what is
// there, what is coming, and what is missing beside the page.
import { formatNumber } from "./claims.ts";
import { MISSING_PART, MissingPart } from "./chunk_files.ts";
import { button, el } from "./dom.ts";
import type { Lang } from "./payload.ts";
import { REST_WORDS } from "./rest_words.ts";
import type { Box } from "./rest.ts";
import type { Store } from "./store.ts";

export class RestView {
  readonly element = el("div", { class: "gm-rest" });
  readonly #store: Store;
  readonly #boxSeen: () => Box;
  readonly #said = el("p", { class: "gm-note", role: "status" });
  readonly #alert = el("p", { class: "gm-note gm-missing", role: "alert" });
  #missing: MissingPart | null = null;
  #progress: readonly [come: number, of: number] | null = null;

  constructor(store: Store, boxSeen: () => Box) {
    this.#store = store;
    this.#boxSeen = boxSeen;
    document.addEventListener(MISSING_PART, (event) => {
      this.#missing = (event as CustomEvent<MissingPart>).detail;
      this.render();
    });
    store.subscribe((now, before) => {
      if (now.days !== before.days) void this.load();
      else if (now.shown !== before.shown) this.render();
    });
  }

  /** Loads what the days need; when the reader goes on meanwhile, what they then need. */
  async load(): Promise<void> {
    const { rest } = this.#store.data;
    if (this.#progress) return;
    try {
      for (let parts = this.#needed(); parts.length > 0; parts = this.#needed()) {
        await rest.load(rest.first(parts, this.#boxSeen()), (come, of) => {
          this.#progress = [come, of];
          this.render();
        });
      }
    } catch (error) {
      if (!(error instanceof MissingPart)) console.error(error); // of a missing one the page tells
    } finally {
      this.#progress = null;
      this.render();
    }
  }

  #needed(): number[] {
    return this.#store.data.rest.needed(this.#store.now.days);
  }

  /** Writes the words anew, in the language of the moment. */
  render(): void {
    const { data, head, now } = this.#store;
    const t = REST_WORDS[now.lang];
    const [left, all] = [formatNumber(data.rest.size), formatNumber(head.edition.incidents)];
    const said = this.#progress
      ? t.loading(formatNumber(this.#progress[0] + 1), formatNumber(this.#progress[1]), left, all)
      : t.complete(left, all);
    const isLeft = data.rest.size > 0;
    const isComplete = this.#needed().length === 0;
    this.#said.hidden = !isLeft || (!this.#progress && !isComplete);
    this.#said.replaceChildren(said);
    this.#alert.hidden = this.#missing === null;
    this.#alert.replaceChildren(...(this.#missing ? [missingText(this.#missing, now.lang)] : []));
    const canShowAll = isLeft && isComplete && !this.#progress;
    this.element.replaceChildren(
      this.#said,
      this.#alert,
      canShowAll ? button({ class: "gm-link" }, () => this.#store.set({ days: null }), t.showAll) : "",
      !isComplete && !this.#progress ? button({ class: "gm-link" }, () => this.#tryAgain(), t.again) : "",
    );
    this.element.hidden = !isLeft && this.#missing === null;
  }

  #tryAgain(): void {
    this.#missing = null;
    void this.load();
  }
}

/** Which part is missing, and what belongs together: names of files are data. */
export function missingText({ file }: MissingPart, lang: Lang): string {
  const [folder = ""] = file.split("/");
  const page = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
  return REST_WORDS[lang].missing(isolated(file), isolated(folder), isolated(page));
}

/** Names run left to right, whatever stands around them. */
function isolated(name: string): string {
  return `\u2066${name}\u2069`;
}
