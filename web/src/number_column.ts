// Columns of whole numbers out of the bytes of a block. Twin of geomap/render/number_column.py.

/** `all`: every row has this number; else where the bytes of the numbers start. */
export type BytesSpec = { all: number } | { at: number; width: number; as: "plain" | "signed" | "delta" };
/** `by`: what another column of codes tells. */
export type NumberSpec = BytesSpec | { by: string; is: number[] };

/** The numbers of a column of so many rows. */
export function decodeNumbers(spec: BytesSpec, rows: number, bytes: Uint8Array): Float64Array | Uint8Array {
  if ("all" in spec) return new Float64Array(rows).fill(spec.all);
  const { at, width, as } = spec;
  // Codes of a byte stand ready: no copy.
  if (as === "plain" && width === 1) return bytes.subarray(at, at + rows);
  const numbers = new Float64Array(rows);
  for (let plane = 0; plane < width; plane++) {
    const weight = 2 ** (8 * plane);
    const from = at + plane * rows;
    for (let row = 0; row < rows; row++) numbers[row]! += weight * bytes[from + row]!;
  }
  if (as !== "plain") undoZigzag(numbers);
  if (as === "delta") for (let row = 1; row < rows; row++) numbers[row]! += numbers[row - 1]!;
  return numbers;
}

/** 0, 1, 2, 3 … stand for 0, -1, 1, -2 …; by arithmetic, for the numbers may be wider than 32 bits. */
function undoZigzag(numbers: Float64Array): void {
  for (let row = 0; row < numbers.length; row++) {
    const n = numbers[row]!;
    numbers[row] = n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  }
}
