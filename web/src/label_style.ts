// How a place's name is set: by what it is and how much it matters.
import { LETTERING, SANS, SERIF } from "./palette.ts";

export interface LabelStyle {
  font: string;
  color: string;
  size: number;
  halo: number;
  /** Pixels between letters; Arabic letters join, so theirs stay together. */
  spacing: number;
  capitals: boolean;
  /** Radius of the town's dot; 0 for the name of an area. */
  dot: number;
  /** Zoom levels between which the name may show. */
  from: number;
  until: number;
}

const AREA = { halo: 2.5, dot: 0 };

export function styleOfLabel(kind: string, rank: number, zoom: number, lang: string): LabelStyle {
  const isArabic = lang === "ar";
  const grow = Math.max(0, zoom - 7) * 0.5;
  if (kind === "country") {
    const isGreat = rank <= 1;
    const size = isGreat ? Math.min(22, 8 + zoom * 1.3) : Math.min(12, 5 + zoom * 0.8);
    return {
      ...AREA,
      font: `600 ${size}px ${SANS}`,
      size,
      color: LETTERING.country,
      spacing: isArabic ? 0 : size * (isGreat ? 0.28 : 0.05),
      capitals: !isArabic,
      from: rank > 3 ? 7 : 0,
      until: 8.6,
    };
  }
  if (kind === "governorate" || kind === "region" || kind === "desert") {
    const size = Math.min(15, 10 + grow) + (isArabic ? 1.5 : 0);
    return {
      ...AREA,
      font: `${isArabic ? "" : "italic "}400 ${size}px ${SERIF}`,
      size,
      color: LETTERING.admin,
      spacing: isArabic ? 0 : size * 0.12,
      capitals: !isArabic,
      from: 6.6,
      until: 10.5,
    };
  }
  if (kind === "sea" || kind === "lake" || kind === "river") {
    const size = (kind === "sea" ? Math.min(17, 6 + zoom) : Math.min(13, 10.5 + grow)) + (isArabic ? 1 : 0);
    return {
      ...AREA,
      font: `${isArabic ? "" : "italic "}400 ${size}px ${SERIF}`,
      size,
      color: LETTERING.river,
      spacing: isArabic ? 0 : size * (kind === "sea" ? 0.2 : 0.06),
      capitals: false,
      from: WATER_FROM[kind][rank] ?? 8.4,
      until: 99,
    };
  }
  const size = Math.min(17, (SIZE_BY_RANK[rank] ?? 10.5) + grow);
  return {
    font: `${rank <= 2 ? 600 : 400} ${size}px ${SANS}`,
    size,
    color: rank <= 2 ? LETTERING.text : LETTERING.small,
    halo: 3,
    spacing: 0,
    capitals: false,
    dot: rank <= 2 ? 2.8 : 2.1,
    from: FROM_BY_RANK[rank] ?? 9,
    until: 99,
  };
}

const WATER_FROM: Record<"sea" | "lake" | "river", Record<number, number>> = {
  sea: { 1: 5 },
  lake: { 2: 6.8, 3: 8.2 },
  river: { 1: 6.8, 2: 7.8 },
};
const SIZE_BY_RANK: Record<number, number> = { 1: 13, 2: 12, 3: 11.5, 4: 11, 5: 10.5 };
const FROM_BY_RANK: Record<number, number> = { 1: 4.5, 2: 5.8, 3: 6.8, 4: 7.8, 5: 8.8 };
