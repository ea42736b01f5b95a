// The words of sharing: links, citations, downloads, pictures.
import type { Lang } from "./payload.ts";

const EN = {
  share: "Share and download",
  copyLink: "Copy the link to this view",
  copyCitation: "Copy a citation",
  downloadCsv: "Table of what is shown (CSV)",
  downloadGeoJson: "Places of what is shown (GeoJSON)",
  downloadPng: "Picture of the map (PNG)",
  print: "Print, or save as PDF",
  linkCopied: "The link is copied. It works for whoever has this file.",
  citationCopied: "The citation is copied.",
  saved: "Saved as",
  rows: "rows",
  working: "Working …",
  copyByHand: "Copy this by hand:",
  note: "Downloads hold what is shown now, with how precise each place is and who says what.",
  quoteOpen: "“",
  quoteClose: "”",
};

export type ShareWords = typeof EN;

const AR: ShareWords = {
  share: "مشاركة وتنزيل",
  copyLink: "نسخ رابط هذا العرض",
  copyCitation: "نسخ صيغة الاستشهاد",
  downloadCsv: "جدول المعروض الآن (CSV)",
  downloadGeoJson: "أماكن المعروض الآن (GeoJSON)",
  downloadPng: "صورة الخريطة (PNG)",
  print: "طباعة أو حفظ بصيغة PDF",
  linkCopied: "نُسخ الرابط. يعمل لدى كل من يملك هذا الملف.",
  citationCopied: "نُسخت صيغة الاستشهاد.",
  saved: "حُفظ باسم",
  rows: "صفوف",
  working: "جارٍ العمل …",
  copyByHand: "انسخ هذا النص يدوياً:",
  note: "تحوي الملفات ما هو معروض الآن، مع دقة كل مكان ومَن قال ماذا.",
  quoteOpen: "«",
  quoteClose: "»",
};

export const SHARE_WORDS: Record<Lang, ShareWords> = { en: EN, ar: AR };
