// What happened to a lasting site, as a small timeline; changes of this period stand out.
import { el } from "./dom.ts";
import { section } from "./card_parts.ts";
import { renderHistory, signMark, signOfChange } from "./history_view.ts";
import { dateText } from "./item_text.ts";
import type { Change, Item } from "./payload.ts";
import { readerText, shownText } from "./page_language.ts";
import { sourceMark } from "./source_view.ts";
import { spanOfDate } from "./span.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { wordFor } from "./words.ts";

export function renderTimeline(item: Item, store: Store): HTMLElement | null {
  if (item.changes.length === 0) return null;
  const { lang } = store.now;
  const t = STRINGS[lang];
  const first = (change: Change): number => spanOfDate(change.date)?.first ?? -Infinity;
  const changes = [...item.changes].sort((a, b) => first(a) - first(b));
  return section(
    t.timeline,
    renderHistory(changes, store),
    el("ol", { class: "gm-timeline" }, ...changes.map((change) => changeRow(change, item, store))),
    item.state
      ? el("p", { class: "gm-soft" }, `${t.stateAtEnd}: `, el("strong", {}, wordFor(item.state, lang)))
      : null,
  );
}

function changeRow(change: Change, item: Item, store: Store): HTMLElement {
  const { lang } = store.now;
  return el(
    "li",
    { class: `${change.in_period ? "gm-now" : ""} gm-state-${change.status_after}`.trim() },
    el(
      "div",
      {},
      signMark(signOfChange(change)),
      el("strong", {}, wordFor(change.change, lang)),
      " ",
      el(
        "span",
        { class: "gm-soft" },
        change.date ? dateText(change.date, lang, true) : STRINGS[lang].undated,
      ),
      sourceMark(change.source, item, store),
    ),
    change.date?.as_written && shownText(change.date.as_written, store) !== dateText(change.date, lang, true)
      ? el("div", { class: "gm-soft" }, readerText(change.date.as_written, store))
      : null,
    change.note ? el("div", {}, readerText(change.note, store)) : null,
  );
}
