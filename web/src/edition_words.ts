// Words for the tables and fields of a dataset, and for what a field said.
import { formatNumber } from "./claims.ts";
import { spanText } from "./date_text.ts";
import type { Lang } from "./payload.ts";
import { spanFromDays } from "./span.ts";
import { STRINGS } from "./strings.ts";
import { kindName, wordFor } from "./words.ts";

type Words = Record<string, readonly [en: string, ar: string]>;

const TABLES: Words = {
  incidents: ["incident", "حادثة"],
  locations: ["place", "مكان"],
  claims: ["claim", "رواية"],
  sites: ["site", "موقع"],
  site_changes: ["change of a site", "تغيّر في موقع"],
  totals: ["total", "مجموع"],
  sources: ["source", "مصدر"],
  translations: ["translation", "ترجمة"],
};

const FIELDS: Words = {
  figure: ["figure", "العدد"],
  date: ["date", "التاريخ"],
  period: ["period", "الفترة"],
  point: ["coordinates", "الإحداثيات"],
  radius_m: ["radius of the circle in metres", "نصف قطر الدائرة بالأمتار"],
  date_precision: ["precision of the date", "دقة التاريخ"],
  date_as_written: ["date as written", "التاريخ كما ورد"],
  status: ["status", "الثبوت"],
  title: ["title", "العنوان"],
  title_ar: ["Arabic title", "العنوان العربي"],
  summary: ["summary", "الخلاصة"],
  summary_ar: ["Arabic summary", "الخلاصة العربية"],
  kind: ["kind", "النوع"],
  subkind: ["finer kind", "النوع الأدق"],
  actors: ["who", "من"],
  target: ["target", "الهدف"],
  background: ["background mention", "ذكر في الخلفية"],
  related_to: ["related incidents", "حوادث ذات صلة"],
  place_as_written: ["place as written", "المكان كما ورد"],
  role: ["role of the place", "دور المكان"],
  standing: ["main or rival place", "مكان أساسي أو منافس"],
  source_id: ["source", "المصدر"],
  within: ["looked up within", "بُحث عنه ضمن"],
  place_id: ["place in the gazetteer", "المكان في المعجم"],
  note: ["note", "ملاحظة"],
  incident_id: ["incident", "الحادثة"],
  claimed_by: ["who says", "القائل"],
  stated_at: ["said on", "قيل في"],
  measure: ["what is counted", "ما يُعدّ"],
  who: ["who is counted", "من يُعدّ"],
  part_of: ["part of", "جزء من"],
  supersedes: ["replaces", "يحل محل"],
  name: ["name", "الاسم"],
  name_ar: ["Arabic name", "الاسم العربي"],
  operator: ["held by", "بيد"],
  site_id: ["site", "الموقع"],
  change: ["what happened", "ما جرى"],
  status_after: ["state afterwards", "الحالة بعده"],
  publisher: ["publisher", "الناشر"],
  language: ["language", "اللغة"],
  published: ["published", "نُشر في"],
  url: ["address", "العنوان الإلكتروني"],
  archive_url: ["archived copy", "نسخة محفوظة"],
  text: ["text", "النص"],
  text_ar: ["text in Arabic", "النص بالعربية"],
  embed: ["what a map may carry of it", "ما يجوز أن تحمله الخريطة منه"],
};

const CODED: ReadonlySet<string> = new Set([
  "status",
  "date_precision",
  "role",
  "standing",
  "measure",
  "who",
  "change",
  "status_after",
]);

export function tableName(table: string, lang: Lang): string {
  return find(TABLES, table, lang);
}

export function fieldName(field: string, lang: Lang): string {
  return find(FIELDS, field, lang);
}

/** What a field said, as a reader says it: codes in words, days as days, an empty one as such. */
export function valueText(field: string, value: string, lang: Lang): string {
  const t = STRINGS[lang];
  if (value === "") return t.empty;
  if (field === "figure") return editionFigure(value, lang);
  if (field === "kind") return kindName(value, lang);
  if (field === "background") return value === "true" ? t.yes : t.no;
  if (field === "actors" || field === "operator") return value.replaceAll(";", " · ");
  if (field === "date" || field === "period" || field === "published") return daysText(value, lang);
  return CODED.has(field) ? wordFor(value, lang) : value;
}

/** "at_least 1200" as "at least 1 200". */
export function editionFigure(value: string, lang: Lang): string {
  const [, qualifier = "", number = ""] = /^([a-z_]*) ?(.*)$/s.exec(value) ?? [];
  const digits = number
    .replace(/\d+(?:\.\d+)?/g, (n) => formatNumber(Number(n)))
    .replace("–", lang === "ar" ? " إلى " : "–");
  return [qualifier && qualifier !== "exactly" ? wordFor(qualifier, lang) : "", digits]
    .filter(Boolean)
    .join(" ");
}

function daysText(value: string, lang: Lang): string {
  const [first = "", last = first] = value.split("..");
  const span = spanFromDays(first, last);
  return span ? spanText(span, lang, true) : value;
}

function find(words: Words, code: string, lang: Lang): string {
  const pair = Object.hasOwn(words, code) ? words[code] : undefined;
  return pair ? pair[lang === "ar" ? 1 : 0] : code.replaceAll("_", " ");
}
