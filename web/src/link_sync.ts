// Keeps the address in step with the page: reads it once, writes it after each change.
import { hashFromState, stateFromHash, type LinkState, type View } from "./link.ts";
import type { Chosen, Store } from "./store.ts";

export class LinkSync {
  /** What the address asked for when the page was opened. */
  readonly first: LinkState;
  readonly #store: Store;
  /** The language is linked only when it is not the page's own. */
  #isLanguageLinked: boolean;

  constructor(store: Store) {
    this.#store = store;
    this.first = stateFromHash(location.hash);
    this.#isLanguageLinked = this.first.lang !== undefined;
    store.set(chosenFromLink(this.first));
  }

  linkLanguage(): void {
    this.#isLanguageLinked = true;
  }

  write(view: View): void {
    const { hidden, days, isNewsOnly, selection, lang } = this.#store.now;
    const link: LinkState = { view, hidden: [...hidden], isNewsOnly };
    if (days) link.days = days;
    if (selection !== null) link.selection = selection;
    if (this.#isLanguageLinked) link.lang = lang;
    try {
      history.replaceState(history.state, "", hashFromState(link));
    } catch {
      // A notebook's frame has no address of its own: the page works, only without a link.
    }
  }

  /** Follows an address that the reader pasted over the page's own. */
  listen(onView: (view: View) => void): void {
    window.addEventListener("hashchange", () => {
      const link = stateFromHash(location.hash);
      const all = { hidden: new Set<string>(), days: null, isNewsOnly: false, selection: null, group: [] };
      this.#store.set({ ...all, ...chosenFromLink(link) });
      if (link.view) onView(link.view);
    });
  }
}

export function chosenFromLink(link: LinkState): Partial<Chosen> {
  const chosen: { -readonly [K in keyof Chosen]?: Chosen[K] } = {};
  if (link.hidden) chosen.hidden = new Set(link.hidden);
  if (link.days) chosen.days = link.days;
  if (link.isNewsOnly) chosen.isNewsOnly = true;
  if (link.selection) chosen.selection = link.selection;
  if (link.lang) chosen.lang = link.lang;
  return chosen;
}
