// Where symbols and badges stand at one zoom level of a page with more items than fit. The world is cut
// into square cells of the curve the points lie along: what is crowded in its cell becomes one badge that
// counts it, what has room stands as on any page. Tiles of cells are laid out when they come into view,
// each for itself, so that nothing moves when the map is dragged.
import { CollisionGrid, type Rect } from "./collision.ts";
import { crowdsOf, fanIfFree, single } from "./crowd.ts";
import { rectOfGlyph, type Glyph } from "./glyph.ts";
import { layoutBadges, settle, type Laid, type Makers } from "./layout.ts";
import { boxOfArea, type AreaMark, type JourneyMark, type Marks } from "./marks.ts";
import { worldSizePx, type XY } from "./mercator.ts";
import { pointAlong } from "./curve.ts";
import { pointsOfCell, worldOfCell, type PointTable } from "./points.ts";
import type { Sifted } from "./sieve.ts";
import type { Sliced } from "./slices.ts";

/** Cells are at least this wide, and less than twice it: room for a number of five digits. */
const CELL_PX = 60;
/** Levels between a cell and its tile: 8 cells a side. */
const TILE_LEVELS = 3;
/** A badge keeps this far from the edge of its cell, so that neighbours never touch. */
const EDGE_PX = 2;
/** More than this in one cell become a badge. */
const CELL_LIMIT = 5;
/** Areas smaller than this on the screen are counted with the points of their cell. */
const SMALL_AREA_PX = 40;
/** More areas than this in one cell are counted in its badge, but for what is coarse and wide. */
const MOST_AREAS = 2;
const WIDE_AREA_PX = 2 * CELL_PX;
const NOTHING: Laid = { glyphs: [], footprints: [] };

type Tile = Laid;

interface Cell {
  i: number;
  j: number;
  /** Run of the point table. */
  from: number;
  to: number;
  areas: AreaMark[];
}

interface LaidCell {
  cell: Cell;
  /** Areas that are counted with its points. */
  small: AreaMark[];
  badge: Glyph | null;
}

/** Items of the page that are shown, as the levels of one layout share it. */
export interface Scattered {
  marks: Marks;
  makers: Makers;
  shown: Sifted;
  /** How many shown points stand before each of the table. */
  before: Uint32Array;
  /** A number for each item, to tell which were met in this turn. */
  seen: Uint32Array;
  turn: number;
}

export class TileLevel {
  readonly #all: Scattered;
  /** Pixels of the world's side. */
  readonly #size: number;
  /** The world has 2^level cells a side. */
  readonly #level: number;
  readonly #tiles = new Map<string, Tile>();
  readonly #cells = new Map<string, LaidCell | null>();
  readonly #areas: Map<string, AreaMark[]>;
  readonly #journeys: Map<string, JourneyMark[]>;
  #last: { key: string; laid: Laid } = { key: "", laid: NOTHING };

  constructor(all: Scattered, zoom: number) {
    this.#all = all;
    this.#size = worldSizePx(zoom);
    this.#level = Math.max(TILE_LEVELS, Math.floor(Math.log2(this.#size / CELL_PX)));
    this.#areas = grouped(all.marks.areas, ({ anchor }) => this.#keyOf(anchor, this.#level));
    const main = all.marks.journeys.filter(({ isMain }) => isMain);
    this.#journeys = grouped(main, ({ line }) => this.#keyOf(pointAlong(line, 0.5).at, this.#level - TILE_LEVELS));
  }

  /** What stands in a rectangle of world pixels; more than asked for, by whole tiles. */
  within(rect: Rect): Laid {
    const [i0, j0, i1, j1] = this.#tilesOf(rect);
    const key = `${i0},${j0},${i1},${j1}`;
    if (key !== this.#last.key) this.#last = { key, laid: this.#joined(i0, j0, i1, j1) };
    return this.#last.laid;
  }

  /** Lays out a rectangle in pieces, for `within` to find. */
  *slicedWithin(rect: Rect): Sliced<void> {
    const [i0, j0, i1, j1] = this.#tilesOf(rect);
    const side = 2 ** TILE_LEVELS;
    for (let i = i0 * side - 1; i <= (i1 + 1) * side; i++) {
      for (let j = j0 * side - 1; j <= (j1 + 1) * side; j++) if (i >= 0 && j >= 0) this.#cell(i, j);
      yield;
    }
    for (let i = i0; i <= i1; i++) {
      for (let j = j0; j <= j1; j++) {
        this.#tile(i, j);
        yield;
      }
    }
    this.within(rect);
  }

  /** Columns and rows of the tiles that a rectangle touches: left, top, right, bottom. */
  #tilesOf(rect: Rect): [number, number, number, number] {
    const px = this.#size / 2 ** (this.#level - TILE_LEVELS);
    const most = 2 ** (this.#level - TILE_LEVELS) - 1;
    return rect.map((v) => Math.max(0, Math.min(most, Math.floor(v / px)))) as [number, number, number, number];
  }

  /** Whether the badge of its cell counts an area: then nothing is drawn of it. */
  isCounted(area: AreaMark): boolean {
    const [x, y] = area.anchor;
    const cell = this.#cell(Math.floor(x * 2 ** this.#level), Math.floor(y * 2 ** this.#level));
    return cell !== null && cell.badge !== null && cell.small.includes(area);
  }

  #joined(i0: number, j0: number, i1: number, j1: number): Laid {
    const tiles: Tile[] = [];
    for (let i = i0; i <= i1; i++) for (let j = j0; j <= j1; j++) tiles.push(this.#tile(i, j));
    return {
      glyphs: tiles.flatMap(({ glyphs }) => glyphs),
      footprints: tiles.flatMap(({ footprints }) => Array.from(footprints)),
    };
  }

  #keyOf([x, y]: XY, level: number): string {
    return `${Math.floor(x * 2 ** level)},${Math.floor(y * 2 ** level)}`;
  }

