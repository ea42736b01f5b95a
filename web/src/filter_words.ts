// The words of filters and search.
import type { FacetName } from "./facets.ts";
import type { Lang } from "./payload.ts";

interface FilterWords {
  filters: string;
  clear: string;
  more: string;
  fewer: string;
  remove: string;
  active: string;
  wayBack: string;
  shows: string;
  layers: string;
  days: string;
  news: string;
  search: string;
  searchLabel: string;
  searchHint: string;
  searching: string;
  searchClear: string;
  /** What was found, and how much of it is shown beside the other choices. */
  found: (found: number, shown: number, number: (n: number) => string) => string;
  facets: Record<FacetName, string>;
  killed: Record<string, string>;
}

export const FILTER_WORDS: Record<Lang, FilterWords> = {
  en: {
    filters: "Filters",
    clear: "Clear all filters",
    more: "more",
    fewer: "fewer",
    remove: "Remove",
    active: "Narrowed by",
    wayBack: "Nothing passes all of these together. Without one of them:",
    shows: "would show",
    layers: "layers",
    days: "days",
    news: "only sites that changed",
    search: "search",
    searchLabel: "Search names, places and texts",
    searchHint: "Hasaka, الحسكة, drone …",
    searching: "Reading the texts …",
    searchClear: "Clear the search",
    found: (found, shown, number) =>
      found === 0
        ? "Nothing found. Other spellings were tried."
        : `${number(found)} found` + (shown < found ? `, ${number(shown)} of them shown` : ""),
    facets: {
      status: "Status",
      subkind: "Finer kind",
      actor: "Who",
      unit: "Country, governorate, district",
      precision: "How precisely it is placed",
      killed: "Killed, by any account that stands",
      publisher: "Source",
    },
    killed: { "not-stated": "no figure stated", "0": "none", "1-9": "1 to 9", "10-49": "10 to 49", "50+": "50 or more" },
  },
  ar: {
    filters: "تصفية",
    clear: "إزالة كل عوامل التصفية",
    more: "المزيد",
    fewer: "أقل",
    remove: "إزالة",
    active: "التصفية الحالية",
    wayBack: "لا شيء يستوفي هذه الشروط معاً. عند إزالة أحدها:",
    shows: "يظهر",
    layers: "الطبقات",
    days: "الأيام",
    news: "المواقع التي تغيرت فقط",
    search: "البحث",
    searchLabel: "البحث في الأسماء والأماكن والنصوص",
    searchHint: "الحسكة، Hasaka، مسيّرة …",
    searching: "جارٍ قراءة النصوص …",
    searchClear: "مسح البحث",
    found: (found, shown, number) =>
      found === 0
        ? "لم يُعثر على شيء، وجُرّبت صيغ أخرى للاسم."
        : `عدد النتائج: ${number(found)}` + (shown < found ? `، المعروض منها: ${number(shown)}` : ""),
    facets: {
      status: "الثبوت",
      subkind: "النوع الأدق",
      actor: "من",
      unit: "البلد والمحافظة والمنطقة",
      precision: "دقة تحديد المكان",
      killed: "القتلى بحسب أي رواية قائمة",
      publisher: "المصدر",
    },
    killed: { "not-stated": "لم يُذكر عدد", "0": "لا أحد", "1-9": "من 1 إلى 9", "10-49": "من 10 إلى 49", "50+": "50 أو أكثر" },
  },
};
