// Words for the codes in the data. A code without a word is shown as it is, underscores as spaces.
import type { Lang } from "./payload.ts";

type Words = Record<string, readonly [en: string, ar: string]>;

const LAYERS: Words = {
  operation: ["Operations", "عمليات"],
  strike: ["Strikes", "ضربات"],
  convoy: ["Convoys", "أرتال"],
  base: ["Bases", "قواعد"],
  attack: ["Attacks", "هجمات"],
  clash: ["Clashes", "اشتباكات"],
  shelling: ["Shelling", "قصف"],
  arrest: ["Arrests", "اعتقالات"],
  sighting: ["Sightings", "مشاهدات"],
  exercise: ["Exercises", "تدريبات"],
  site: ["Other sites", "مواقع أخرى"],
  other: ["Other", "أخرى"],
};

const KINDS: Words = {
  operation: ["Operation", "عملية"],
  strike: ["Strike", "ضربة"],
  convoy: ["Convoy", "رتل"],
  base: ["Base", "قاعدة"],
  attack: ["Attack", "هجوم"],
  clash: ["Clash", "اشتباك"],
  shelling: ["Shelling", "قصف"],
  arrest: ["Arrest", "اعتقال"],
  sighting: ["Sighting", "مشاهدة"],
  exercise: ["Exercise", "تدريب"],
  other: ["Other", "أخرى"],
  airfield: ["Airfield", "مهبط"],
  oil_field: ["Oil field", "حقل نفط"],
  gas_plant: ["Gas plant", "معمل غاز"],
  crossing: ["Crossing", "معبر"],
  prison: ["Prison", "سجن"],
  camp: ["Camp", "مخيم"],
  // kinds of places that only the gazetteer names
  country: ["Country", "بلد"],
  governorate: ["Governorate", "محافظة"],
  district: ["District", "منطقة إدارية"],
  subdistrict: ["Subdistrict", "ناحية"],
  city: ["City", "مدينة"],
  town: ["Town", "بلدة"],
  village: ["Village", "قرية"],
  neighbourhood: ["Neighbourhood", "حي"],
  region: ["Region", "منطقة"],
  desert: ["Desert", "بادية"],
  mountain: ["Mountain", "جبل"],
  river: ["River", "نهر"],
  lake: ["Lake", "بحيرة"],
  dam: ["Dam", "سد"],
};

