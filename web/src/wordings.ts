// Reads the words of every item of a page: a run at a time is decoded, and the browser breathes between.
import type { PageData, Wording } from "./page_data.ts";
import { pause } from "./pause.ts";

const DECODED_A_RUN = 4096;
/** Reading goes on so long before the browser may paint. */
const SLICE_MS = 8;

export interface WordingReader {
  /** The first item to be read. */
  from?: number;
  use: (index: number, wording: Wording) => void;
  /** Hears how many items are read. */
  onProgress?: (done: number) => void;
  /** Reading ends when nobody waits for it any more. */
  isWanted?: () => boolean;
}

export async function eachWording(
  data: PageData,
  { from = 0, use, onProgress = () => undefined, isWanted = () => true }: WordingReader,
): Promise<void> {
  for (let next = from; next < data.items.size && isWanted();) {
    const end = Math.min(data.items.size, next + DECODED_A_RUN);
    await data.load(Array.from({ length: end - next }, (_, k) => next + k));
    next = await readRun(data, next, end, use);
    onProgress(next);
  }
}

/** Returns where it came to: what was decoded may be forgotten again when others decode much. */
async function readRun(data: PageData, from: number, end: number, use: WordingReader["use"]): Promise<number> {
  let stop = performance.now() + SLICE_MS;
  for (let index = from; index < end; index++) {
    const wording = data.wording(index);
    if (!wording) return index;
    use(index, wording);
    if (performance.now() < stop) continue;
    await pause();
    stop = performance.now() + SLICE_MS;
  }
  return end;
}
