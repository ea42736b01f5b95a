// Columns of whole numbers out of the bytes of a block. Twin of geomap/render/number_column.py.

/** `all`: every row has this number; else where the bytes of the numbers start. */
export type BytesSpec = { all: number } | { at: number; width: number; as: "plain" | "signed" | "delta" };
/** `by`: what another column of codes tells. */
export type NumberSpec = BytesSpec | { by: string; is: number[] };

export type Numbers = Float64Array | Int32Array | Uint8Array;

/** Numbers of so many bytes, and their signs, fit into 32 bits. */
const SMALL_WIDTH = 3;

/** The numbers of a column of so many rows. */
export function decodeNumbers(spec: BytesSpec, rows: number, bytes: Uint8Array): Numbers {
  if ("all" in spec) return spec.all === 0 ? new Uint8Array(rows) : new Float64Array(rows).fill(spec.all);
  const { at, width, as } = spec;
  // Codes of a byte stand ready: no copy.
  if (as === "plain" && width === 1) return bytes.subarray(at, at + rows);
  const numbers = width <= SMALL_WIDTH ? smallNumbers(spec, rows, bytes) : wideNumbers(spec, rows, bytes);
  return as === "delta" ? sumsOf(numbers) : numbers;
}

function smallNumbers({ at, width, as }: Exclude<BytesSpec, { all: number }>, rows: number, bytes: Uint8Array): Int32Array {
  const numbers = new Int32Array(rows);
  for (let plane = 0; plane < width; plane++) {
    const from = at + plane * rows;
    for (let row = 0; row < rows; row++) numbers[row]! |= bytes[from + row]! << (8 * plane);
  }
  if (as === "plain") return numbers;
  // 0, 1, 2, 3 … stand for 0, -1, 1, -2 …
  for (let row = 0; row < rows; row++) numbers[row] = (numbers[row]! >>> 1) ^ -(numbers[row]! & 1);
  return numbers;
}

function wideNumbers({ at, width, as }: Exclude<BytesSpec, { all: number }>, rows: number, bytes: Uint8Array): Float64Array {
  const numbers = new Float64Array(rows);
  for (let plane = 0; plane < width; plane++) {
    const weight = 2 ** (8 * plane);
    const from = at + plane * rows;
    for (let row = 0; row < rows; row++) numbers[row]! += weight * bytes[from + row]!;
  }
  if (as !== "plain") undoZigzag(numbers);
  return numbers;
}

/** Steps may add up to more than 32 bits. */
function sumsOf(steps: Float64Array | Int32Array): Float64Array {
  const sums = new Float64Array(steps.length);
  let sum = 0;
  for (let row = 0; row < steps.length; row++) sums[row] = sum += steps[row]!;
  return sums;
}

/** 0, 1, 2, 3 … stand for 0, -1, 1, -2 …; by arithmetic, for the numbers may be wider than 32 bits. */
function undoZigzag(numbers: Float64Array): void {
  for (let row = 0; row < numbers.length; row++) {
    const n = numbers[row]!;
    numbers[row] = n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  }
}
