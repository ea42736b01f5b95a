// The order of the list: known days first, in their order; then what is dated to weeks or months, then
// the undated.
import { sizeOfPage, UNDATED, type ItemColumns, type PageData } from "./page_data.ts";
import { slicedOrder } from "./radix.ts";
import { atOnce, ROWS_A_PIECE, type Sliced } from "./slices.ts";
import { DECODED_AT_ONCE } from "./texts.ts";

const VAGUE_DAYS = 10;
const LONGEST_SPAN = 2 ** 16 - 1;
/** Days of the years 1 to 9999 are fewer. */
const VAGUE_KEY = 2 ** 22;

const known = new WeakMap<ItemColumns, Uint32Array>();

/** All items by date, found once for what is loaded; those of one date by their id where ids are at hand. */
export function itemsByDate(data: PageData): Uint32Array {
  return atOnce(slicedItemsByDate(data));
}

/** The same in pieces. */
export function* slicedItemsByDate(data: PageData): Sliced<Uint32Array> {
  const { items } = data;
  let order = known.get(items);
  if (!order) {
    const { days, spans } = yield* keysOfDates(items);
    order = yield* slicedOrder(days, yield* slicedOrder(spans));
    if (sizeOfPage(data) <= DECODED_AT_ONCE) {
      const before = (a: number, b: number): number =>
        (days[a] as number) - (days[b] as number) || (spans[a] as number) - (spans[b] as number) || byId(data, a, b);
      order.sort(before);
    }
    known.set(items, order);
  }
  return order;
}

function byId(data: PageData, a: number, b: number): number {
  return (data.idNow(a) ?? "") < (data.idNow(b) ?? "") ? -1 : 1;
}

/** The first day of each item, vague and undated ones after all others, and how many days it may be. */
function* keysOfDates({ size, first, last }: ItemColumns): Sliced<{ days: Uint32Array; spans: Uint32Array }> {
  let earliest = Infinity;
  for (let i = 0; i < size; i++) if (first[i] !== UNDATED) earliest = Math.min(earliest, first[i] as number);
  const days = new Uint32Array(size);
  const spans = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    if (i % ROWS_A_PIECE === 0) yield;
    if (first[i] === UNDATED) days[i] = 2 * VAGUE_KEY;
    else {
      const span = (last[i] as number) - (first[i] as number);
      days[i] = (first[i] as number) - earliest + (span > VAGUE_DAYS ? VAGUE_KEY : 0);
      spans[i] = Math.min(span, LONGEST_SPAN);
    }
  }
  return { days, spans };
}
