// The places of an item on its card: wording, why it was put there, doubt, rivals and namesakes.
import { dataText, el } from "./dom.ts";
import { codeText, englishText, readerText, wordingText } from "./page_language.ts";
import { quote, section } from "./card_parts.ts";
import { adminText, uncertaintyText } from "./item_text.ts";
import type { Item, ItemLocation, Lang } from "./payload.ts";
import { sourceMark } from "./source_view.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { answerInArabic, kindName, wordFor } from "./words.ts";

const LONG_REASON = 150;
const SHOWN_WORDINGS = 4;

export function renderPlaces(item: Item, store: Store): HTMLElement | null {
  if (item.locations.length === 0) return null;
  const t = STRINGS[store.now.lang];
  const of = (standing: string): ItemLocation[] => item.locations.filter((l) => l.standing === standing);
  const [primary, same, rivals] = [of("primary"), of("same"), of("rival")];
  return section(
    t.place,
    ...primary.map((location) =>
      placeBlock(item, location, store, primary.length > 1 || location.role !== "at"),
    ),
    rivals.length > 0 &&
      el(
        "div",
        { class: "gm-rivals" },
        el("h4", {}, t.rivalPlaces),
        ...rivals.map((l) => placeBlock(item, l, store, l.role !== "at")),
      ),
    same.length > 0 && wordings(same, item, store),
  );
}

function placeBlock(item: Item, location: ItemLocation, store: Store, isRoleSaid: boolean): HTMLElement {
  const { lang } = store.now;
  return el(
    "div",
    { class: "gm-place" },
    el(
      "p",
      { class: "gm-wording" },
      isRoleSaid ? el("span", { class: "gm-role" }, wordFor(location.role, lang), " ") : null,
      ...(location.as_written
        ? wordingText(location.as_written, store, quote, sourceMark(location.source, item, store))
        : [el("span", { class: "gm-soft" }, "–"), sourceMark(location.source, item, store)]),
    ),
    el(
      "p",
      { class: "gm-soft" },
      precisionText(location, lang),
      location.admin.length > 0 ? " · " : "",
      dataText(adminText(location.admin, (name) => codeText(name, store), lang === "ar" ? "، " : ", ")),
    ),
    lang === "ar" ? whyInArabic(location) : why(location.explanation, lang),
    location.note ? el("p", { class: "gm-note" }, readerText(location.note, store)) : null,
    candidates(location, store),
  );
}

/** Short reasons stand open; of long ones the first sentence, and the rest on demand. */
function why(explanation: string, lang: Lang): HTMLElement | null {
  if (!explanation) return null;
  const label = el("span", { class: "gm-label" }, STRINGS[lang].why);
  const end = explanation.length > LONG_REASON ? explanation.search(/[.؟!] /) + 1 : 0;
  if (end === 0) return el("p", { class: "gm-why" }, label, " ", dataText(explanation));
  return el(
    "details",
    { class: "gm-why" },
    el("summary", {}, label, " ", dataText(explanation.slice(0, end))),
    dataText(explanation.slice(end).trim()),
  );
}

/** The kind of answer in Arabic; the gazetteer's own sentence is English, and stands behind it. */
function whyInArabic({ explanation, status, precision }: ItemLocation): HTMLElement | null {
  const answer = answerInArabic(status, precision);
  if (!explanation && !answer) return null;
  const label = el("span", { class: "gm-label" }, STRINGS.ar.why);
  if (!explanation) return el("p", { class: "gm-why" }, label, " ", answer);
  return el(
    "details",
    { class: "gm-why" },
    el("summary", {}, label, " ", answer),
    englishText(explanation),
  );
}

/** The first few wordings, the others on demand: a much told event has dozens. */
function wordings(same: ItemLocation[], item: Item, store: Store): HTMLElement {
  const row = (l: ItemLocation): HTMLElement =>
    el("li", {}, ...wordingText(l.as_written, store, quote, sourceMark(l.source, item, store)));
  const rest = same.slice(SHOWN_WORDINGS);
  return el(
    "div",
    { class: "gm-same" },
    el("h4", {}, STRINGS[store.now.lang].otherWordings),
    el("ul", {}, ...same.slice(0, SHOWN_WORDINGS).map(row)),
    rest.length > 0 &&
      el("details", {}, el("summary", {}, `+ ${rest.length}`), el("ul", {}, ...rest.map(row))),
  );
}

function precisionText({ precision, uncertainty_m: doubt, status }: ItemLocation, lang: Lang): string {
  const km = uncertaintyText(doubt, lang);
  return [wordFor(precision, lang), km, status === "ambiguous" ? wordFor("ambiguous", lang) : ""]
    .filter(Boolean)
    .join(" · ");
}

function candidates({ candidates: found, status }: ItemLocation, store: Store): HTMLElement | null {
  const { lang } = store.now;
  if (found.length < 2 && status !== "ambiguous") return null;
  return el(
    "details",
    { class: "gm-candidates" },
    el("summary", {}, `${STRINGS[lang].candidates} (${found.length})`),
    el(
      "ul",
      {},
      ...found.map(({ name, kind, reason }) =>
        el(
          "li",
          {},
          readerText(name, store),
          " ",
          el("span", { class: "gm-soft" }, kindName(kind, lang)),
          reason ? el("div", { class: "gm-soft" }, lang === "ar" ? englishText(reason) : dataText(reason)) : null,
        ),
      ),
    ),
  );
}
