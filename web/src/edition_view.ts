// The edition line: what this file was built from, so that a printed or forwarded copy can be traced.
import { el } from "./dom.ts";
import { dayText } from "./date_text.ts";
import { dayNumber } from "./day.ts";
import type { Store } from "./store.ts";
import { STRINGS } from "./strings.ts";

export function renderEdition({ payload: { edition }, now: { lang } }: Store): HTMLElement {
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
      el("code", {}, edition.data_hash.slice(0, 12)),
    ),
  );
}
