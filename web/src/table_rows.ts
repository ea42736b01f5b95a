// What is shown as a table for a spreadsheet: one row an item, its precision and its claims in words.
import { csvFormat } from "d3-dsv";
import { figureText } from "./claims.ts";
import { mainPlace, placeText } from "./item_text.ts";
import { AS_WRITTEN } from "./page_language.ts";
import type { Claim, Item, Source } from "./payload.ts";
import { sourceIdsOfItem } from "./item_sources.ts";

export const COLUMNS = [
  "id",
  "type",
  "kind",
  "subkind",
  "title",
  "title_ar",
  "summary",
  "summary_ar",
  "status",
  "background",
  "date_start",
  "date_end",
  "date_precision",
  "date_as_written",
  "certainty",
  "drawn",
  "precision",
  "uncertainty_m",
  "lon",
  "lat",
  "place_as_written",
  "placed_because",
  "admin",
  "actors",
  "target",
  "state",
  "claims",
  "sources",
] as const;

type Row = Record<(typeof COLUMNS)[number], string>;

/** A spreadsheet would run such a cell as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** CSV with a byte order mark, without which spreadsheets take Arabic for another encoding. */
export function csvOfItems(items: readonly Item[], sources: readonly Source[]): string {
  const known = new Map(sources.map((source) => [source.id, source]));
  const rows = items.map((item) => rowOfItem(item, known));
  return `\ufeff${csvFormat(rows, [...COLUMNS])}\n`;
}

function rowOfItem(item: Item, sources: ReadonlyMap<string, Source>): Row {
  const place = mainPlace(item);
  const isPoint = place?.precision === "site" || place?.precision === "place";
  return {
    id: item.id,
    type: item.type,
    kind: item.kind,
    subkind: item.subkind,
    title: safe(item.title),
    title_ar: safe(item.title_ar ?? ""),
    summary: safe(item.summary),
    summary_ar: safe(item.summary_ar ?? ""),
    status: item.status,
    background: String(item.background),
    date_start: item.date?.start ?? "",
    date_end: item.date?.end ?? "",
    date_precision: item.date?.precision ?? "",
    date_as_written: safe(item.date?.as_written ?? ""),
    certainty: item.date?.certainty ?? "",
    drawn: item.drawn,
    precision: place?.precision ?? "unlocated",
    uncertainty_m: String(place?.uncertainty_m ?? ""),
    // An area has no coordinate that would not be taken for the place itself.
    lon: isPoint ? String(place.lon ?? "") : "",
    lat: isPoint ? String(place.lat ?? "") : "",
    place_as_written: safe(placeText(item, AS_WRITTEN)),
    placed_because: safe(place?.explanation ?? ""),
    admin: safe(place?.admin.join("; ") ?? ""),
    actors: safe(item.actors.join("; ")),
    target: safe(item.target),
    state: item.state ?? "",
    claims: safe(item.claims.map((claim) => claimText(claim, sources)).join("; ")),
    sources: safe(sourceIdsOfItem(item).map((id) => addressOf(sources.get(id), id)).join(" ; ")),
  };
}

/** "killed: at least 9 (SOHR, 2022-02-03, superseded)". */
function claimText(claim: Claim, sources: ReadonlyMap<string, Source>): string {
  const who = claim.who && claim.who !== "all" ? ` ${claim.who}` : "";
  const says = claim.claimed_by || (sources.get(claim.source ?? "")?.publisher ?? "");
  const about = [says, claim.stated_at ?? "", claim.superseded_by ? "superseded" : ""].filter(Boolean);
  const figure = figureText(claim, "en").replaceAll("\u202f", "") || "number not given";
  return `${claim.measure}${who}: ${figure}${about.length > 0 ? ` (${about.join(", ")})` : ""}`;
}

function addressOf(source: Source | undefined, id: string): string {
  return source ? (source.url ?? source.archive_url ?? `${source.publisher}: ${source.title}`) : id;
}

/** Text from reports as a cell that no spreadsheet runs: an apostrophe before what looks like a formula. */
function safe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

