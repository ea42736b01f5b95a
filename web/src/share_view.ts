// The part of the page from which a reader takes something along: link, citation, table, picture.
import { citationOf } from "./citation.ts";
import { formatNumber } from "./claims.ts";
import { copyText } from "./clipboard.ts";
import { button, el } from "./dom.ts";
import { geoJsonOfItems, type PolygonsOfUnits } from "./geojson_features.ts";
import type { Item, Lang, Payload } from "./payload.ts";
import { fileName, saveFile } from "./save_file.ts";
import { SHARE_WORDS } from "./share_words.ts";
import { csvOfItems } from "./table_rows.ts";

/** What sharing needs to know of the page. */
export interface Shared {
  /** All of the page's data but its items. */
  readonly head: Omit<Payload, "items" | "version">;
  readonly polygonsOfUnits: PolygonsOfUnits;
  /** Exactly what is shown, in the order of the list. */
  shownItems(): Promise<Item[]>;
  /** Title of the chosen item, empty when none is. */
  chosenTitle(): string;
  picture(): Promise<Blob>;
}

export function renderShare(shared: Shared, lang: Lang): HTMLElement {
  const t = SHARE_WORDS[lang];
  const said = el("p", { class: "gm-note", role: "status" });
  const byHand = el("textarea", { class: "gm-by-hand", readonly: true, rows: 3, hidden: true });
  const say = (text: string): void => {
    said.textContent = text;
    byHand.hidden = true;
  };
  const copy = async (text: string, done: string): Promise<void> => {
    if (await copyText(text)) return say(done);
    say(t.copyByHand);
    byHand.setAttribute("aria-label", t.copyByHand);
    byHand.value = text;
    byHand.hidden = false;
    byHand.select();
  };
  const save = async (ending: string, type: string, make: () => Promise<SavedPart>): Promise<void> => {
    say(t.working);
    const { content, note } = await make();
    const name = nameOfFile(shared.head, ending);
    saveFile(name, content, type);
    say(`${t.saved} ${name}${note}`);
  };
  const rows = (items: readonly Item[]): string => ` · ${formatNumber(items.length)} ${t.rows}`;
  const { sources, shapes } = shared.head;
  const actions: [string, string, () => Promise<void> | void][] = [
    ["link", t.copyLink, () => copy(location.href, t.linkCopied)],
    [
      "citation",
      t.copyCitation,
      () =>
        copy(
          citationOf(shared.head, lang, { title: shared.chosenTitle(), hash: location.hash }),
          t.citationCopied,
        ),
    ],
    [
      "csv",
      t.downloadCsv,
      () =>
        save("csv", "text/csv;charset=utf-8", async () => {
          const items = await shared.shownItems();
          return { content: csvOfItems(items, sources), note: rows(items) };
        }),
    ],
    [
      "geojson",
      t.downloadGeoJson,
      () =>
        save("geojson", "application/geo+json", async () => {
          const items = await shared.shownItems();
          const page = { origin: shared.head, sources, shapes };
          return { content: geoJsonOfItems(items, page, shared.polygonsOfUnits), note: rows(items) };
        }),
    ],
    [
      "png",
      t.downloadPng,
      () => save("png", "image/png", async () => ({ content: await shared.picture(), note: "" })),
    ],
    ["print", t.print, () => window.print()],
  ];
  return el(
    "details",
    { class: "gm-share" },
    el("summary", {}, t.share),
    el(
      "ul",
      { class: "gm-share-list" },
      ...actions.map(([name, label, act]) =>
        el("li", {}, button({ class: "gm-action", "data-share": name }, () => void act(), label)),
      ),
    ),
    said,
    byHand,
    el("p", { class: "gm-note" }, t.note),
  );
}

interface SavedPart {
  content: BlobPart;
  note: string;
}

function nameOfFile({ dataset, period, edition }: Shared["head"], ending: string): string {
  return fileName([dataset, period.start, period.end, edition.data_hash.slice(0, 8)], ending);
}
