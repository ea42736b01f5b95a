// The order of the list: known days first, in their order; then what is dated to weeks or months, then
// the undated.
import { UNDATED, type ItemColumns, type PageData } from "./page_data.ts";
import { orderOfKeys } from "./radix.ts";
import { DECODED_AT_ONCE } from "./texts.ts";

const VAGUE_DAYS = 10;
const LONGEST_SPAN = 2 ** 16 - 1;
const VAGUE_KEY = 2 ** 45;

const known = new WeakMap<PageData, Uint32Array>();

/** All items by date, found once a page; those of one date by their id where ids are at hand. */
export function itemsByDate(data: PageData): Uint32Array {
  let order = known.get(data);
  if (!order) {
    const keys = keysOfDates(data.items);
    order = orderOfKeys(keys);
    if (data.items.size <= DECODED_AT_ONCE) order.sort((a, b) => before(keys, data, a, b));
    known.set(data, order);
  }
  return order;
}

function before(keys: Float64Array, data: PageData, a: number, b: number): number {
  const gap = (keys[a] as number) - (keys[b] as number);
  return gap || ((data.idNow(a) ?? "") < (data.idNow(b) ?? "") ? -1 : 1);
}

function keysOfDates({ size, first, last }: ItemColumns): Float64Array {
  let earliest = Infinity;
  for (let i = 0; i < size; i++) if (first[i] !== UNDATED) earliest = Math.min(earliest, first[i] as number);
  const keys = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    if (first[i] === UNDATED) keys[i] = 2 * VAGUE_KEY;
    else {
      const days = (last[i] as number) - (first[i] as number);
      const vague = days > VAGUE_DAYS ? VAGUE_KEY : 0;
      keys[i] = vague + ((first[i] as number) - earliest) * (LONGEST_SPAN + 1) + Math.min(days, LONGEST_SPAN);
    }
  }
  return keys;
}
