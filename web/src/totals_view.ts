// What a report sums up for a period without places: beside the map, never added to it.
import { el } from "./dom.ts";
import { codeText, readerText } from "./page_language.ts";
import { figureText } from "./claims.ts";
import { dateText } from "./item_text.ts";
import type { Source, Total } from "./payload.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { wordFor } from "./words.ts";

export function renderTotals(store: Store): HTMLElement | null {
  const {
    head,
    now: { lang },
  } = store;
  if (head.totals.length === 0) return null;
  const t = STRINGS[lang];
  return el(
    "section",
    { class: "gm-totals", "aria-label": t.totals },
    el("h2", {}, t.totals),
    el("p", { class: "gm-note" }, t.totalsNote),
    ...groupsOfTotals(head.totals).map((group) => totalsTable(group, head.sources, store)),
  );
}

function totalsTable(
  totals: readonly Total[],
  sources: readonly Source[],
  store: Store,
): HTMLElement {
  const { lang } = store.now;
  const [first] = totals as [Total];
  const publisher = sources.find((s) => s.id === first.source)?.publisher ?? first.source ?? "";
  const rows = totals.map((total) =>
    el(
      "tr",
      { class: total.part_of ? "gm-part" : null },
      el("td", { class: "gm-figure" }, figureText(total, lang) || "–"),
      el(
        "td",
        {},
        whatText(total, store),
        total.place_as_written ? (lang === "ar" ? "، " : ", ") : "",
        readerText(total.place_as_written, store),
        total.note ? el("div", { class: "gm-note" }, readerText(total.note, store)) : null,
      ),
    ),
  );
  const days = dateText({ start: first.period_start, end: first.period_end }, lang, true);
  return el("table", {}, el("caption", {}, readerText(publisher, store), " · ", days), el("tbody", {}, ...rows));
}

function whatText({ measure, who }: Total, store: Store): string {
  const what = wordFor(measure, store.now.lang);
  return who && who !== "all" ? `${what}: ${codeText(who, store)}` : what;
}

/** One table a source and period, in the order of the data. */
export function groupsOfTotals(totals: readonly Total[]): Total[][] {
  const groups = new Map<string, Total[]>();
  for (const total of totals) {
    const key = `${total.source} ${total.period_start} ${total.period_end}`;
    groups.set(key, [...(groups.get(key) ?? []), total]);
  }
  return [...groups.values()];
}
