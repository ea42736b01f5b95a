// How much of the map the open card covers, so that nothing is shown behind it.

/** Pixels covered at the map's sides. */
export interface Covered {
  left: number;
  right: number;
  bottom: number;
}

export const NOTHING_COVERED: Covered = { left: 0, right: 0, bottom: 0 };

type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** A card as wide as the map covers it from below (phones), another one from its side. */
export function coveredBy(card: Box, map: Box): Covered {
  if (card.left < map.left + 8 && card.right > map.right - 8) {
    return { ...NOTHING_COVERED, bottom: Math.max(0, map.bottom - card.top) };
  }
  const isLeft = card.left - map.left < map.right - card.right;
  return isLeft
    ? { ...NOTHING_COVERED, left: Math.max(0, card.right - map.left) }
    : { ...NOTHING_COVERED, right: Math.max(0, map.right - card.left) };
}
