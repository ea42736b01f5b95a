// Sources: their names, and links out to http(s) addresses only.
import { dataText, el, outLink } from "./dom.ts";
import { section } from "./card_parts.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import { sourceIdsOfItem } from "./item_sources.ts";
import { readerText, shownText } from "./page_language.ts";
import type { Item, Source } from "./payload.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";

export function sourceOf(id: string | null, store: Store): Source | undefined {
  return (id === null ? null : store.data.source(id)) ?? undefined;
}

export function sourceName(id: string | null, store: Store): string {
  return sourceOf(id, store)?.publisher ?? id ?? "";
}

export function sourcesOfItem(item: Item, store: Store): Source[] {
  const sources = sourceIdsOfItem(item).map((id) => sourceOf(id, store));
  return sources.filter((source): source is Source => source !== undefined);
}

/** A small number that stands for a source, as in the list at the card's end; a link where it has one. */
export function sourceMark(id: string | null, item: Item, store: Store): HTMLElement | null {
  const source = sourceOf(id, store);
  if (!source) return null;
  const number = sourcesOfItem(item, store).indexOf(source) + 1;
  const name = [shownText(source.publisher, store), source.title].filter(Boolean).join(": ");
  const label = el("span", { "aria-hidden": "true" }, String(number));
  return el("sup", { class: "gm-mark" }, outLink(source.url, label, { title: name, "aria-label": `${number}: ${name}` }));
}

/** The archived copy of a source, beside the source itself; nothing where there is none. */
export function archiveMark(id: string | null, store: Store): HTMLElement | null {
  const source = sourceOf(id, store);
  if (!source?.archive_url) return null;
  const t = STRINGS[store.now.lang];
  const name = `${t.archive}: ${source.publisher}`;
  return el("sup", { class: "gm-mark" }, outLink(source.archive_url, t.archiveShort, { title: name, "aria-label": name }));
}

export function renderSources(item: Item, store: Store): HTMLElement | null {
  const sources = sourcesOfItem(item, store);
  if (sources.length === 0) return null;
  return section(
    STRINGS[store.now.lang].sources,
    el("ol", { class: "gm-sources" }, ...sources.map((s) => sourceRow(s, store))),
  );
}

function sourceRow(source: Source, store: Store): HTMLElement {
  const { lang } = store.now;
  const published = dayNumber(source.published?.slice(0, 10));
  return el(
    "li",
    {},
    readerText(source.publisher, store, "gm-publisher"),
    published === null ? "" : `${lang === "ar" ? "، " : ", "}${dayText(published, lang, true)}`,
    source.title ? el("div", {}, outLink(source.url, dataText(source.title), { class: "gm-out" })) : null,
    source.archive_url
      ? el("div", { class: "gm-soft" }, outLink(source.archive_url, STRINGS[lang].archive, { class: "gm-archived" }))
      : null,
  );
}
