// Long work in pieces: it stops after each, so that whoever runs it decides whether to go on at once or
// to let the browser paint first.
import { pause } from "./pause.ts";

/** Work that can be left after each `yield`. */
export type Sliced<T> = Generator<void, T, void>;

/** Rows between two places where work can be left: a millisecond or two of it. */
export const ROWS_A_PIECE = 8192;
/** A slice ends with the piece that passes this; a frame has 16 ms. */
const SLICE_MS = 10;
/** The same while the map is animated. */
export const SHORT_SLICE_MS = 5;

export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

export async function inSlices<T>(work: Sliced<T>, slice_ms = SLICE_MS): Promise<T> {
  let until = performance.now() + slice_ms;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await pause();
    until = performance.now() + slice_ms;
  }
}

/** Work of one kind, in slices: what is asked for later takes the place of what is under way. */
export class Latest {
  readonly #slice_ms: number;
  #asked = 0;

  constructor(slice_ms = SLICE_MS) {
    this.#slice_ms = slice_ms;
  }

  /** Resolves with true once the work is done, with false as soon as there is something newer to do. */
  run(work: Sliced<unknown>): Promise<boolean> {
    const asked = (this.#asked += 1);
    return inSlices(untilOlder(work, () => asked !== this.#asked), this.#slice_ms);
  }
}

/** Work that ends early, with false, when it has become old. */
function* untilOlder(work: Sliced<unknown>, isOld: () => boolean): Sliced<boolean> {
  while (!isOld()) {
    if (work.next().done) return true;
    yield;
  }
  return false;
}
