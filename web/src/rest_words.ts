// What the page says of data that stands beside it, in both languages.
import type { Lang } from "./payload.ts";

interface RestWords {
  notLoaded: string;
  /** Beside how many a search found. */
  amongLoaded: string;
  opening: (come: string, of: string) => string;
  loading: (come: string, of: string, left: string, all: string) => string;
  /** When a part is missing. */
  left: (left: string, all: string) => string;
  complete: (left: string, all: string) => string;
  showAll: string;
  missing: (file: string, folder: string, page: string) => string;
  again: string;
}

export const REST_WORDS: Record<Lang, RestWords> = {
  en: {
    notLoaded: "not loaded",
    amongLoaded: "among what is loaded",
    opening: (come, of) => `Loading the data: part ${come} of ${of} …`,
    loading: (come, of, left, all) =>
      `Loading part ${come} of ${of}: ${left} of ${all} incidents are not loaded yet, and not counted above.`,
    left: (left, all) => `${left} of ${all} incidents are not loaded, and not counted above.`,
    complete: (left, all) =>
      `Everything of the chosen days is here. ${left} of ${all} incidents lie on other days and load when you choose them.`,
    showAll: "Show all days",
    missing: (file, folder, page) =>
      `Part ${file} of the data is missing beside the page: keep ${page} and the folder ${folder} together.`,
    again: "Try again",
  },
  ar: {
    notLoaded: "لم يُحمَّل",
    amongLoaded: "بين ما حُمّل",
    opening: (come, of) => `تُحمَّل البيانات: الجزء ${come} من ${of} …`,
    loading: (come, of, left, all) =>
      `يُحمَّل الجزء ${come} من ${of}: لم يُحمَّل بعد ${left} من ${all} من الحوادث، ولم تُحسب أعلاه.`,
    left: (left, all) => `لم يُحمَّل ${left} من ${all} من الحوادث، ولم تُحسب أعلاه.`,
    complete: (left, all) =>
      `كل ما في الأيام المختارة موجود هنا. ${left} من ${all} من الحوادث في أيام أخرى، وتُحمَّل حين تختارها.`,
    showAll: "أظهر كل الأيام",
    missing: (file, folder, page) =>
      `الجزء ${file} من البيانات غير موجود بجانب الصفحة: أبقِ ${page} والمجلّد ${folder} معًا.`,
    again: "أعد المحاولة",
  },
};
