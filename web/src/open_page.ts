// Opens the data of a page: head and numbers at once, all else when it is asked for.
import { Block, type TextOfBlock } from "./data_block.ts";
import { decodeHead } from "./head.ts";
import { PageNumbers } from "./page_blocks.ts";
import type { PageData } from "./page_data.ts";
import { PageTexts } from "./page_texts.ts";
import { pause } from "./pause.ts";
import type { Item } from "./payload.ts";

/** Records kept for those who ask again; more would be forgotten first. */
const MOST_KEPT = 4096;

/** `headId` names the block of the head; `textOf` gives the text of a block by its id. */
export async function openPageData(headId: string, textOf: TextOfBlock): Promise<PageData> {
  const head = decodeHead(textOf(headId));
  const numbers = new PageNumbers(head);
  for (let number = 0; number < head.blocks.numbers; number++) {
    if (number > 0) await pause();
    numbers.add(await Block.open(`geomap-numbers-${number}`, textOf));
  }
  numbers.finish();
  const texts = new PageTexts(head, numbers, textOf);
  const kept = new Map<number, Item>();

  const record = (index: number): Item | null => {
    const known = kept.get(index);
    if (known) return known;
    const item = index >= 0 && index < numbers.items.size ? texts.record(index) : null;
    if (item) {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(index, item);
    }
    return item;
  };
  const loadAll = async (onProgress?: (share: number) => void): Promise<void> => {
    for (let number = 0; number < texts.blocks; number++) {
      await texts.loadBlock(number);
      onProgress?.((number + 1) / texts.blocks);
      await pause();
    }
    if (texts.blocks === 0) onProgress?.(1);
  };
  const indexOf = async (id: string): Promise<number> => {
    let index = 0;
    for (let number = 0; number < head.blocks.numbers; number++) {
      await texts.loadIds(number);
      for (let known = texts.idNow(index); known !== null; known = texts.idNow(index)) {
        if (known === id) return index;
        index += 1;
      }
      await pause();
    }
    return -1;
  };
  return {
    head,
    items: numbers.items,
    places: numbers.places,
    record,
    wording: (index) => texts.wording(index),
    load: (indexes) => texts.load(indexes),
    loadAll,
    indexOf,
    source: (id) => texts.source(id),
    idNow: (index) => texts.idNow(index),
  };
}
