// Columns that say nothing: most pages use a part of what an item can have, and a column of zeros that
// is the same for all takes no memory of its own. It gets some when the first other number comes.

export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;
type Kind<T extends Column> = new (buffer: ArrayBuffer, from: number, length: number) => T;

const WIDEST = 4;
const shared = new WeakSet<ArrayBufferLike>();

/** Columns of so many rows at most that begin as views of the same bytes. */
export class SharedColumns {
  readonly #zeros: ArrayBuffer;
  readonly #ones: ArrayBuffer;

  constructor(rows: number) {
    this.#zeros = new ArrayBuffer(rows * WIDEST);
    this.#ones = new Uint8Array(rows * WIDEST).fill(255).buffer;
    shared.add(this.#zeros).add(this.#ones);
  }

  zeros<T extends Column>(kind: Kind<T>, rows: number): T {
    return new kind(this.#zeros, 0, rows);
  }

  /** All bits set: -1, the largest number of a kind without a sign, or NaN. */
  unknown<T extends Column>(kind: Kind<T>, rows: number): T {
    return new kind(this.#ones, 0, rows);
  }
}

/** Whether nothing was ever put into a column. */
export function isBlank({ buffer }: Column): boolean {
  return shared.has(buffer);
}

/** The column of a table, to be written to. */
export function ownColumn<K extends string, T extends Column>(table: Record<K, T>, name: K): T {
  if (isBlank(table[name])) table[name] = table[name].slice() as T;
  return table[name];
}

/** Writes numbers into the column of a table; those that stand there already cost nothing. */
export function putNumbers<K extends string, T extends Column>(
  table: Record<K, T>,
  name: K,
  { numbers, at }: { numbers: ArrayLike<number>; at: number },
): void {
  const column = table[name];
  let row = 0;
  while (row < numbers.length && numbers[row] === column[at + row]) row++;
  if (row < numbers.length) ownColumn(table, name).set(numbers, at);
}
