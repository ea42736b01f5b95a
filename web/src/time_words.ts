// The words of the month bar's controls.
import type { Unit } from "./bins.ts";
import type { Lang } from "./payload.ts";

interface TimeWords {
  by: string;
  units: Record<Unit, string>;
  speed: string;
}

export const TIME_WORDS: Record<Lang, TimeWords> = {
  en: { by: "A bar for each", units: { day: "Day", week: "Week", month: "Month", year: "Year" }, speed: "Speed of play" },
  ar: { by: "عمود لكل", units: { day: "يوم", week: "أسبوع", month: "شهر", year: "سنة" }, speed: "سرعة التشغيل" },
};
