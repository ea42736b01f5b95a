// Where symbols and badges stand on a page with more items than fit. The world is cut into square cells
// of the curve the points lie along: what is crowded in its cell becomes one badge that counts it, what
// has room stands as on any page. Tiles of cells are laid out when they come into view, each for itself,
// so that nothing moves when the map is dragged.
import { CollisionGrid, type Rect } from "./collision.ts";
import { crowdsOf, fan, single } from "./crowd.ts";
import type { Glyph } from "./glyph.ts";
import { layoutBadges, settle, type Laid, type Makers } from "./layout.ts";
import { boxOfArea, type AreaMark, type JourneyMark, type Marks } from "./marks.ts";
import { worldSizePx, type XY } from "./mercator.ts";
import { pointAlong } from "./curve.ts";
import { pointsOfCell, worldOfPoint } from "./points.ts";

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
const FOOTPRINT_PX = 11;

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

export class TileLayout {
  readonly #marks: Marks;
  readonly #makers: Makers;
  readonly #isShown: (item: number) => boolean;
  /** How many shown points stand before each of the table. */
  readonly #before: Uint32Array;
  readonly #largestRadius: number;
  readonly #seen: Uint32Array;
  #turn = 0;
  #zoom = NaN;
  #size = 0;
  #level = 0;
  #tiles = new Map<string, Tile>();
  #areas = new Map<string, AreaMark[]>();
  #journeys = new Map<string, JourneyMark[]>();
  #last: { key: string; laid: Laid } = { key: "", laid: NOTHING };

  constructor(
    marks: Marks,
    { makers, isShown, items }: { makers: Makers; isShown: (item: number) => boolean; items: number },
  ) {
    this.#marks = marks;
    this.#makers = makers;
    this.#isShown = isShown;
    const { size, item, radius } = marks.points;
    this.#before = new Uint32Array(size + 1);
    for (let p = 0; p < size; p++) {
      this.#before[p + 1] = (this.#before[p] as number) + Number(isShown(item[p] as number));
    }
    this.#largestRadius = radius.reduce((most, r) => Math.max(most, r), 0);
    this.#seen = new Uint32Array(items);
  }

