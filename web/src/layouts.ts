// What stands where, for what is shown: laid out whole where all of it fits, else by tiles of the view.
import { Badges, type MeasureText } from "./badge_glyph.ts";
import type { Rect } from "./collision.ts";
import { rectOfGlyph } from "./glyph.ts";
import { layoutMarks, obstaclesOfJourneys, type Laid, type Makers } from "./layout.ts";
import { Looks } from "./looks.ts";
import type { AreaMark, Ground, Marks } from "./marks.ts";
import { sizeOfPage } from "./page_data.ts";
import { isShown, type Sifted } from "./sieve.ts";
import { TileLayout } from "./tile_layout.ts";

/** More items than this are counted by cells where they crowd. */
const MOST_WHOLE = 2000;

export class Layouts {
  /** Whether there are more items than fit on one map. */
  readonly isDense: boolean;
  readonly #ground: Ground;
  readonly #makers: Makers;
  /** All points, in the order their symbols are laid out. */
  readonly #order: readonly number[];
  #marks: Marks;
  #chosen: readonly number[] = [];
  #tiles: TileLayout | null = null;
  #whole: { zoom: number; laid: Laid } | null = null;

  constructor(ground: Ground, measure: MeasureText) {
    this.#ground = ground;
    const looks = new Looks(ground.data);
    const lookOf = (item: number, isRival: boolean): ReturnType<Looks["of"]> => looks.of(item, isRival);
    this.#makers = { badges: new Badges(ground.data, looks, measure), lookOf };
    this.isDense = sizeOfPage(ground.data) > MOST_WHOLE;
    this.#order = this.isDense ? [] : orderOfPoints(ground);
    this.#marks = ground.marks();
  }

  /** Areas, journeys and links of what is shown, and all points. */
  get marks(): Marks {
    return this.#marks;
  }

  show(shown: Sifted): void {
    const isItemShown = (item: number): boolean => isShown(shown, item);
    const { item } = this.#ground.points;
    this.#marks = this.#ground.marks(isItemShown);
    this.#chosen = this.#order.filter((point) => isItemShown(item[point] as number));
    this.#whole = null;
    this.#tiles = this.isDense ? new TileLayout(this.#marks, { makers: this.#makers, shown }) : null;
  }

  /** What stands in a rectangle of world pixels, and perhaps beyond it. */
  laid(zoom: number, rect: Rect): Laid {
    if (this.#tiles) return this.#tiles.within(zoom, rect);
    if (this.#whole?.zoom !== zoom) {
      this.#whole = { zoom, laid: layoutMarks(this.#marks, this.#chosen, { zoom, makers: this.#makers }) };
    }
    return this.#whole.laid;
  }

  /** Whether an area is drawn, or only counted in a badge that holds more than there is room for. */
  isDrawn(area: AreaMark, zoom: number): boolean {
    return this.#tiles === null || !this.#tiles.isCounted(zoom, area);
  }

  /** Names keep clear of every item's symbol, shown or not, so that filtering moves no name. */
  obstacles(zoom: number): readonly Rect[] {
    if (this.isDense) return [];
    const all = this.#ground.marks();
    const isAllShown = this.#chosen.length === this.#order.length;
    const { glyphs } = isAllShown ? this.laid(zoom, [0, 0, 0, 0]) : layoutMarks(all, this.#order, { zoom, makers: this.#makers });
    return [...glyphs.map(rectOfGlyph), ...obstaclesOfJourneys(all, zoom)];
  }
}

/** All points, as their items are told. */
function orderOfPoints({ points, order }: Ground): number[] {
  const rank = new Uint32Array(order.length);
  order.forEach((item, k) => {
    rank[item] = k;
  });
  const rankOf = (p: number): number => rank[points.item[p] as number] as number;
  return Array.from({ length: points.size }, (_, p) => p).sort((a, b) => rankOf(a) - rankOf(b) || a - b);
}
