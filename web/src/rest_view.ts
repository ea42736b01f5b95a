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
  #failure: Error | null = null;
  #progress: readonly [come: number, of: number] | null = null;

  constructor(store: Store, boxSeen: () => Box) {
    this.#store = store;
    this.#boxSeen = boxSeen;
    document.addEventListener(MISSING_PART, (event) => {
      this.#failure = (event as CustomEvent<MissingPart>).detail;
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
      this.#failure = error instanceof Error ? error : new Error(String(error));
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
    const isLeft = data.rest.size > 0;
    const isComplete = this.#needed().length === 0;
    const quiet = isComplete ? t.complete(left, all) : t.left(left, all);
    this.#said.textContent = this.#progress ? this.#progressText(this.#progress, left, all) : quiet;
    this.#said.hidden = !isLeft;
    this.#alert.hidden = this.#failure === null;
    this.#alert.textContent = this.#failure ? failureText(this.#failure, now.lang) : "";
    const canShowAll = isLeft && isComplete && !this.#progress;
    this.element.replaceChildren(
      this.#said,
      this.#alert,
      canShowAll ? button({ class: "gm-link" }, () => this.#store.set({ days: null }), t.showAll) : "",
      !isComplete && !this.#progress ? button({ class: "gm-link" }, () => this.#tryAgain(), t.again) : "",
    );
    this.element.hidden = !isLeft && this.#failure === null;
  }

  #progressText([come, of]: readonly [number, number], left: string, all: string): string {
    const part = formatNumber(Math.min(come + 1, of));
    return REST_WORDS[this.#store.now.lang].loading(part, formatNumber(of), left, all);
  }

  #tryAgain(): void {
    this.#failure = null;
    void this.load();
  }
}

/** Why something is not there; of a missing part which it is, and what belongs together. */
export function failureText(failure: Error, lang: Lang): string {
  if (!(failure instanceof MissingPart)) return failure.message;
  const { file } = failure;
  const [folder = ""] = file.split("/");
  const page = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
  return REST_WORDS[lang].missing(isolated(file), isolated(folder), isolated(page));
}

/** Names run left to right, whatever stands around them. */
function isolated(name: string): string {
  return `\u2066${name}\u2069`;
}
