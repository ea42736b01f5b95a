// Opens the data of a page: head and the numbers of what is shown at once, all else when it is asked for.
import { textsOfPage } from "./chunk_files.ts";
import { Block, textOfBlock, type TextOfBlock } from "./data_block.ts";
import { decodeHead, type WrittenHead } from "./head.ts";
import { PageNumbers } from "./page_blocks.ts";
import type { ItemColumns, PageData, PlaceColumns } from "./page_data.ts";
import { PageTexts } from "./page_texts.ts";
import { PartRows } from "./part_rows.ts";
import { pause } from "./pause.ts";
import type { Item } from "./payload.ts";
import { Rest, type Box, type LoadParts } from "./rest.ts";
import type { Span } from "./span.ts";

/** Records kept for those who ask again; more would be forgotten first. */
const MOST_KEPT = 4096;

/** What of a page is to be there when it opens: these days rather than those it opens with by itself. */
export interface Opening {
  days?: Span | undefined;
  /** What lies here is enough for the first picture. */
  box?: Box | null;
  onProgress?: (loaded: number, of: number) => void;
}

/** Opens the page whose head stands in the block of that id. */
export async function openPage(headId: string, opening: Opening): Promise<PageData> {
  const head = decodeHead(textOfBlock(headId));
  return openPageData(head, textsOfPage(head), opening);
}

/** `textOf` gives the text of a block by its id. */
export async function openPageData(
  head: WrittenHead,
  textOf: TextOfBlock,
  { days, box = null, onProgress }: Opening = {},
): Promise<PageData> {
  const numbers = new PageNumbers(head);
  const parts = new PartRows(head);
  // What is said of the page is true of it at any time, also while further rows are being added.
  let now: { items: ItemColumns; places: PlaceColumns } = numbers;
  const loadParts: LoadParts = async (wanted, onCome) => {
    const blocks = new Map<number, Block>();
    let failure: unknown = null;
    for (const number of wanted) {
      try {
        blocks.set(number, await Block.open(`geomap-numbers-${number}`, textOf));
      } catch (error) {
        failure ??= error;
        if (number === 0) break; // the others cannot be read without it
      }
      onCome(blocks.size);
      await pause();
    }
    numbers.grow(parts.rowsOf(blocks.keys()));
    for (const [number, block] of blocks) {
      numbers.add(block, parts.firstSource(number));
      parts.add(number);
      await pause();
    }
    numbers.finish();
    now = { items: numbers.items, places: numbers.places };
    return { parts: [...blocks.keys()], failure };
  };
  const rest = new Rest(head.blocks.parts, loadParts);
  const needed = rest.needed(rest.openingDays && (days ?? rest.openingDays));
  await rest.load(rest.first(needed, box), onProgress).catch((error: unknown) => {
    // Without the first there is no page; without another there is one that says what is missing.
    if (parts.firstIndex(0) < 0) throw error;
  });
  const texts = new PageTexts(head, { numbers, parts, textOf });
  const kept = new Map<number, Item>();

  const record = (index: number): Item | null => {
    const known = kept.get(index);
    if (known) return known;
    const item = index >= 0 && index < now.items.size ? texts.record(index) : null;
    if (item) {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(index, item);
    }
    return item;
  };
  const loadAll = async (onShare?: (share: number) => void): Promise<void> => {
    const blocks = texts.blocks();
    for (const [i, number] of blocks.entries()) {
      await texts.loadBlock(number);
      onShare?.((i + 1) / blocks.length);
      await pause();
    }
    if (blocks.length === 0) onShare?.(1);
  };
  const indexOf = async (id: string): Promise<number> => {
    for (const number of parts.inOrderOfUse()) {
      const row = await texts.rowOfId(number, id);
      if (row >= 0) {
        await rest.load([number]);
        return parts.firstIndex(number) + row;
      }
      await pause();
    }
    return -1;
  };
  return {
    head,
    get items() {
      return now.items;
    },
    get places() {
      return now.places;
    },
    rest,
    record,
    wording: (index) => texts.wording(index),
    load: (indexes) => texts.load(indexes),
    loadAll,
    indexOf,
    source: (id) => texts.source(id),
    idNow: (index) => texts.idNow(index),
  };
}
