// The edition line: what this file was built from, so that a printed or forwarded copy can be traced.
import { dataText, el } from "./dom.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import type { StoreSource } from "./payload.ts";
import { renderSince } from "./since_view.ts";
import type { Store } from "./store.ts";
import { STRINGS, type Strings } from "./strings.ts";

export function renderEdition(store: Store): HTMLElement {
  const {
    head: { edition },
    now: { lang },
  } = store;
  const t = STRINGS[lang];
  const latest = dayNumber(edition.latest_source);
  const parts = [
    `${t.incidents} ${edition.incidents}`,
    `${t.builtFrom} ${edition.sources}`,
    latest === null ? "" : `${t.latestSource} ${dayText(latest, lang, true)}`,
  ].filter(Boolean);
  return el(
    "footer",
    { class: "gm-edition" },
    el("span", {}, `${t.edition}: ${parts.join(" · ")}`),
    el(
      "span",
      { dir: "ltr" },
      `geomap ${edition.geomap_version} · ${t.data} `,
      el("bdi", {}, el("code", {}, edition.data_hash.slice(0, 12))),
    ),
    edition.store && renderInstalled(edition.store, t),
    edition.since && renderSince(edition.since, store),
  );
}

// The same data gives other places on a machine with other sources installed, so they are named.
function renderInstalled(sources: StoreSource[], t: Strings): HTMLElement {
  const named = sources.map((source) => dataText(textOfSource(source, t)));
  return el("div", { class: "gm-installed" }, `${t.placesAlsoFrom}:`, ...named);
}

function textOfSource({ id, title, version, corrections }: StoreSource, t: Strings): string {
  const said = [version, corrections > 0 ? `${t.corrections} ${corrections}` : ""].filter(Boolean);
  return said.length > 0 ? `${title || id} (${said.join(", ")})` : title || id;
}
