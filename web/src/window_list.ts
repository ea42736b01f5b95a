// A list of any length: only the rows near what the reader sees are in the page, each with its place in
// the whole list said to screen readers.
import { el } from "./dom.ts";

const ROW_PX = 64;
/** Browsers end an element somewhere above this; in longer lists a pixel of scrolling skips rows. */
const MAX_HEIGHT_PX = 8_000_000;
/** Rows kept beyond what is seen. */
const MARGIN_ROWS = 8;

export interface RowRange {
  first: number;
  /** Exclusive. */
  end: number;
}

/** Which rows lie between two heights of a list, and how far down the first of them stands. */
export function rowsBetween(count: number, top: number, bottom: number): RowRange & { offset: number } {
  const height = heightOfRows(count);
  const seen = Math.ceil((bottom - top) / ROW_PX) + 1;
  const exact = height === count * ROW_PX;
  const scrolled = Math.max(0, Math.min(1, top / Math.max(1, height - (bottom - top))));
  const at = exact ? Math.floor(Math.max(0, top) / ROW_PX) : Math.floor(scrolled * Math.max(0, count - seen + 1));
  const first = Math.max(0, Math.min(at, count) - MARGIN_ROWS);
  const end = Math.min(count, at + seen + MARGIN_ROWS);
  const offset = exact ? first * ROW_PX : Math.max(0, Math.max(0, top) - (at - first) * ROW_PX);
  return { first, end, offset: Math.min(offset, Math.max(0, height - (end - first) * ROW_PX)) };
}

export function heightOfRows(count: number): number {
  return Math.min(count * ROW_PX, MAX_HEIGHT_PX);
}

/** A list whose row `k` is made by `rowAt` when it comes near; `onRows` hears which rows are there. */
export function windowList(
  count: number,
  rowAt: (k: number) => HTMLElement,
  onRows: (range: RowRange) => void,
): HTMLUListElement {
  const list = el("ul", { class: "gm-items gm-window" });
  list.style.height = `${heightOfRows(count)}px`;
  const rows = new Map<number, HTMLElement>();
  let shown = "";
  const update = (): void => {
    const { top } = list.getBoundingClientRect();
    const { first, end, offset } = rowsBetween(count, -top, window.innerHeight - top);
    const key = `${first} ${end} ${offset}`;
    if (key === shown) return;
    shown = key;
    for (const [k, row] of rows) {
      if ((k >= first && k < end) || row.contains(document.activeElement)) continue;
      row.remove();
      rows.delete(k);
    }
    for (let k = first; k < end; k++) {
      const row = rows.get(k) ?? el("li", { "aria-setsize": count, "aria-posinset": k + 1, "data-row": k }, rowAt(k));
      row.style.top = `${offset + (k - first) * ROW_PX}px`;
      if (!rows.has(k)) insertInOrder(list, row, k);
      rows.set(k, row);
    }
    onRows({ first, end });
  };
  followScrolling(list, update);
  list.addEventListener("keydown", (event) => {
    const at = rowOfEvent(event);
    const step = stepOfKey(event.key);
    if (at < 0 || step === 0) return;
    event.preventDefault();
    const next = rows.get(at + step)?.querySelector<HTMLElement>("button");
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  });
  return list;
}

/** Arrow keys step through a list whose rows all stand in the page. */
export function stepWithArrows(list: HTMLElement): void {
  list.addEventListener("keydown", (event) => {
    const row = (event.target as HTMLElement).closest("li");
    const step = stepOfKey(event.key);
    const next = step > 0 ? row?.nextElementSibling : step < 0 ? row?.previousElementSibling : null;
    if (!next) return;
    event.preventDefault();
    next.querySelector<HTMLElement>("button")?.focus();
  });
}

function stepOfKey(key: string): number {
  return key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
}

function rowOfEvent({ target }: Event): number {
  return Number((target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset["row"] ?? -1);
}

/** Screen readers and the tab key go through the page's own order, not through what is seen. */
function insertInOrder(list: HTMLElement, row: HTMLElement, k: number): void {
  const after = [...list.children].find((other) => Number((other as HTMLElement).dataset["row"]) > k);
  list.insertBefore(row, after ?? null);
}

/** Calls `update` when the list is shown, scrolled or resized, for as long as it stands in the page. */
function followScrolling(list: HTMLElement, update: () => void): void {
  let isDue = false;
  const later = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      if (list.isConnected) update();
      else document.removeEventListener("scroll", later, { capture: true });
    });
  };
  document.addEventListener("scroll", later, { capture: true, passive: true });
  new ResizeObserver(later).observe(list);
}
