// What changed since an older edition: a line with the numbers that opens as a list.
import { button, dataText, el } from "./dom.ts";
import { formatNumber } from "./claims.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import { editionFigure, fieldName, tableName, valueText } from "./edition_words.ts";
import type { EditionChange, FieldChange, Lang, Since } from "./payload.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { wordFor } from "./words.ts";

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
  const counts = [
    `${formatNumber(since.added)} ${t.added}`,
    `${formatNumber(since.corrected)} ${t.corrected}`,
    `${formatNumber(since.withdrawn)} ${t.withdrawn}`,
  ];
  return `${edition}: ${counts.join(lang === "ar" ? "، " : ", ")}`;
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

function groupRow(changes: readonly EditionChange[], store: Store): HTMLElement {
  const [{ owner, title }] = changes as [EditionChange];
  const item = store.item(owner) ?? store.item(`site:${owner}`);
  return el(
    "li",
    {},
    item
      ? button(
          { class: "gm-link gm-edit-title" },
          () => store.set({ selection: item.id, group: [] }),
          dataText(title),
        )
      : dataText(title, "gm-edit-title"),
    el("ul", {}, ...changes.map((change) => changeRow(change, store.now.lang))),
  );
}

function changeRow({ change, table, codes, text, fields, sources }: EditionChange, lang: Lang): HTMLElement {
  const t = STRINGS[lang];
  const isFigure = table === "claims" || table === "totals";
  const said = change === "corrected" ? "" : isFigure ? editionFigure(text, lang) : text;
  const what = [tableName(table, lang), codes.map((code) => wordFor(code, lang)).join(", ")];
  return el(
    "li",
    { class: `gm-edit gm-edit-${change}` },
    el("b", { class: "gm-edit-word" }, t[change]),
    " ",
    el("span", {}, what.filter(Boolean).join(": ")),
    said ? el("span", {}, " ", dataText(said)) : null,
    ...fields.map((field) => fieldRow(field, lang)),
    sources.length > 0
      ? el("div", { class: "gm-soft" }, `${t.by}: `, ...separated(sources.map((name) => dataText(name))))
      : null,
  );
}

function fieldRow({ field, old, new: now }: FieldChange, lang: Lang): HTMLElement {
  const t = STRINGS[lang];
  return el(
    "div",
    { class: "gm-edit-field" },
    el("span", { class: "gm-label" }, fieldName(field, lang)),
    " ",
    el("del", { "aria-label": `${t.from} ${valueText(field, old, lang)}` }, dataText(valueText(field, old, lang))),
    el("span", { "aria-hidden": "true" }, lang === "ar" ? " ← " : " → "),
    el("ins", { "aria-label": `${t.to} ${valueText(field, now, lang)}` }, dataText(valueText(field, now, lang))),
  );
}

function separated(parts: readonly HTMLElement[]): (HTMLElement | string)[] {
  return parts.flatMap((part, i) => (i ? ["; ", part] : [part]));
}
