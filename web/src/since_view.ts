// What changed since an older edition: a line with the numbers that opens as a list.
import { button, dataText, el } from "./dom.ts";
import { formatNumber } from "./claims.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import { editionFigure, fieldName, tableName, valueText } from "./edition_words.ts";
import { codeText, readerText } from "./page_language.ts";
import type { EditionChange, FieldChange, Lang, Since, SourceMention } from "./payload.ts";
import { sourceName } from "./source_view.ts";
import { NO_GROUP, type Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { withIndexes } from "./texts.ts";

const GROUPS_AT_ONCE = 100;

export function renderSince(since: Since, store: Store): HTMLElement {
  const { lang } = store.now;
  const list = el("ul", { class: "gm-edits" });
  const details = el("details", { class: "gm-since" }, el("summary", {}, sinceText(since, lang)), list);
  const groups = groupsOfChanges(since.changes);
  const more = button({ class: "gm-link" }, () => grow());
  const grow = (): void => {
    const from = list.childElementCount;
    list.append(...groups.slice(from, from + GROUPS_AT_ONCE).map((group) => groupRow(group, store)));
    const rest = groups.length - list.childElementCount;
    more.textContent = `+ ${formatNumber(rest)}`;
    if (rest > 0) details.append(more);
    else more.remove();
  };
  // Nobody pays for a list that nobody opens.
  details.addEventListener("toggle", () => {
    if (details.open && list.childElementCount === 0) grow();
  });
  return details;
}

/** "Since the edition of 3 March 2022 (data 0123456789ab): 1 added, 2 corrected, 0 withdrawn". */
export function sinceText(since: Since, lang: Lang): string {
  const t = STRINGS[lang];
  const day = dayNumber(since.latest_source);
  const hash = `\u2066${since.data_hash.slice(0, 12)}\u2069`; // reads from the left in Arabic too
  const edition = `${t.since}${day === null ? "" : ` ${dayText(day, lang)}`} (${t.data} ${hash})`;
  const counts = (["added", "corrected", "withdrawn"] as const).map((change) => {
    const number = formatNumber(since[change]);
    return lang === "ar" ? `${t[change]} ${number}` : `${number} ${t[change]}`;
  });
  return `${edition}: ${counts.join(comma(lang))}`;
}

/** Changes that stand together in the data and are about one thing. */
export function groupsOfChanges(changes: readonly EditionChange[]): EditionChange[][] {
  const groups: EditionChange[][] = [];
  let last = "";
  for (const change of changes) {
    const key = `${change.owner}\n${change.title}`;
    if (groups.length === 0 || key !== last) groups.push([]);
    groups.at(-1)?.push(change);
    last = key;
  }
  return groups;
}

/** The title opens the item, where the page holds it: a site's owner goes without the "site:" of its id. */
function groupRow(changes: readonly EditionChange[], store: Store): HTMLElement {
  const [{ owner, title }] = changes as [EditionChange];
  const heading = el("span", {}, dataText(title, "gm-edit-title"));
  withIndexes(store.data, [owner, `site:${owner}`], ([selection]) => {
    if (selection === undefined) return;
    const open = (): void => store.set({ selection, group: NO_GROUP });
    heading.replaceChildren(button({ class: "gm-link gm-edit-title" }, open, dataText(title)));
  });
  return el("li", {}, heading, el("ul", {}, ...changes.map((change) => changeRow(change, store))));
}

function changeRow(
  { change, table, codes, text, fields, sources }: EditionChange,
  store: Store,
): HTMLElement {
  const { lang } = store.now;
  const t = STRINGS[lang];
  const isFigure = table === "claims" || table === "totals";
  const said = change === "corrected" ? "" : isFigure ? editionFigure(text, lang) : text;
  const about = codes.map((code) => codeText(code, store)).join(comma(lang));
  return el(
    "li",
    { class: `gm-edit gm-edit-${change}` },
    el("b", { class: "gm-edit-word" }, t[change]),
    " ",
    el("span", {}, tableName(table, lang)),
    about ? el("span", {}, ": ", dataText(about)) : null,
    said ? (isFigure ? el("span", {}, ": ", el("b", {}, said)) : el("div", {}, readerText(said, store))) : null,
    ...fields.map((field) => fieldRow(field, store)),
    sources.length > 0
      ? el("div", { class: "gm-soft" }, `${t.by}: `, ...separated(sources.map((s) => sourceText(s, store))))
      : null,
  );
}

function sourceText({ publisher, published }: SourceMention, store: Store): HTMLElement {
  const { lang } = store.now;
  const day = dayNumber(published);
  const said = day === null ? null : el("span", { class: "gm-day" }, dayText(day, lang, true));
  return el("span", {}, readerText(publisher, store), said && comma(lang), said);
}

function fieldRow({ field, old, new: now }: FieldChange, store: Store): HTMLElement {
  const { lang } = store.now;
  const t = STRINGS[lang];
  const [before, after] = [textOfValue(field, old, store), textOfValue(field, now, store)];
  return el(
    "div",
    { class: "gm-edit-field" },
    el("span", { class: "gm-label" }, fieldName(field, lang)),
    " ",
    el("span", { class: "gm-unseen" }, `${t.from} `),
    el("del", {}, dataText(before)),
    el("span", { "aria-hidden": "true" }, lang === "ar" ? " ← " : " → "),
    el("span", { class: "gm-unseen" }, ` ${t.to} `),
    el("ins", {}, dataText(after)),
  );
}

/** Ids as the names that the page has for them, where they are decoded. */
function textOfValue(field: string, value: string, store: Store): string {
  if (field === "source_id" && value) return sourceName(value, store);
  if (field !== "related_to" && field !== "incident_id") return valueText(field, value, store.now.lang);
  const titles = value.split(";").map((id) => titleNow(id, store));
  return titles.join(" · ") || STRINGS[store.now.lang].empty;
}

function titleNow(id: string, store: Store): string {
  let title = id;
  withIndexes(store.data, [id], ([index]) => {
    title = store.record(index ?? null)?.title ?? id;
  });
  return title;
}

function comma(lang: Lang): string {
  return lang === "ar" ? "، " : ", ";
}

function separated(parts: readonly HTMLElement[]): (HTMLElement | string)[] {
  return parts.flatMap((part, i) => (i ? ["; ", part] : [part]));
}
