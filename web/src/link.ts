// The page's state as the text behind the # of its address, and back. Reading is lenient: anything
// that cannot be read is left out, because links are typed, cut and outlive editions.
import { dayFromNumber, dayNumber } from "./day.ts";
import { UNITS, type Unit } from "./bins.ts";
import { FACET_NAMES, type FacetName } from "./facets.ts";
import type { Lang } from "./payload.ts";
import type { Span } from "./span.ts";

export interface View {
  lat: number;
  lon: number;
  zoom: number;
}

export interface LinkState {
  view?: View;
  hidden?: string[];
  days?: Span;
  /** Only the sites that changed in the period. */
  isNewsOnly?: boolean;
  selection?: string;
  lang?: Lang;
  /** Values picked of each facet. */
  picked?: Map<FacetName, Set<string>>;
  query?: string;
  /** Of the bars of the month bar. */
  unit?: Unit;
  /** Whether the doubt of every place is drawn. */
  isDoubtShown?: boolean;
}

export function hashFromState(state: LinkState): string {
  const parts: string[] = [];
  if (state.view) {
    const { lat, lon, zoom } = state.view;
    parts.push(`view=${lat.toFixed(4)},${lon.toFixed(4)},${Math.round(zoom * 100) / 100}`);
  }
  if (state.hidden?.length) parts.push(`off=${state.hidden.map(encodeURIComponent).join(",")}`);
  if (state.days) {
    parts.push(`days=${dayFromNumber(state.days.first)}..${dayFromNumber(state.days.last)}`);
  }
  if (state.isNewsOnly) parts.push("sites=changed");
  for (const [name, values] of state.picked ?? []) {
    if (values.size > 0) parts.push(`${name}=${[...values].map(encodeURIComponent).join(",")}`);
  }
  if (state.query) parts.push(`q=${encodeURIComponent(state.query)}`);
  if (state.unit) parts.push(`by=${state.unit}`);
  if (state.isDoubtShown) parts.push("doubt=all");
  if (state.selection) parts.push(`item=${encodeURIComponent(state.selection)}`);
  if (state.lang) parts.push(`lang=${state.lang}`);
  return parts.length ? `#${parts.join("&")}` : "";
}

export function stateFromHash(hash: string): LinkState {
  const state: LinkState = {};
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at < 0) continue;
    readPart(state, part.slice(0, at), part.slice(at + 1));
  }
  return state;
}

function readPart(state: LinkState, key: string, value: string): void {
  if (key === "view") {
    const view = readView(value);
    if (view) state.view = view;
  } else if (key === "off") {
    state.hidden = value.split(",").map(decode).filter(Boolean);
  } else if (key === "days") {
    const [a, b] = value.split("..");
    const [first, last] = [dayNumber(a), dayNumber(b ?? a)];
    if (first !== null && last !== null && first <= last) state.days = { first, last };
  } else if (key === "sites" && value === "changed") {
    state.isNewsOnly = true;
  } else if (key === "item") {
    const selection = decode(value);
    if (selection) state.selection = selection;
  } else if (key === "q") {
    const query = decode(value);
    if (query) state.query = query;
  } else if (key === "by" && (UNITS as readonly string[]).includes(value)) {
    state.unit = value as Unit;
  } else if (key === "doubt" && value === "all") {
    state.isDoubtShown = true;
  } else if (isFacetName(key)) {
    const values = value.split(",").map(decode).filter(Boolean);
    if (values.length > 0) (state.picked ??= new Map()).set(key, new Set(values));
  } else if (key === "lang" && (value === "en" || value === "ar")) {
    state.lang = value;
  }
}

function isFacetName(key: string): key is FacetName {
  return (FACET_NAMES as readonly string[]).includes(key);
}

function readView(value: string): View | null {
  const numbers = value.split(",").map((text) => (text.trim() ? Number(text) : NaN));
  const [lat, lon, zoom] = numbers;
  if (lat === undefined || lon === undefined || zoom === undefined) return null;
  const isOnEarth = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 22;
  return numbers.length === 3 && isOnEarth ? { lat, lon, zoom } : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
