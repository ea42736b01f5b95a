// The words of the table.
import type { Lang } from "./payload.ts";
import type { SortKey } from "./sort_order.ts";

interface TableWords extends Record<SortKey, string> {
  open: string;
  title_of_table: string;
  close: string;
  sortBy: string;
  loading: string;
  empty: string;
}

export const TABLE_WORDS: Record<Lang, TableWords> = {
  en: {
    open: "Table of what is shown",
    title_of_table: "What is shown, as a table",
    close: "Close the table",
    sortBy: "Sort by",
    loading: "Reading the texts …",
    empty: "Nothing is shown, so there is nothing to list.",
    date: "Date",
    kind: "Kind",
    title: "What",
    place: "Place as written",
    precision: "Precision",
    status: "Status",
    killed: "Killed",
  },
  ar: {
    open: "المعروض في جدول",
    title_of_table: "المعروض الآن في جدول",
    close: "إغلاق الجدول",
    sortBy: "الترتيب حسب",
    loading: "جارٍ قراءة النصوص …",
    empty: "لا شيء معروض، فلا شيء في الجدول.",
    date: "التاريخ",
    kind: "النوع",
    title: "الحدث",
    place: "المكان كما ورد",
    precision: "الدقة",
    status: "الثبوت",
    killed: "القتلى",
  },
};