  #tile(i: number, j: number): Tile {
    const key = `${i},${j}`;
    let tile = this.#tiles.get(key);
    if (!tile) {
      tile = this.#layTile(i, j);
      this.#tiles.set(key, tile);
    }
    return tile;
  }

  #layTile(i: number, j: number): Tile {
    const grid = new CollisionGrid();
    const cells = this.#cellsOf(i, j);
    const glyphs: Glyph[] = [];
    const loose: number[] = [];
    const areas: AreaMark[] = [];
    for (const { cell, small, badge } of cells) {
      areas.push(...cell.areas.filter((area) => !small.includes(area)));
      if (badge) glyphs.push(badge);
      else {
        for (let p = cell.from; p < cell.to; p++) if (this.#isPointShown(p)) loose.push(p);
        areas.push(...small);
      }
    }
    const journeys = this.#journeys.get(`${i},${j}`) ?? [];
    const isAlone = loose.length + areas.length + journeys.length === 0;
    const around = isAlone ? [] : [...this.#badgesAround(i, j), ...this.#glyphsBefore(i, j)];
    for (const glyph of [...glyphs, ...around]) grid.add(rectOfGlyph(glyph));
    const size = this.#size;
    const crowds = crowdsOf(this.#all.marks.points, loose, { size, lookOf: this.#all.makers.lookOf });
    for (const crowd of crowds) {
      if (crowd.points.length === 1) glyphs.push(settle(single(crowd, new CollisionGrid()), grid));
      else {
        const ring = crowd.points.length <= CELL_LIMIT ? fanIfFree(crowd, grid) : null;
        glyphs.push(...(ring ?? [settle(this.#all.makers.badges.ofCrowd(crowd), grid)]));
      }
    }
    areas.sort((a, b) => this.#all.marks.areas.indexOf(a) - this.#all.marks.areas.indexOf(b));
    glyphs.push(...layoutBadges({ areas, journeys }, grid, { size, badges: this.#all.makers.badges }));
    return { glyphs, footprints: loose };
  }

  #cellsOf(tileI: number, tileJ: number): LaidCell[] {
    const side = 2 ** TILE_LEVELS;
    const found: LaidCell[] = [];
    for (let i = tileI * side; i < (tileI + 1) * side; i++) {
      for (let j = tileJ * side; j < (tileJ + 1) * side; j++) {
        const cell = this.#cell(i, j);
        if (cell) found.push(cell);
      }
    }
    return found;
  }

  /** Badges of the cells that touch a tile from outside: what is laid out within keeps off them. */
  #badgesAround(tileI: number, tileJ: number): Glyph[] {
    const side = 2 ** TILE_LEVELS;
    const [left, top] = [tileI * side, tileJ * side];
    const badges: Glyph[] = [];
    for (let i = left - 1; i <= left + side; i++) {
      for (let j = top - 1; j <= top + side; j++) {
        const isWithin = i >= left && i < left + side && j >= top && j < top + side;
        const badge = isWithin || i < 0 || j < 0 ? null : this.#cell(i, j)?.badge;
        if (badge) badges.push(badge);
      }
    }
    return badges;
  }

  /**
   * What stands in the neighbours that are laid out before a tile. Tiles come by turns, like the squares
   * of four colours, so that the order does not depend on where the reader came from.
   */
  #glyphsBefore(i: number, j: number): Glyph[] {
    const glyphs: Glyph[] = [];
    for (const di of [-1, 0, 1]) {
      for (const dj of [-1, 0, 1]) {
        if (turnOfTile(i + di, j + dj) < turnOfTile(i, j)) glyphs.push(...this.#tile(i + di, j + dj).glyphs);
      }
    }
    return glyphs;
  }

  /** A cell and its badge when it is full; null when it is empty. */
  #cell(i: number, j: number): LaidCell | null {
    const key = `${i},${j}`;
    let known = this.#cells.get(key);
    if (known === undefined) {
      known = this.#makeCell(i, j, key);
      this.#cells.set(key, known);
    }
    return known;
  }

  #makeCell(i: number, j: number, key: string): LaidCell | null {
    const [from, to] = pointsOfCell(this.#all.marks.points, this.#level, i, j);
    const areas = this.#areas.get(key) ?? [];
    const shown = (this.#all.before[to] as number) - (this.#all.before[from] as number);
    if (shown === 0 && areas.length === 0) return null;
    const cell: Cell = { i, j, from, to: shown > 0 ? to : from, areas };
    const fine = areas.filter((area) => !area.isCoarse || this.#extentOf(area) < WIDE_AREA_PX);
    const small = fine.length > MOST_AREAS ? fine : areas.filter((area) => this.#extentOf(area) < SMALL_AREA_PX);
    return { cell, small, badge: this.#isFull(cell, small) ? this.#badgeOf(cell, small) : null };
  }

  #isPointShown(point: number): boolean {
    return this.#all.shown.misses[this.#all.marks.points.item[point] as number] === 0;
  }

  /** Whether a cell holds more than there is room for; a lone area keeps a badge of its own. */
  #isFull(cell: Cell, areas: readonly AreaMark[]): boolean {
    if (areas.length > MOST_AREAS) return true;
    if (cell.to === cell.from && areas.length < 2) return false;
    let count = 0;
    this.#eachItem(cell, areas, () => {
      count += 1;
      return count <= CELL_LIMIT;
    });
    return count > CELL_LIMIT;
  }

  /** Longer side on the screen, px. */
  #extentOf(area: AreaMark): number {
    const [left, top, right, bottom] = boxOfArea(area);
    return Math.max(right - left, bottom - top) * this.#size;
  }

  /** Calls for the items of a cell, each once though two of its places be here, until told to stop. */
  #eachItem({ from, to }: Cell, areas: readonly AreaMark[], use: (item: number) => boolean): void {
    const { item: items } = this.#all.marks.points;
    const { misses } = this.#all.shown;
    const [seen, turn] = [this.#all.seen, (this.#all.turn += 1)];
    for (let p = from; p < to; p++) {
      const item = items[p] as number;
      if (misses[item] !== 0 || seen[item] === turn) continue;
      seen[item] = turn;
      if (!use(item)) return;
    }
    for (const { main, rivals } of areas) {
      for (const item of [...main, ...rivals]) {
        if (seen[item] === turn) continue;
        seen[item] = turn;
        if (!use(item)) return;
      }
    }
  }

  #itemsOf(cell: Cell, areas: readonly AreaMark[]): number[] {
    const items: number[] = [];
    this.#eachItem(cell, areas, (item) => items.push(item) > 0);
    return items;
  }

  /** A badge in the middle of what its cell holds, shown or not: filters change its number, not its place. */
  #badgeOf(cell: Cell, areas: readonly AreaMark[]): Glyph {
    const px = this.#size / 2 ** this.#level;
    const [x, y] = cell.to > cell.from ? middleOf(this.#all.marks.points, cell) : middleOfAnchors(areas);
    const glyph = this.#all.makers.badges.ofCell({
      each: (use) => this.#eachItem(cell, areas, use),
      items: () => this.#itemsOf(cell, areas),
    });
    glyph.at = glyph.anchor = [
      inside(x * this.#size, cell.i * px, px, glyph.width / 2 + EDGE_PX),
      inside(y * this.#size, cell.j * px, px, glyph.height / 2 + EDGE_PX),
    ];
    return glyph;
  }
}

function turnOfTile(i: number, j: number): number {
  return (i & 1) + 2 * (j & 1);
}

function middleOf({ x, y }: PointTable, { from, to }: Cell): XY {
  let [sumX, sumY] = [0, 0];
  for (let p = from; p < to; p++) {
    sumX += x[p] as number;
    sumY += y[p] as number;
  }
  const count = to - from;
  return [worldOfCell(sumX / count), worldOfCell(sumY / count)];
}

function middleOfAnchors(areas: readonly AreaMark[]): XY {
  const mean = (axis: 0 | 1): number => areas.reduce((sum, { anchor }) => sum + anchor[axis], 0) / areas.length;
  return [mean(0), mean(1)];
}

function inside(v: number, start: number, length: number, margin: number): number {
  if (2 * margin >= length) return start + length / 2;
  return Math.max(start + margin, Math.min(start + length - margin, v));
}

function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
