// How keys and steps move a range of bars. Ranges are pairs of indices, both included.

export type Edge = "first" | "last";
export type IndexRange = Record<Edge, number>;

const BIG_STEP = 7;

/** The range after a key on one of its handles; null for keys that mean nothing here. */
export function nudgeRange({
  range,
  edge,
  key,
  count,
  isRtl,
}: {
  range: IndexRange;
  edge: Edge;
  key: string;
  count: number;
  isRtl: boolean;
}): IndexRange | null {
  const later = isRtl ? "ArrowLeft" : "ArrowRight";
  const earlier = isRtl ? "ArrowRight" : "ArrowLeft";
  const at = range[edge];
  const targets: Record<string, number> = {
    [later]: at + 1,
    [earlier]: at - 1,
    ArrowUp: at + 1,
    ArrowDown: at - 1,
    PageUp: at + BIG_STEP,
    PageDown: at - BIG_STEP,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  if (target === undefined) return null;
  const [low, high] = edge === "first" ? [0, range.last] : [range.first, count - 1];
  return { ...range, [edge]: Math.max(low, Math.min(high, target)) };
}

/** The range moved on by its own width; without a range the first (or last) bar; null at the end. */
export function stepRange(range: IndexRange | null, direction: 1 | -1, count: number): IndexRange | null {
  if (!range) return direction === 1 ? { first: 0, last: 0 } : { first: count - 1, last: count - 1 };
  const width = range.last - range.first + 1;
  const first = range.first + direction * width;
  if (first >= count || first + width <= 0) return null;
  return { first: Math.max(0, first), last: Math.min(count - 1, first + width - 1) };
}
