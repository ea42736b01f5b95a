// The order in which items of a page that fits are put on the map, so that fans and badges name them as
// they came: incidents by day, then sites.
import { sizeOfPage, UNDATED, type PageData } from "./page_data.ts";
import { DECODED_AT_ONCE } from "./texts.ts";

/** All items: by first day, last day and id; undated ones after all days, sites last. */
export function itemsAsTold(data: PageData): Uint32Array {
  const { size, isSite, first, last } = data.items;
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  if (sizeOfPage(data) > DECODED_AT_ONCE) return order;
  const day = (column: Int32Array, i: number): number => (column[i] === UNDATED ? Infinity : (column[i] as number));
  const before = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);
  return order.sort(
    (a, b) =>
      before(isSite[a] as number, isSite[b] as number) ||
      before(day(first, a), day(first, b)) ||
      before(day(last, a), day(last, b)) ||
      before(data.idNow(a) ?? "", data.idNow(b) ?? "") ||
      a - b,
  );
}
