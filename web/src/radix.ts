// Sorts indexes by whole-number keys up to 2^53, in time that grows with their number alone. Stable.

const DIGIT_BITS = 13;
const DIGITS = 2 ** DIGIT_BITS;

export function isSorted(keys: ArrayLike<number>): boolean {
  for (let i = 1; i < keys.length; i++) if ((keys[i] as number) < (keys[i - 1] as number)) return false;
  return true;
}

/** The places of keys (none negative) in ascending order of the keys. */
export function orderOfKeys(keys: ArrayLike<number>): Uint32Array {
  let order = Uint32Array.from({ length: keys.length }, (_, i) => i);
  if (isSorted(keys)) return order;
  let largest = 0;
  for (let i = 0; i < keys.length; i++) largest = Math.max(largest, keys[i] as number);
  let other = new Uint32Array(keys.length);
  for (let unit = 1; unit <= largest; unit *= DIGITS) {
    passOver(keys, unit, order, other);
    [order, other] = [other, order];
  }
  return order;
}

function passOver(keys: ArrayLike<number>, unit: number, from: Uint32Array, to: Uint32Array): void {
  const starts = new Uint32Array(DIGITS + 1);
  const digit = (index: number): number => Math.floor((keys[index] as number) / unit) % DIGITS;
  for (const index of from) {
    const d = digit(index) + 1;
    starts[d] = (starts[d] as number) + 1;
  }
  for (let d = 0; d < DIGITS; d++) starts[d + 1] = (starts[d + 1] as number) + (starts[d] as number);
  for (const index of from) {
    const d = digit(index);
    to[starts[d] as number] = index;
    starts[d] = (starts[d] as number) + 1;
  }
}
