// The places of an item on its card: wording, why it was put there, doubt, rivals and namesakes.
import { dataText, el } from "./dom.ts";
import { quote, section } from "./card_parts.ts";
import { adminText, uncertaintyText } from "./item_text.ts";
import type { Item, ItemLocation, Lang } from "./payload.ts";
import { sourceMark } from "./source_view.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { kindName, wordFor } from "./words.ts";

export function renderPlaces(item: Item, store: Store): HTMLElement | null {
  if (item.locations.length === 0) return null;
  const t = STRINGS[store.now.lang];
  const of = (standing: string): ItemLocation[] => item.locations.filter((l) => l.standing === standing);
  const [primary, same, rivals] = [of("primary"), of("same"), of("rival")];
  return section(t.place,
    ...primary.map((location) => placeBlock(item, location, store, primary.length > 1 || location.role !== "at")),
    rivals.length > 0 &&
      el("div", { class: "gm-rivals" }, el("h4", {}, t.rivalPlaces), ...rivals.map((l) => placeBlock(item, l, store, l.role !== "at"))),
    same.length > 0 &&
      el("div", { class: "gm-same" }, el("h4", {}, t.otherWordings), el("ul", {}, ...same.map((l) => el("li", {}, quote(l.as_written), sourceMark(l.source, item, store))))));
}

function placeBlock(item: Item, location: ItemLocation, store: Store, isRoleSaid: boolean): HTMLElement {
  const { lang } = store.now;
  const t = STRINGS[lang];
  return el("div", { class: "gm-place" },
    el("p", { class: "gm-wording" },
      isRoleSaid ? el("span", { class: "gm-role" }, wordFor(location.role, lang), " ") : null,
      location.as_written ? quote(location.as_written) : el("span", { class: "gm-soft" }, "–"), sourceMark(location.source, item, store)),
    el("p", { class: "gm-soft" }, precisionText(location, lang),
      location.admin.length > 0 ? " · " : "", dataText(adminText(location.admin))),
    location.explanation ? el("p", { class: "gm-why" }, el("span", { class: "gm-label" }, t.why), " ", dataText(location.explanation)) : null,
    location.note ? el("p", { class: "gm-note" }, dataText(location.note)) : null,
    candidates(location, lang));
}

function precisionText({ precision, uncertainty_m: doubt, status }: ItemLocation, lang: Lang): string {
  const km = uncertaintyText(doubt, lang);
  return [wordFor(precision, lang), km, status === "ambiguous" ? wordFor("ambiguous", lang) : ""].filter(Boolean).join(" · ");
}

function candidates({ candidates: found, status }: ItemLocation, lang: Lang): HTMLElement | null {
  if (found.length < 2 && status !== "ambiguous") return null;
  return el("details", { class: "gm-candidates" },
    el("summary", {}, `${STRINGS[lang].candidates} (${found.length})`),
    el("ul", {}, ...found.map(({ name, kind, reason }) =>
      el("li", {}, dataText(name), " ", el("span", { class: "gm-soft" }, kindName(kind, lang)),
        reason ? el("div", { class: "gm-soft" }, dataText(reason)) : null))));
}
