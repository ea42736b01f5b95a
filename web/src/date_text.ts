// Calendar days in words: "3 February 2022", "20–23 January 2022", Arabic months as Syria names them.
import { civilFromNumber, daysInMonth } from "./day.ts";
import type { Lang } from "./payload.ts";
import type { Span } from "./span.ts";

const MONTHS: Record<Lang, readonly string[]> = {
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  ar: [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
  ],
};
const SHORT_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function monthName(month: number, lang: Lang, isShort = false): string {
  return (isShort && lang === "en" ? SHORT_EN : MONTHS[lang])[month - 1] ?? "";
}

export function dayText(n: number, lang: Lang, isShort = false): string {
  const { y, m, d } = civilFromNumber(n);
  return `${d} ${monthName(m, lang, isShort)} ${y}`;
}

/** A span of days with what its ends share said once. Whole months and years are said as such. */
export function spanText({ first, last }: Span, lang: Lang, isShort = false): string {
  if (first === last) return dayText(first, lang, isShort);
  const [a, b] = [civilFromNumber(first), civilFromNumber(last)];
  const isWhole = a.d === 1 && b.d === daysInMonth(b.y, b.m);
  if (isWhole && a.y === b.y && a.m === 1 && b.m === 12) return String(a.y);
  if (isWhole && a.y === b.y && a.m === b.m) return `${monthName(a.m, lang, isShort)} ${a.y}`;
  if (a.y === b.y && a.m === b.m) return `${a.d}${lang === "ar" ? " إلى " : "–"}${b.d} ${monthName(a.m, lang, isShort)} ${a.y}`;
  if (a.y === b.y) {
    return `${a.d} ${monthName(a.m, lang, isShort)} – ${b.d} ${monthName(b.m, lang, isShort)} ${a.y}`;
  }
  return `${dayText(first, lang, isShort)} – ${dayText(last, lang, isShort)}`;
}
