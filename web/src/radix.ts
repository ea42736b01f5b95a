// Sorts indexes by whole-number keys up to 2^53, in time that grows with their number alone. Stable.
import { atOnce, type Sliced } from "./slices.ts";

const DIGIT_BITS = 13;
const DIGITS = 2 ** DIGIT_BITS;
/** Keys below this are cut into digits by shifting bits, which is several times as quick. */
const WORD = 2 ** 32;

export function isSorted(keys: ArrayLike<number>): boolean {
  for (let i = 1; i < keys.length; i++) if ((keys[i] as number) < (keys[i - 1] as number)) return false;
  return true;
}

/** The places of keys (none negative) in ascending order of the keys. */
export function orderOfKeys(keys: ArrayLike<number>): Uint32Array {
  return atOnce(slicedOrder(keys));
}

/** The same in pieces; among equal keys the order is that of `before`. */
export function* slicedOrder(keys: ArrayLike<number>, before?: Uint32Array): Sliced<Uint32Array> {
  let order = before ?? countUp(keys.length);
  if (!before && isSorted(keys)) return order;
  let largest = 0;
  for (let i = 0; i < keys.length; i++) largest = Math.max(largest, keys[i] as number);
  let other: Uint32Array = new Uint32Array(keys.length);
  for (let unit = 1; unit <= largest; unit *= DIGITS) {
    yield;
    const digits = digitsOf(keys, unit);
    yield;
    passOver(digits, order, other);
    [order, other] = [other, order];
  }
  return order;
}

function countUp(size: number): Uint32Array {
  const numbers = new Uint32Array(size);
  for (let i = 0; i < size; i++) numbers[i] = i;
  return numbers;
}

function digitsOf(keys: ArrayLike<number>, unit: number): Uint16Array {
  const digits = new Uint16Array(keys.length);
  if (unit < WORD && keys instanceof Uint32Array) {
    const shift = Math.log2(unit);
    for (let i = 0; i < digits.length; i++) digits[i] = ((keys[i] as number) >>> shift) & (DIGITS - 1);
  } else {
    for (let i = 0; i < digits.length; i++) digits[i] = Math.floor((keys[i] as number) / unit) % DIGITS;
  }
  return digits;
}

function passOver(digits: Uint16Array, from: Uint32Array, to: Uint32Array): void {
  const starts = new Uint32Array(DIGITS + 1);
  for (let i = 0; i < digits.length; i++) starts[(digits[i] as number) + 1]! += 1;
  for (let d = 0; d < DIGITS; d++) starts[d + 1]! += starts[d] as number;
  for (let i = 0; i < from.length; i++) {
    const index = from[i] as number;
    const d = digits[index] as number;
    to[starts[d] as number] = index;
    starts[d]! += 1;
  }
}
