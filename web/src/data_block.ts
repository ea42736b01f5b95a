// The data that stands in the page, in script elements that no browser runs. A block of columns is
// gzip in base64: the length of a header, the header as JSON, the bytes of the number columns. Twin
// of geomap/render/data_block.py.
import { bytesFromText } from "./gzip.ts";
import { decodeNumbers, type NumberSpec } from "./number_column.ts";
import { textColumn, type TextColumn, type TextSpec } from "./text_column.ts";

export type TextOfBlock = (id: string) => string | Promise<string>;

/** The text of a block that stands in the page. */
export function textOfBlock(id: string): string {
  const block = document.getElementById(id);
  if (block?.textContent) return block.textContent;
  throw new Error(`The page holds no data block ${JSON.stringify(id)}. Build the page again.`);
}

const LENGTH_BYTES = 4;

interface Header {
  rows: Record<string, number>;
  columns: Record<string, NumberSpec | TextSpec>;
}

/** The columns of one block; one that was left out has its default on every row. */
export class Block {
  readonly rows: Readonly<Record<string, number>>;
  readonly #columns: Header["columns"];
  readonly #bytes: Uint8Array;
  readonly #texts = new Map<string, TextColumn>();

  constructor(bytes: Uint8Array) {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const header = bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
    const { rows, columns } = JSON.parse(new TextDecoder().decode(header)) as Header;
    this.rows = rows;
    this.#columns = columns;
    this.#bytes = bytes.subarray(LENGTH_BYTES + length);
  }

  static async open(id: string, textOf: TextOfBlock): Promise<Block> {
    const text = await textOf(id);
    try {
      return new Block(await bytesFromText(text));
    } catch (error) {
      throw new Error(`The data block ${JSON.stringify(id)} cannot be read (${String(error)}). Build the page again.`);
    }
  }

  rowsOf(table: string): number {
    return this.rows[table] ?? 0;
  }

  /** A column of whole numbers, `table.column`. */
  numbers(name: string): ArrayLike<number> {
    const spec = (this.#columns[name] ?? { all: 0 }) as NumberSpec;
    if ("by" in spec) return Float64Array.from(this.numbers(spec.by), (code) => spec.is[code] ?? 0);
    return decodeNumbers(spec, this.rowsOf(tableOf(name)), this.#bytes);
  }

  /** The values of a column that was written as they are, null when it was not. */
  listed(name: string): unknown[] | null {
    const spec = this.#columns[name];
    return spec && "list" in spec ? spec.list : null;
  }

  /** A cell of a column of texts or lists. */
  cells(name: string, fallback: unknown): TextColumn {
    let column = this.#texts.get(name);
    if (!column) {
      const spec = (this.#columns[name] ?? { all: fallback }) as TextSpec;
      column = textColumn(spec, this.rowsOf(tableOf(name)), this.#bytes);
      this.#texts.set(name, column);
    }
    return column;
  }
}

function tableOf(name: string): string {
  return name.slice(0, name.indexOf("."));
}
