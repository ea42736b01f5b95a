// Records and ids that may have to be decoded first. What is at hand is used at once, so that nothing
// flickers on a page whose texts were all decoded before it was painted.
import type { PageData } from "./page_data.ts";
import type { Item } from "./payload.ts";

/** Pages of no more items decode all their texts before the first picture. */
export const DECODED_AT_ONCE = 4096;

const idsOfPages = new WeakMap<PageData, Map<string, number>>();

/** Calls `use` with these records that there are, now or once they are decoded; resolves after that. */
export function withRecords(
  data: PageData,
  indexes: readonly number[],
  use: (records: Item[]) => void,
): Promise<void> {
  const records = (): Item[] => indexes.map((i) => data.record(i)).filter((item): item is Item => item !== null);
  if (indexes.some((i) => data.record(i) === null)) return data.load(indexes).then(() => use(records()), reportLater);
  use(records());
  return Promise.resolve();
}

/** Calls `use` with the indexes of ids, in their order and without those the page has not. */
export function withIndexes(
  data: PageData,
  ids: readonly string[],
  use: (indexes: number[]) => void,
): void {
  const known = (indexes: readonly number[]): number[] => indexes.filter((index) => index >= 0);
  const all = idsOfSmallPage(data);
  if (all) use(known(ids.map((id) => all.get(id) ?? -1)));
  else Promise.all(ids.map((id) => data.indexOf(id))).then((found) => use(known(found)), reportLater);
}

/** The index of an id where all ids are at hand; else it has to be asked for. */
export async function indexOfId(data: PageData, id: string): Promise<number> {
  return idsOfSmallPage(data)?.get(id) ?? data.indexOf(id);
}

function idsOfSmallPage(data: PageData): Map<string, number> | null {
  if (data.items.size > DECODED_AT_ONCE || data.rest.size > 0) return null;
  let ids = idsOfPages.get(data);
  if (!ids) {
    ids = new Map();
    for (let i = 0; i < data.items.size; i++) {
      const id = data.idNow(i);
      if (id === null) return null;
      ids.set(id, i);
    }
    idsOfPages.set(data, ids);
  }
  return ids;
}

/** A block that cannot be decoded: the page goes on without its texts, and the console has the reason. */
function reportLater(error: unknown): void {
  console.error(error);
}
