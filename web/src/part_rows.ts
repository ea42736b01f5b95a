// Where the rows of a page's parts stand. Written they follow each other; loaded they stand in the order
// in which they came, so that an item keeps its index whatever is loaded after it.
import type { WrittenHead } from "./head.ts";

/** A block of texts, and what is in it. */
export interface TextRun {
  /** Number of the block. */
  block: number;
  /** Index of its first item. */
  first: number;
  items: number;
}

export class PartRows {
  readonly #head: WrittenHead["blocks"];
  /** Of each part the first of its blocks of texts, and of their sources. */
  readonly #firstText: number[] = [0];
  /** Of each block of texts the first source, and the first item within its part. */
  readonly #firstSource: number[] = [];
  readonly #firstItem: number[] = [];
  /** Parts as they were loaded, and where the items of each begin. */
  readonly #loaded: number[] = [];
  readonly #starts: number[] = [];
  readonly #startOf = new Map<number, number>();
  #size = 0;

  constructor({ sources, blocks }: WrittenHead) {
    this.#head = blocks;
    let source = sources.length;
    for (const { texts } of blocks.parts) {
      const first = this.#firstText.at(-1)!;
      this.#firstText.push(first + texts);
      let item = 0;
      for (const [items, own] of blocks.texts.slice(first, first + texts)) {
        this.#firstItem.push(item);
        this.#firstSource.push(source);
        item += items;
        source += own;
      }
    }
    this.#firstSource.push(source);
  }

  /** Rows of each table of some parts together. */
  rowsOf(parts: Iterable<number>): Record<string, number> {
    const sum: Record<string, number> = {};
    for (const part of parts) {
      for (const [table, rows] of Object.entries(this.#head.parts[part]!.rows)) sum[table] = (sum[table] ?? 0) + rows;
    }
    return sum;
  }

  /** Notes that the items of a part now follow those that are there. */
  add(part: number): void {
    this.#loaded.push(part);
    this.#starts.push(this.#size);
    this.#startOf.set(part, this.#size);
    this.#size += this.#head.parts[part]!.rows["items"] ?? 0;
  }

  /** All parts, those that are loaded first. */
  inOrderOfUse(): number[] {
    const isLeft = (part: number): boolean => !this.#startOf.has(part);
    return [...this.#loaded, ...[...this.#head.parts.keys()].filter(isLeft)];
  }

  /** Index of the first item of a loaded part. */
  firstIndex(part: number): number {
    return this.#startOf.get(part) ?? -1;
  }

  /** Number of the first source that stands with a part: those of the head come before all. */
  firstSource(part: number): number {
    return this.#firstSource[this.#firstText[part]!]!;
  }

  /** The part of an item, and its row in there. */
  rowOf(index: number): { part: number; row: number } {
    const at = runOf(this.#starts, index);
    return { part: this.#loaded[at]!, row: index - this.#starts[at]! };
  }

  /** The block of texts of an item. */
  textOf(index: number): number {
    const { part, row } = this.rowOf(index);
    const [from, to] = [this.#firstText[part]!, this.#firstText[part + 1]!];
    return from + runOf(this.#firstItem.slice(from, to), row);
  }

  /** The block of texts that a source stands in. */
  textOfSource(source: number): number {
    return runOf(this.#firstSource, source);
  }

  firstSourceOfText(block: number): number {
    return this.#firstSource[block]!;
  }

  /** The items of a block of texts, which is one of a loaded part. */
  runOfText(block: number): TextRun & { part: number } {
    const part = runOf(this.#firstText, block);
    const first = this.firstIndex(part) + this.#firstItem[block]!;
    return { part, block, first, items: this.#head.texts[block]![0] };
  }

  /** The blocks of texts of loaded parts, in the order of their items. */
  texts(): number[] {
    return this.#loaded.flatMap((part) => {
      const from = this.#firstText[part]!;
      return Array.from({ length: this.#firstText[part + 1]! - from }, (_, k) => from + k);
    });
  }
}

/** Which run a row is in, of runs that start at these rows; empty runs hold none. */
function runOf(starts: readonly number[], row: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= row) low = middle;
    else high = middle;
  }
  return low;
}
