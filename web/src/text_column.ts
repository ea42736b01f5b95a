// Columns of texts, lists and missing values out of a block. Twin of geomap/render/text_column.py.
// Cells are made when asked for: a page of a million rows holds no million texts.
import { decodeNumbers, type BytesSpec } from "./number_column.ts";

export type TextSpec =
  | { all: unknown }
  | { list: unknown[] }
  | { own: TextSpec }
  | { of: unknown[]; codes: BytesSpec }
  | { before: TextSpec; number: BytesSpec; factor?: number };

/** What a cell may be made from beside its column: the id of what owns it, a number it follows. */
export interface Beside {
  owner?: string;
  base?: number;
}

export type TextColumn = (row: number, beside?: Beside) => unknown;

const NO_NUMBER = -1;
const MOST_DIGITS = 15;

/** A function that gives the cell of a row. */
export function textColumn(spec: TextSpec, rows: number, bytes: Uint8Array): TextColumn {
  if ("all" in spec) return () => spec.all;
  if ("list" in spec) return (row) => spec.list[row];
  if ("own" in spec) {
    const rest = textColumn(spec.own, rows, bytes);
    return (row, beside) => `${beside?.owner ?? ""}${String(rest(row))}`;
  }
  if ("of" in spec) {
    const codes = decodeNumbers(spec.codes, rows, bytes);
    return (row) => spec.of[codes[row] ?? -1];
  }
  return numberedColumn(spec, rows, bytes);
}

function numberedColumn(
  { before, number, factor }: { before: TextSpec; number: BytesSpec; factor?: number },
  rows: number,
  bytes: Uint8Array,
): TextColumn {
  const texts = textColumn(before, rows, bytes);
  const numbers = decodeNumbers(number, rows, bytes);
  return (row, beside) => {
    const text = String(texts(row));
    const n = numbers[row] ?? NO_NUMBER;
    if (factor !== undefined) return `${text}${n + factor * (beside?.base ?? 0)}`;
    return n === NO_NUMBER ? text : `${text}${n}`;
  };
}

/** The number that a text ends in, as it was parted when written; -1 where it ends in none. */
export function numberAtEnd(text: string): number {
  const digits = /[0-9]*$/.exec(text)?.[0] ?? "";
  return digits === "" ? NO_NUMBER : Number(digits.slice(-MOST_DIGITS));
}
