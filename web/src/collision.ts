// Which rectangles are already taken, in cells so that asking stays quick on a full map.

/** Left, top, right, bottom. */
export type Rect = readonly [number, number, number, number];

const CELL_PX = 64;

export class CollisionGrid {
  readonly #cells = new Map<string, Rect[]>();

  add(rect: Rect): void {
    for (const key of cellsOf(rect)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(rect);
      else this.#cells.set(key, [rect]);
    }
  }

  isFree(rect: Rect): boolean {
    for (const key of cellsOf(rect)) {
      if (this.#cells.get(key)?.some((taken) => overlaps(rect, taken))) return false;
    }
    return true;
  }
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function* cellsOf([left, top, right, bottom]: Rect): Generator<string> {
  for (let i = Math.floor(left / CELL_PX); i <= Math.floor(right / CELL_PX); i++) {
    for (let j = Math.floor(top / CELL_PX); j <= Math.floor(bottom / CELL_PX); j++) yield `${i},${j}`;
  }
}
