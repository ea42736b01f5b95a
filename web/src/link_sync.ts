// Keeps the address in step with the page: reads it once, writes it after each change.
import { hashFromState, stateFromHash, type LinkState, type View } from "./link.ts";
import { NOTHING_CHOSEN } from "./shown.ts";
import { NO_GROUP, PLAIN_READING, type Chosen, type Store } from "./store.ts";
import { withIndexes } from "./texts.ts";

export class LinkSync {
  /** What the address asked for when the page was opened. */
  readonly first: LinkState;
  readonly #store: Store;
  /** The language is linked only when it is not the page's own. */
  #isLanguageLinked: boolean;

  constructor(store: Store) {
    this.#store = store;
    this.first = this.#read();
    this.#isLanguageLinked = this.first.lang !== undefined;
    store.set(chosenFromLink(this.first));
    this.#select(this.first);
  }

  /** The item of a link, once its id is found; ids that are gone are ignored. */
  #select({ selection }: LinkState): void {
    if (!selection) return;
    withIndexes(this.#store.data, [selection], ([index]) => {
      if (index !== undefined) this.#store.set({ selection: index });
    });
  }

  /** What the address asks for; of a page that is not loaded whole it asks for days in any case. */
  #read(): LinkState {
    const link = stateFromHash(location.hash);
    const { openingDays } = this.#store.data.rest;
    return openingDays && !link.days ? { ...link, days: openingDays } : link;
  }

  linkLanguage(): void {
    this.#isLanguageLinked = true;
  }

  write(view: View): void {
    const { hidden, days, isNewsOnly, picked, query, selection, lang, unit, isDoubtShown } = this.#store.now;
    const sets = [...picked].map(([name, values]) => [name, new Set(values)] as const);
    const link: LinkState = { view, hidden: [...hidden], isNewsOnly, picked: new Map(sets), query, isDoubtShown };
    if (unit) link.unit = unit;
    const { period, data } = this.#store;
    // Without days such a page would open with those it chooses itself.
    const said = days ?? (data.rest.openingDays ? period : null);
    if (said) link.days = said;
    const id = selection === null ? null : this.#store.data.idNow(selection);
    if (id !== null) link.selection = id;
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
      const link = this.#read();
      const all = { ...NOTHING_CHOSEN, ...PLAIN_READING, selection: null, group: NO_GROUP };
      this.#store.set({ ...all, ...chosenFromLink(link) });
      this.#select(link);
      if (link.view) onView(link.view);
    });
  }
}

export function chosenFromLink(link: LinkState): Partial<Chosen> {
  const chosen: { -readonly [K in keyof Chosen]?: Chosen[K] } = {};
  if (link.hidden) chosen.hidden = new Set(link.hidden);
  if (link.days) chosen.days = link.days;
  if (link.isNewsOnly) chosen.isNewsOnly = true;
  if (link.picked) chosen.picked = link.picked;
  if (link.query) chosen.query = link.query; // the search looks it up
  if (link.unit) chosen.unit = link.unit;
  if (link.isDoubtShown) chosen.isDoubtShown = true;
  if (link.lang) chosen.lang = link.lang;
  return chosen;
}
