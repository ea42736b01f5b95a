// One-line texts about an item, for rows, tips and labels.
import { spanText } from "./date_text.ts";
import type { DateSpan, Item, ItemLocation, Lang } from "./payload.ts";
import { shownText, type Speech } from "./page_language.ts";
import type { Wording } from "./page_data.ts";
import { spanOfDate } from "./span.ts";
import { STRINGS } from "./strings.ts";
import { wordFor } from "./words.ts";

/** Its first letter decides which way a text runs, and so which way an arrow in it points. */
const ARABIC_FIRST = /^\P{L}*\p{Script=Arabic}/u;

export function dateText(date: Pick<DateSpan, "start" | "end"> | null, lang: Lang, isShort = false): string {
  const span = spanOfDate(date);
  return span ? spanText(span, lang, isShort) : STRINGS[lang].undated;
}

/** The wording of the place an item is drawn by. */
export function mainPlace<L extends Pick<ItemLocation, "standing" | "role">>({ locations }: { locations: readonly L[] }): L | null {
  const primary = locations.filter((l) => l.standing === "primary");
  return primary.find((l) => l.role === "at" || l.role === "target") ?? primary[0] ?? null;
}

/** Where a journey went, from what is known of it; else where it happened. */
export function placeText(item: Pick<Wording, "locations">, store: Speech): string {
  const named = (...roles: string[]): string => {
    const places = item.locations.filter((l) => l.standing === "primary" && roles.includes(l.role));
    const said = new Set(places.map((l) => shownText(l.as_written, store))); // one phrase may name two places
    return [...said].join(store.now.lang === "ar" ? "، " : ", ");
  };
  const [from, via, to] = [named("origin"), named("crossing", "via"), named("destination")];
  if (!to || !(from || via)) return shownText(mainPlace(item)?.as_written ?? "", store);
  // A place on the way is no origin: that one is not known.
  const start = from || `… ${via}`;
  return `${start} ${ARABIC_FIRST.test(start) ? "←" : "→"} ${to}`;
}

export function whenText(item: Item, lang: Lang): string {
  if (item.type === "site") return item.state ? wordFor(item.state, lang) : "";
  return dateText(item.date, lang, true);
}

/** "±2 km", "±800 m"; nothing for an unknown doubt. */
export function uncertaintyText(metres: number | null, lang: Lang): string {
  if (metres === null || !Number.isFinite(metres) || metres <= 0) return "";
  const [km, m] = lang === "ar" ? ["كم", "م"] : ["km", "m"];
  if (metres < 1000) return `±${Math.max(10, Math.round(metres / 10) * 10)} ${m}`;
  const kilometres = metres / 1000;
  return `±${kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres)} ${km}`;
}

/** "Syria, Homs (wikipedia) · Rif Dimashq (ocha)": units with the source that says so, each said once. */
export function adminText(units: readonly string[], shown = (name: string): string => name, comma = ", "): string {
  const bySource = new Map<string, string[]>();
  for (const unit of units) {
    const [, name = unit, source = ""] = /^(.*?)(?: \(([^()]*)\))?$/.exec(unit) ?? [];
    bySource.set(source, [...(bySource.get(source) ?? []), shown(name)]);
  }
  return [...bySource]
    .map(([source, names]) => names.join(comma) + (source ? ` (${shown(source)})` : ""))
    .join(" · ");
}
