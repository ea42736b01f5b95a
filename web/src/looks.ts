// What the symbol of an item looks like, from the columns. Items share a few dozen looks, each made once.
import { CERTAINTY, NEWS, type PageData } from "./page_data.ts";
import type { Certainty } from "./payload.ts";
import { lookOf, type SymbolLook } from "./symbol.ts";

export class Looks {
  readonly #data: PageData;
  readonly #known = new Map<number, SymbolLook>();

  constructor(data: PageData) {
    this.#data = data;
  }

  of(index: number, isRival = false): SymbolLook {
    const { items } = this.#data;
    const at = (column: ArrayLike<number>): number => column[index] as number;
    const traits = [at(items.isSite), at(items.certainty), at(items.news), at(items.newsCertainty), Number(isRival)];
    let key = (at(items.layer) * 256 + at(items.status)) * 65536 + at(items.state);
    for (const trait of traits) key = key * 5 + trait;
    let look = this.#known.get(key);
    if (!look) {
      look = this.#make(index, isRival);
      this.#known.set(key, look);
    }
    return look;
  }

  #make(index: number, isRival: boolean): SymbolLook {
    const {
      head: { codes, layers },
      items,
    } = this.#data;
    const news = NEWS[(items.news[index] as number) - 1];
    return lookOf(
      {
        layer: layers[items.layer[index] as number] ?? "other",
        isSite: items.isSite[index] === 1,
        status: codes.status[items.status[index] as number] ?? "",
        state: codes.state[items.state[index] as number] ?? "",
        certainty: CERTAINTY[items.certainty[index] as number] ?? "",
        news: news ? { kind: news, certainty: CERTAINTY[items.newsCertainty[index] as number] as Certainty } : null,
      },
      isRival,
    );
  }
}