  /** What stands in a rectangle of world pixels; more than asked for, by whole tiles. */
  within(zoom: number, [left, top, right, bottom]: Rect): Laid {
    if (zoom !== this.#zoom) this.#start(zoom);
    const px = this.#size / 2 ** (this.#level - TILE_LEVELS);
    const most = 2 ** (this.#level - TILE_LEVELS) - 1;
    const at = (v: number): number => Math.max(0, Math.min(most, Math.floor(v / px)));
    const key = [left, top, right, bottom].map(at).join(",");
    if (key !== this.#last.key) this.#last = { key, laid: this.#joined(at(left), at(top), at(right), at(bottom)) };
    return this.#last.laid;
  }

  #joined(i0: number, j0: number, i1: number, j1: number): Laid {
    const tiles: Tile[] = [];
    for (let i = i0; i <= i1; i++) for (let j = j0; j <= j1; j++) tiles.push(this.#tile(i, j));
    return {
      glyphs: tiles.flatMap(({ glyphs }) => glyphs),
      footprints: tiles.flatMap(({ footprints }) => Array.from(footprints)),
    };
  }

  #start(zoom: number): void {
    this.#zoom = zoom;
    this.#size = worldSizePx(zoom);
    this.#level = Math.max(TILE_LEVELS, Math.floor(Math.log2(this.#size / CELL_PX)));
    this.#tiles.clear();
    this.#last = { key: "", laid: NOTHING };
    this.#areas = grouped(this.#marks.areas, ({ anchor }) => this.#keyOf(anchor, this.#level));
    const main = this.#marks.journeys.filter(({ isMain }) => isMain);
    this.#journeys = grouped(main, ({ line }) =>
      this.#keyOf(pointAlong(line, 0.5).at, this.#level - TILE_LEVELS),
    );
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
    for (const cell of cells) {
      const small = cell.areas.filter((area) => this.#isSmall(area));
      areas.push(...cell.areas.filter((area) => !small.includes(area)));
      const items = this.#itemsOf(cell, small);
      const isFull = items.length > CELL_LIMIT && (cell.to > cell.from || small.length > 1);
      if (isFull) {
        const glyph = this.#badgeOf(cell, items, small);
        grid.add(rectAround(glyph));
        glyphs.push(glyph);
      } else {
        for (let p = cell.from; p < cell.to; p++) if (this.#isPointShown(p)) loose.push(p);
        areas.push(...small);
      }
    }
    const { size } = { size: this.#size };
    const crowds = crowdsOf(this.#marks.points, loose, { size, lookOf: this.#makers.lookOf });
    for (const crowd of crowds) {
      if (crowd.points.length === 1) glyphs.push(settle(single(crowd, new CollisionGrid()), grid));
      else if (crowd.points.length <= CELL_LIMIT) glyphs.push(...fan(crowd, grid));
      else glyphs.push(settle(this.#makers.badges.ofCrowd(crowd), grid));
    }
    const journeys = this.#journeys.get(`${i},${j}`) ?? [];
    areas.sort((a, b) => this.#marks.areas.indexOf(a) - this.#marks.areas.indexOf(b));
    glyphs.push(...layoutBadges({ areas, journeys }, grid, { size, badges: this.#makers.badges }));
    return { glyphs, footprints: this.#footprintsOf(i, j) };
  }

  #cellsOf(tileI: number, tileJ: number): Cell[] {
    const side = 2 ** TILE_LEVELS;
    const cells: Cell[] = [];
    for (let i = tileI * side; i < (tileI + 1) * side; i++) {
      for (let j = tileJ * side; j < (tileJ + 1) * side; j++) {
        const [from, to] = pointsOfCell(this.#marks.points, this.#level, i, j);
        const areas = this.#areas.get(`${i},${j}`) ?? [];
        const shown = (this.#before[to] as number) - (this.#before[from] as number);
        if (shown > 0 || areas.length > 0) cells.push({ i, j, from, to: shown > 0 ? to : from, areas });
      }
    }
    return cells;
  }

  #isPointShown(point: number): boolean {
    return this.#isShown(this.#marks.points.item[point] as number);
  }

  #isSmall(area: AreaMark): boolean {
    const [left, top, right, bottom] = boxOfArea(area);
    return Math.max(right - left, bottom - top) * this.#size < SMALL_AREA_PX;
  }

  /** Items of a cell, each once though two of its places be here. */
  #itemsOf({ from, to }: Cell, areas: readonly AreaMark[]): number[] {
    const items: number[] = [];
    this.#turn += 1;
    const add = (item: number): void => {
      if (this.#seen[item] === this.#turn) return;
      this.#seen[item] = this.#turn;
      items.push(item);
    };
    for (let p = from; p < to; p++) if (this.#isPointShown(p)) add(this.#marks.points.item[p] as number);
    for (const { main, rivals } of areas) [main, rivals].forEach((list) => list.forEach(add));
    return items;
  }

  /** A badge in the middle of what its cell holds, shown or not: filters change its number, not its place. */
  #badgeOf({ i, j, from, to }: Cell, items: number[], areas: readonly AreaMark[]): Glyph {
    const middle: XY = [0, 0];
    const places = to > from ? to - from : areas.length;
    for (let p = from; p < to; p++) add(middle, worldOfPoint(this.#marks.points, p));
    if (to === from) for (const { anchor } of areas) add(middle, anchor);
    const px = this.#size / 2 ** this.#level;
    const at: XY = [(middle[0] / places) * this.#size, (middle[1] / places) * this.#size];
    const glyph = this.#makers.badges.ofCell(at, items);
    glyph.at = glyph.anchor = [
      inside(at[0], i * px, px, glyph.width / 2 + EDGE_PX),
      inside(at[1], j * px, px, glyph.height / 2 + EDGE_PX),
    ];
    return glyph;
  }

  /** One point of each footprint that is wide enough to see: neighbours on the curve share theirs. */
  #footprintsOf(i: number, j: number): number[] {
    if (this.#largestRadius * this.#size < FOOTPRINT_PX) return [];
    const { x, y, radius } = this.#marks.points;
    const [from, to] = pointsOfCell(this.#marks.points, this.#level - TILE_LEVELS, i, j);
    const found: number[] = [];
    for (let p = from; p < to; p++) {
      if ((radius[p] as number) * this.#size < FOOTPRINT_PX || !this.#isPointShown(p)) continue;
      const last = found.at(-1);
      const isSame = last !== undefined && x[p] === x[last] && y[p] === y[last] && radius[p] === radius[last];
      if (!isSame) found.push(p);
    }
    return found;
  }
}

function add(sum: XY, [x, y]: XY): void {
  sum[0] += x;
  sum[1] += y;
}

function inside(v: number, start: number, length: number, margin: number): number {
  if (2 * margin >= length) return start + length / 2;
  return Math.max(start + margin, Math.min(start + length - margin, v));
}

function rectAround({ at: [x, y], width, height }: Glyph): Rect {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
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
