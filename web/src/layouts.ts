// What stands where, for what is shown: laid out whole where all of it fits, else by tiles of the view.
import { Badges, type MeasureText } from "./badge_glyph.ts";
import type { Rect } from "./collision.ts";
import { rectOfGlyph } from "./glyph.ts";
import { layoutMarks, obstaclesOfJourneys, type Laid, type Makers } from "./layout.ts";
import { Looks } from "./looks.ts";
import type { AreaMark, Ground, Marks } from "./marks.ts";
import { sizeOfPage } from "./page_data.ts";
import { isShown, type Sifted } from "./sieve.ts";
import { atOnce, type Sliced } from "./slices.ts";
import { TileLayout } from "./tile_layout.ts";

/** More items than this are counted by cells where they crowd. */
const MOST_WHOLE = 2000;

/** A rectangle of world pixels at a zoom level. */
export interface LaidView {
  zoom: number;
  rect: Rect;
}

export class Layouts {
  /** Whether there are more items than fit on one map. */
  readonly isDense: boolean;
  readonly #ground: Ground;
  readonly #makers: Makers;
  /** All points, in the order their symbols are laid out. */
  readonly #order: readonly number[];
  #marks: Marks;
  #shown: Sifted | null = null;
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

  /** What is shown, null before anything is. */
  get shown(): Sifted | null {
    return this.#shown;
  }

  show(shown: Sifted): void {
    atOnce(this.slicedShow(shown));
  }

  /** The same in pieces, with a view of it laid out. Until the last piece what was shown stands. */
  *slicedShow(shown: Sifted, view?: LaidView): Sliced<void> {
    const isItemShown = (item: number): boolean => isShown(shown, item);
    const { item } = this.#ground.points;
    const marks = this.#ground.marks(isItemShown);
    const chosen = this.#order.filter((point) => isItemShown(item[point] as number));
    const tiles = this.isDense ? yield* TileLayout.sliced(marks, { makers: this.#makers, shown }) : null;
    if (tiles && view) yield* tiles.slicedWithin(view.zoom, view.rect);
    this.#shown = shown;
    this.#marks = marks;
    this.#chosen = chosen;
    this.#whole = null;
    this.#tiles = tiles;
  }

  /** What stands in a rectangle of world pixels, and perhaps beyond it. */
  laid({ zoom, rect }: LaidView): Laid {
    if (this.#tiles) return this.#tiles.within(zoom, rect);
    if (this.#whole?.zoom !== zoom) {
      this.#whole = { zoom, laid: layoutMarks(this.#marks, this.#chosen, { zoom, makers: this.#makers }) };
    }
    return this.#whole.laid;
  }

  /** Lays out a view in pieces, for `laid` to find. What fits on the map as a whole is one piece. */
  *slicedLaid(view: LaidView): Sliced<void> {
    if (this.#tiles) yield* this.#tiles.slicedWithin(view.zoom, view.rect);
    else this.laid(view);
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
    const { glyphs } = isAllShown ? this.laid({ zoom, rect: [0, 0, 0, 0] }) : layoutMarks(all, this.#order, { zoom, makers: this.#makers });
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
