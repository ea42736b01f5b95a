// Search in all texts of a page, in both scripts: typing Hasaka finds Al-Hasakah and الحسكة. The index is
// built when somebody first searches, in slices, and answers from what is built so far.
import { foldLetters, skeletonOf, withoutArticles, wordsOf } from "./folding.ts";
import type { PageData, Wording } from "./page_data.ts";
import { arabicOf } from "./page_language.ts";
import { eachWording } from "./wordings.ts";

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
  /** The item that was last found to have it. */
  lastItem: number;
}

export class SearchIndex {
  readonly #data: PageData;
  readonly #words: Word[] = [];
  readonly #numbers = new Map<string, number>();
  /** While the index is built: the words of names that were met, and how words are folded. */
  readonly #numbersOfNames = new Map<string, readonly number[]>();
  readonly #folded = new Map<string, string>();
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
    await eachWording(this.#data, {
      from: this.#indexed,
      use: (index, wording) => this.#add(index, wording),
      onProgress: () => onProgress(this.share),
    });
    this.#held = this.#held.slice(0, this.#end);
    this.#numbersOfNames.clear();
    this.#folded.clear();
  }

  #add(index: number, wording: Wording): void {
    this.#makeRoom(this.#data.items.size);
    for (const text of namesOf(wording)) for (const number of this.#wordsOfName(text)) this.#hold(number, index);
    for (const text of proseOf(wording)) for (const number of this.#wordsOfText(text, false)) this.#hold(number, index);
    this.#indexed = index + 1;
    this.#from[this.#indexed] = this.#end;
  }

  #makeRoom(size: number): void {
    if (this.#from.length > size) return;
    const longer = new Uint32Array(size + 1);
    longer.set(this.#from);
    this.#from = longer;
  }

  #hold(number: number, index: number): void {
    const word = this.#words[number] as Word;
    if (word.lastItem === index) return; // the item has it already
    word.lastItem = index;
    if (this.#end === this.#held.length) {
      const wider = new Uint32Array(Math.ceil(this.#held.length * 1.5));
      wider.set(this.#held);
      this.#held = wider;
    }
    this.#held[this.#end++] = number;
  }

  /** Names come again and again. */
  #wordsOfName(text: string): readonly number[] {
    let numbers = this.#numbersOfNames.get(text);
    if (!numbers) {
      numbers = this.#wordsOfText(text, true);
      this.#numbersOfNames.set(text, numbers);
    }
    return numbers;
  }

  /** The words of a text, and of the Arabic that an Arabic page shows for it. */
  #wordsOfText(text: string, isName: boolean): number[] {
    const arabic = arabicOf(text, this.#data);
    return [...this.#foldedOf(text), ...(arabic ? this.#foldedOf(arabic) : [])].map((word) => this.#numberOf(word, isName));
  }

  #foldedOf(text: string): string[] {
    return withoutArticles(
      wordsOf(text).map((word) => {
        let folded = this.#folded.get(word);
        if (folded === undefined) this.#folded.set(word, (folded = foldLetters(word)));
        return folded;
      }),
    );
  }

  #numberOf(text: string, isName: boolean): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#words.push({ text, skeleton: "", lastItem: -1 }) - 1;
      this.#numbers.set(text, number);
    }
    const known = this.#words[number] as Word;
    if (!known.skeleton && (isName || ARABIC.test(text))) known.skeleton = skeletonOf(text);
    return number;
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

function namesOf(item: Wording): string[] {
  const places = item.locations.flatMap(({ as_written: wording, admin }) => [wording, ...admin]);
  const claimants = item.claims.map(({ claimed_by: who }) => who);
  return [...places, ...item.actors, item.target, ...claimants, item.title_ar ?? "", item.summary_ar ?? ""];
}

function proseOf({ title, summary, claims, changes }: Wording): string[] {
  return [title, summary, ...[...claims, ...changes].map(({ note }) => note)];
}
