// Sources: their names, and links out to http(s) addresses only.
import { dataText, el, outLink } from "./dom.ts";
import { section } from "./card_parts.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import type { Item, Source } from "./payload.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";

export function sourceOf(id: string | null, store: Store): Source | undefined {
  return id === null ? undefined : store.payload.sources.find((source) => source.id === id);
}

export function sourceName(id: string | null, store: Store): string {
  return sourceOf(id, store)?.publisher ?? id ?? "";
}

export function sourceLink(id: string | null, store: Store, label: string): HTMLElement {
  const source = sourceOf(id, store);
  return outLink(source?.url || source?.archive_url || null, dataText(label || id || "–"),
    { title: source?.title ?? null });
}

/** The sources this item speaks from, in the order they appear. */
export function renderSources(item: Item, store: Store): HTMLElement | null {
  const ids = [
    ...item.locations.map((l) => l.source),
    ...item.claims.map((c) => c.source),
    ...item.changes.map((c) => c.source),
  ];
  const sources = [...new Set(ids)].map((id) => sourceOf(id, store)).filter((s): s is Source => s !== undefined);
  if (sources.length === 0) return null;
  return section(STRINGS[store.now.lang].sources, el("ul", { class: "gm-sources" }, ...sources.map((s) => sourceRow(s, store))));
}

function sourceRow(source: Source, { now: { lang } }: Store): HTMLElement {
  const published = dayNumber(source.published?.slice(0, 10));
  return el("li", {},
    dataText(source.publisher, "gm-publisher"),
    published === null ? "" : `, ${dayText(published, lang, true)}`,
    source.title ? el("div", {}, outLink(source.url, dataText(source.title), { class: "gm-out" })) : null,
    source.archive_url ? el("div", { class: "gm-soft" }, outLink(source.archive_url, STRINGS[lang].archive)) : null);
}
