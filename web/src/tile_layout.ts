// The layout of a page with more items than fit: each zoom level for itself, the last few of them kept, so
// that turning the wheel back and forth lays out nothing twice.
import type { Rect } from "./collision.ts";
import type { Laid, Makers } from "./layout.ts";
import type { AreaMark, Marks } from "./marks.ts";
import type { PointTable } from "./points.ts";
import type { Sifted } from "./sieve.ts";
import { ROWS_A_PIECE, type Sliced } from "./slices.ts";
import { TileLevel, type Scattered } from "./tile_level.ts";

const KEPT_LEVELS = 4;

export class TileLayout {
  readonly #all: Scattered;
  readonly #levels = new Map<number, TileLevel>();

  private constructor(all: Scattered) {
    this.#all = all;
  }

  /** A layout of what is shown, in pieces: all points are counted once. */
  static *sliced(marks: Marks, { makers, shown }: { makers: Makers; shown: Sifted }): Sliced<TileLayout> {
    const before = yield* shownBefore(marks.points, shown);
    return new TileLayout({ marks, makers, shown, before, seen: new Uint32Array(shown.size), turn: 0 });
  }

  /** What stands in a rectangle of world pixels; more than asked for, by whole tiles. */
  within(zoom: number, rect: Rect): Laid {
    return this.#levelAt(zoom).within(rect);
  }

  /** Lays out a rectangle in pieces, for `within` to find. */
  slicedWithin(zoom: number, rect: Rect): Sliced<void> {
    return this.#levelAt(zoom).slicedWithin(rect);
  }

  /** Whether the badge of its cell counts an area: then nothing is drawn of it. */
  isCounted(zoom: number, area: AreaMark): boolean {
    return this.#levelAt(zoom).isCounted(area);
  }

  #levelAt(zoom: number): TileLevel {
    const level = this.#levels.get(zoom) ?? new TileLevel(this.#all, zoom);
    this.#levels.delete(zoom); // the one asked for last stands last
    this.#levels.set(zoom, level);
    const [oldest] = this.#levels.keys();
    if (this.#levels.size > KEPT_LEVELS && oldest !== undefined) this.#levels.delete(oldest);
    return level;
  }
}

/** How many shown points stand before each of the table. */
function* shownBefore({ size, item }: PointTable, { misses }: Sifted): Sliced<Uint32Array> {
  const before = new Uint32Array(size + 1);
  let count = 0;
  for (let from = 0; from < size; from += ROWS_A_PIECE) {
    const end = Math.min(size, from + ROWS_A_PIECE);
    for (let p = from; p < end; p++) {
      if (misses[item[p] as number] === 0) count += 1;
      before[p + 1] = count;
    }
    yield;
  }
  return before;
}
