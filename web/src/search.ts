// Search in all texts of a page, in both scripts: typing Hasaka finds Al-Hasakah and الحسكة. The index is
// built when somebody first searches, in slices, and answers from what is built so far.
import { foldLetters, skeletonOf, withoutArticles, wordsOf } from "./folding.ts";
import type { PageData } from "./page_data.ts";
import { arabicOf } from "./page_language.ts";
import { pause } from "./pause.ts";
import type { Item } from "./payload.ts";

/** One slice of building takes about this long. */
const SLICE_MS = 12;
const LOADED_AT_ONCE = 4096;
/** Shorter words must begin a word; longer ones may stand inside one. */
const SHORTEST_INSIDE = 3;
/** Fewer consonants are in too many names. */
const SHORTEST_SKELETON = 3;
const ARABIC = /\p{Script=Arabic}/u;

/** A word that stands in the page. */
interface Word {
  text: string;
  /** Of a word that may be a name: only there do sounds count, or "called" would find "killed". */
  skeleton: string;
}

export class SearchIndex {
  readonly #data: PageData;
  readonly #words: Word[] = [];
  readonly #numbers = new Map<string, number>();
  /** The words of item i are #held[#from[i]] … #held[#from[i + 1] - 1]. */
  #from: Uint32Array;
  #held = new Uint32Array(1024);
  #end = 0;
  #indexed = 0;
  #building: Promise<void> | null = null;

  constructor(data: PageData) {
    this.#data = data;
    this.#from = new Uint32Array(data.items.size + 1);
  }

  /** How much of the page is indexed, in [0, 1]. */
  get share(): number {
    return this.#data.items.size === 0 ? 1 : this.#indexed / this.#data.items.size;
  }

  /** Indexes the page, with breaths between; asked again, it waits for the same work. */
  build(onProgress: (share: number) => void = () => undefined): Promise<void> {
    this.#building ??= this.#buildAll(onProgress).finally(() => {
      this.#building = null; // more may have come meanwhile, or a part was missing
    });
    return this.#building;
  }

  async #buildAll(onProgress: (share: number) => void): Promise<void> {
    while (this.share < 1) {
      const { size } = this.#data.items;
      this.#makeRoom(size);
      const end = Math.min(size, this.#indexed + LOADED_AT_ONCE);
      await this.#data.load(Array.from({ length: end - this.#indexed }, (_, k) => this.#indexed + k));
      while (this.#indexed < end) {
        const stop = performance.now() + SLICE_MS;
        while (this.#indexed < end && performance.now() < stop) this.#add(this.#indexed);
        await pause();
      }
      onProgress(this.share);
    }
  }

  #add(index: number): void {
    const item = this.#data.record(index);
    const own = new Set<number>();
    if (item) {
      for (const text of namesOf(item)) this.#addBoth(text, own, true);
      for (const text of proseOf(item)) this.#addBoth(text, own, false);
    }
    for (const number of own) this.#hold(number);
    this.#indexed = index + 1;
    this.#from[this.#indexed] = this.#end;
  }

  #makeRoom(size: number): void {
    if (this.#from.length > size) return;
    const longer = new Uint32Array(size + 1);
    longer.set(this.#from);
    this.#from = longer;
  }

  #hold(number: number): void {
    if (this.#end === this.#held.length) {
      const wider = new Uint32Array(this.#held.length * 2);
      wider.set(this.#held);
      this.#held = wider;
    }
    this.#held[this.#end++] = number;
  }

  /** A text, and the Arabic that an Arabic page shows for it. */
  #addBoth(text: string, own: Set<number>, isName: boolean): void {
    this.#addText(text, own, isName);
    this.#addText(arabicOf(text, this.#data), own, isName);
  }

  #addText(text: string, own: Set<number>, isName: boolean): void {
    for (const word of withoutArticles(wordsOf(text).map(foldLetters))) {
      let number = this.#numbers.get(word);
      if (number === undefined) {
        number = this.#words.push({ text: word, skeleton: "" }) - 1;
        this.#numbers.set(word, number);
      }
      const known = this.#words[number] as Word;
      if (!known.skeleton && (isName || ARABIC.test(word))) known.skeleton = skeletonOf(word);
      own.add(number);
    }
  }

  /** 1 at each item that holds every word of the query; null when the query has no word. */
  find(query: string): Uint8Array | null {
    const asked = withoutArticles(wordsOf(query).map(foldLetters)).filter(Boolean);
    if (asked.length === 0) return null;
    const answers = asked.map((word) => this.#answersTo(word));
    const hits = new Uint8Array(this.#data.items.size);
    for (let item = 0; item < this.#indexed; item++) {
      hits[item] = Number(answers.every((answer) => this.#holds(item, answer)));
    }
    return hits;
  }

  #holds(item: number, answer: Uint8Array): boolean {
    const end = this.#from[item + 1] as number;
    for (let k = this.#from[item] as number; k < end; k++) if (answer[this.#held[k] as number]) return true;
    return false;
  }

  /** 1 for each word of the page that answers to a word of the query. */
  #answersTo(asked: string): Uint8Array {
    const skeleton = skeletonOf(asked);
    const hasSound = skeleton.length >= SHORTEST_SKELETON;
    const isInside = asked.length >= SHORTEST_INSIDE;
    return Uint8Array.from(this.#words, ({ text, skeleton: own }) =>
      Number((isInside ? text.includes(asked) : text.startsWith(asked)) || (hasSound && own === skeleton)),
    );
  }
}

function namesOf(item: Item): string[] {
  const places = item.locations.flatMap(({ as_written: wording, admin }) => [wording, ...admin]);
  const claimants = item.claims.map(({ claimed_by: who }) => who);
  return [...places, ...item.actors, item.target, ...claimants, item.title_ar ?? "", item.summary_ar ?? ""];
}

function proseOf({ title, summary, claims, changes }: Item): string[] {
  return [title, summary, ...[...claims, ...changes].map(({ note }) => note)];
}