const WORDS: Words = {
  // status of an incident, state of a site
  confirmed: ["confirmed", "مؤكد"],
  reported: ["reported", "وارد"],
  contested: ["contested", "مختلف عليه"],
  discounted: ["discounted", "مستبعد"],
  active: ["active", "قائم"],
  partly_withdrawn: ["partly withdrawn", "أُخلي جزئياً"],
  withdrawn: ["withdrawn", "أُخلي"],
  closed: ["closed", "مغلق"],
  unknown: ["not known", "غير معروف"],
  // changes of a site
  in_use: ["in use", "قيد الاستخدام"],
  established: ["established", "أُنشئ"],
  returned: ["returned", "عودة"],
  attacked: ["attacked", "تعرض لهجوم"],
  reinforced: ["reinforced", "تعزيز"],
  handed_over: ["handed over", "سُلّم"],
  mentioned: ["mentioned", "ذُكر"],
  // precision of a place and of a date
  site: ["site", "موقع بعينه"],
  place: ["named place", "مكان مسمّى"],
  area: ["area", "منطقة"],
  admin3: ["subdistrict", "ناحية"],
  admin2: ["district", "منطقة إدارية"],
  admin1: ["governorate", "محافظة"],
  country: ["country", "بلد"],
  unlocated: ["unlocated", "بلا موقع"],
  ambiguous: ["ambiguous name", "اسم ملتبس"],
  "embedded border": ["embedded border", "الحدود المضمّنة"],
  Wikipedia: ["Wikipedia", "ويكيبيديا"],
  day: ["to the day", "باليوم"],
  range: ["within these days", "ضمن هذه الأيام"],
  month: ["to the month", "بالشهر"],
  reporting_month: ["within the reporting month", "ضمن شهر التقرير"],
  year: ["to the year", "بالسنة"],
  // roles of a place
  at: ["At", "في"],
  target: ["Target", "الهدف"],
  launch: ["Launched from", "أُطلق من"],
  origin: ["From", "من"],
  destination: ["To", "إلى"],
  crossing: ["Crossing at", "عبر معبر"],
  via: ["Via", "عبر"],
  towards: ["Towards", "باتجاه"],
  seen_from: ["Seen from", "شوهد من"],
  // measures
  killed: ["killed", "قتلى"],
  injured: ["injured", "جرحى"],
  arrested: ["arrested", "معتقلون"],
  unknown_fate: ["fate unknown", "مصير مجهول"],
  vehicles: ["vehicles", "آليات"],
  batches: ["batches", "دفعات"],
  strikes: ["strikes", "ضربات"],
  rockets: ["rockets", "صواريخ"],
  shells: ["shells", "قذائف"],
  minutes: ["minutes", "دقائق"],
  operations: ["operations", "عمليات"],
  aircraft: ["aircraft", "طائرات"],
  buildings: ["buildings", "أبنية"],
  released: ["released", "مفرج عنهم"],
  missing: ["missing", "مفقودون"],
  displaced: ["displaced", "نازحون"],
  people: ["people", "أشخاص"],
  drones: ["drones", "طائرات مسيّرة"],
  flights: ["flights", "رحلات جوية"],
  patrols: ["patrols", "دوريات"],
  exercises: ["exercises", "تدريبات"],
  attacks: ["attacks", "هجمات"],
  missiles: ["missiles", "صواريخ موجّهة"],
  explosions: ["explosions", "انفجارات"],
  targets: ["targets", "أهداف"],
  bases: ["bases", "قواعد"],
  area_km2: ["area, km²", "مساحة، كم²"],
  bodies: ["bodies", "جثث"],
  visitors: ["visitors", "زوار"],
  statement: ["statements", "تصريحات"],
  // who is counted
  all: ["all", "الكل"],
  civilians: ["civilians", "مدنيون"],
  children: ["children", "أطفال"],
  women: ["women", "نساء"],
  men: ["men", "رجال"],
  girls: ["girls", "فتيات"],
  combatants: ["combatants", "مقاتلون"],
  // qualifiers
  at_least: ["at least", "ما لا يقل عن"],
  about: ["about", "نحو"],
  nearly: ["nearly", "قرابة"],
  more_than: ["more than", "أكثر من"],
  up_to: ["up to", "ما يصل إلى"],
};

export function layerName(layer: string, lang: Lang): string {
  return find(LAYERS, layer, lang);
}

export function kindName(kind: string, lang: Lang): string {
  return find(KINDS, kind, lang);
}

export function wordFor(code: string, lang: Lang): string {
  return find(WORDS, code, lang);
}

/** Whether a code has a word here; codes of a dataset's own have none. */
export function hasWord(code: string): boolean {
  return Object.hasOwn(WORDS, code);
}

/** What kind of answer the gazetteer gave, for pages that cannot show its English sentence alone. */
export function answerInArabic(status: string, precision: string): string {
  if (status !== "resolved" && Object.hasOwn(ANSWERS, status)) return ANSWERS[status] ?? "";
  return Object.hasOwn(ANSWERS, precision) ? (ANSWERS[precision] ?? "") : "";
}

const ANSWERS: Record<string, string> = {
  unresolved: "لم يُعرف هذا المكان في المعجم الجغرافي.",
  ambiguous: "قد يعني الاسم أكثر من مكان، والمرسوم منطقة تضم ما قد يعنيه.",
  site: "موقع بعينه، معروف في المعجم الجغرافي.",
  place: "مكان مسمّى، معروف في المعجم الجغرافي.",
  area: "العبارة تدل على منطقة، لا على نقطة.",
  admin3: "لا يُعرف من المكان سوى الناحية.",
  admin2: "لا يُعرف من المكان سوى المنطقة الإدارية.",
  admin1: "لا يُعرف من المكان سوى المحافظة.",
  country: "لا يُعرف من المكان سوى البلد.",
  unlocated: "لا يدل النص على مكان يمكن رسمه.",
};

function find(words: Words, code: string, lang: Lang): string {
  const pair = Object.hasOwn(words, code) ? words[code] : undefined;
  return pair ? pair[lang === "ar" ? 1 : 0] : plainWords(code);
}

/** A code as words; names that are initials stay capital. */
function plainWords(code: string): string {
  return code.replaceAll("_", " ").replace(/\b(?:isis|hts|sdf|us|un)\b/g, (name) => name.toUpperCase());
}
