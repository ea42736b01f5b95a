// Curved lines between places. Curves read better than straight lines, and nobody takes them for roads.
import type { XY } from "./mercator.ts";

const STEPS = 28;

/** A curve through the given points: an arc for two, a smooth line for more. */
export function curveThrough(points: readonly XY[], bend = 0.16): XY[] {
  const [a, b] = points;
  if (points.length < 2 || !a || !b) return [...points];
  return points.length === 2 ? arc(a, b, bend) : smooth(points);
}

/** A quadratic curve whose middle lies beside the straight line, by `bend` of its length. */
function arc(a: XY, b: XY, bend: number): XY[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const side = dx >= 0 ? 1 : -1; // always bulges to the north
  const control: XY = [(a[0] + b[0]) / 2 + dy * bend * side * 2, (a[1] + b[1]) / 2 - dx * bend * side * 2];
  return Array.from({ length: STEPS + 1 }, (_, i): XY => {
    const t = i / STEPS;
    const u = 1 - t;
    return [
      u * u * a[0] + 2 * u * t * control[0] + t * t * b[0],
      u * u * a[1] + 2 * u * t * control[1] + t * t * b[1],
    ];
  });
}

/** Catmull–Rom through every point. */
function smooth(points: readonly XY[]): XY[] {
  const at = (i: number): XY => points[Math.max(0, Math.min(points.length - 1, i))] as XY;
  const out: XY[] = [];
  for (let i = 0; i < points.length - 1; i++) {
    const [p, q, r, s] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < STEPS; k++) {
      const t = k / STEPS;
      const axis = (j: 0 | 1): number =>
        0.5 *
        (2 * q[j] +
          (r[j] - p[j]) * t +
          (2 * p[j] - 5 * q[j] + 4 * r[j] - s[j]) * t * t +
          (3 * q[j] - p[j] - 3 * r[j] + s[j]) * t * t * t);
      out.push([axis(0), axis(1)]);
    }
  }
  out.push(at(points.length - 1));
  return out;
}

export function lengthOf(line: readonly XY[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1] as XY, line[i] as XY);
  return sum;
}

/** The point at a part of the line's length, and the direction there in radians. */
export function pointAlong(line: readonly XY[], part: number): { at: XY; angle: number } {
  let rest = lengthOf(line) * part;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as XY, line[i] as XY];
    const step = distance(a, b);
    if (step >= rest || i === line.length - 1) {
      const t = step === 0 ? 0 : Math.min(1, rest / step);
      return {
        at: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t],
        angle: Math.atan2(b[1] - a[1], b[0] - a[0]),
      };
    }
    rest -= step;
  }
  return { at: line[0] ?? [0, 0], angle: 0 };
}

/** The line without its first `start` and last `end` units of length. */
export function trimLine(line: readonly XY[], start: number, end: number): XY[] {
  const whole = lengthOf(line);
  if (whole <= start + end) return [];
  const kept: XY[] = [pointAlong(line, start / whole).at];
  let walked = 0;
  for (let i = 1; i < line.length; i++) {
    walked += distance(line[i - 1] as XY, line[i] as XY);
    if (walked > start && walked < whole - end) kept.push(line[i] as XY);
  }
  kept.push(pointAlong(line, (whole - end) / whole).at);
  return kept;
}

export function distance(a: XY, b: XY): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}
