// The words of the comparison of two periods.
import type { Lang } from "./payload.ts";

interface CompareWords {
  open: string;
  title: string;
  close: string;
  first: string;
  second: string;
  kind: string;
  change: string;
  all: string;
  note: string;
  incomplete: string;
  nothing: string;
  more: string;
}

export const COMPARE_WORDS: Record<Lang, CompareWords> = {
  en: {
    open: "Compare two periods",
    title: "Two periods side by side",
    close: "Close the comparison",
    first: "First period",
    second: "Second period",
    kind: "Kind",
    change: "Change",
    all: "All",
    note: "Of what the filters leave. A figure such as 2–5 says: 2 surely lie in the period, and 5 with all that may. The change is as unsure as they are.",
    incomplete: "Parts of this map are not loaded: what is in them is not counted here.",
    nothing: "Nothing shown in it.",
    more: "more",
  },
  ar: {
    open: "مقارنة فترتين",
    title: "فترتان جنباً إلى جنب",
    close: "إغلاق المقارنة",
    first: "الفترة الأولى",
    second: "الفترة الثانية",
    kind: "النوع",
    change: "الفرق",
    all: "الكل",
    note: "مما تبقيه التصفية. عدد مثل 2 إلى 5 يعني: 2 في الفترة حتماً، و5 مع كل ما قد يقع فيها. والفرق غير مؤكد بقدرهما.",
    incomplete: "أجزاء من هذه الخريطة لم تُحمَّل بعد، وما فيها غير محسوب هنا.",
    nothing: "لا شيء معروضاً فيها.",
    more: "غيرها",
  },
};
