// What a page knows, as records: twin of geomap/render/payload.py. The page carries columns
// (docs/payload.md), and these are what they decode to. Everything in them is text written by others:
// it reaches the page through textContent and canvas text alone.

export type Lang = "en" | "ar";
export type Drawn = "mapped" | "area" | "unlocated" | "withheld";
export type Certainty = "certain" | "possible";
export type Standing = "primary" | "same" | "rival";
/** A calendar day, "YYYY-MM-DD". */
export type Day = string;
export type LonLat = [number, number];

export interface Source {
  id: string;
  publisher: string;
  title: string;
  language: string;
  published: Day | null;
  url: string | null;
  archive_url: string | null;
}

export interface DateSpan {
  start: Day | null;
  end: Day | null;
  precision: string;
  as_written: string;
}

export interface ItemDate extends DateSpan {
  certainty: Certainty;
}

export interface Candidate {
  name: string;
  kind: string;
  reason: string;
  score: number;
}

export interface ItemLocation {
  role: string;
  standing: Standing;
  as_written: string;
  source: string | null;
  status: string;
  precision: string;
  /** Given for the precisions site and place only: nothing else may be drawn as a point. */
  lon: number | null;
  lat: number | null;
  /** A point inside the shape, where its badge or an arrow may stand. */
  anchor: LonLat | null;
  uncertainty_m: number | null;
  shape: number | null;
  admin: string[];
  explanation: string;
  candidates: Candidate[];
  note: string;
}

export interface Claim {
  id: string;
  source: string | null;
  claimed_by: string;
  stated_at: string | null;
  measure: string;
  who: string;
  qualifier: string;
  low: number | null;
  high: number | null;
  part_of: string | null;
  superseded_by: string | null;
  note: string;
}

export interface Change {
  date: DateSpan | null;
  change: string;
  status_after: string;
  source: string | null;
  note: string;
  in_period: boolean;
}

/** What became of a site in the period, set against its state before. */
export interface News {
  kind: "first" | "new" | "left" | "changed";
  certainty: Certainty;
}

export interface Item {
  id: string;
  type: "incident" | "site";
  layer: string;
  kind: string;
  subkind: string;
  title: string;
  title_ar?: string;
  summary: string;
  summary_ar?: string;
  status: string;
  background: boolean;
  date: ItemDate | null;
  actors: string[];
  target: string;
  drawn: Drawn;
  locations: ItemLocation[];
  claims: Claim[];
  related: string[];
  changes: Change[];
  state: string | null;
  /** There only for a site that changed, on a page of a period. */
  news?: News;
}

export type Shape = { units: string[] } | { polygons: number[][][][] };

export interface Total {
  source: string | null;
  period_start: Day | null;
  period_end: Day | null;
  measure: string;
  who: string;
  qualifier: string;
  low: number | null;
  high: number | null;
  place_as_written: string;
  actors: string[] | string;
  note: string;
  part_of: string | null;
}

export interface Label {
  name: string;
  name_ar: string;
  lon: number;
  lat: number;
  rank: number;
  kind: string;
}

/** A source in the store of whoever built the page: it had a say in where things are. */
export interface StoreSource {
  id: string;
  title: string;
  version: string;
  corrections: number;
}

/** One field of a corrected row. A figure may start with the code of a qualifier. */
export interface FieldChange {
  field: string;
  old: string;
  new: string;
}

/** A source of either edition; the page may not hold it any more. */
export interface SourceMention {
  publisher: string;
  published: Day | null;
}

/** A row that was added, corrected or withdrawn; `owner` is the id of its incident or site. */
export interface EditionChange {
  change: "added" | "corrected" | "withdrawn";
  table: string;
  owner: string;
  title: string;
  codes: string[];
  text: string;
  fields: FieldChange[];
  sources: SourceMention[];
}

/** What changed since an older edition. */
export interface Since {
  data_hash: string;
  latest_source: Day | null;
  added: number;
  corrected: number;
  withdrawn: number;
  changes: EditionChange[];
}

/** What a page knows beside its items. */
export interface Frame {
  lang: Lang;
  title: string;
  title_ar?: string;
  dataset: string;
  period: { start: Day | null; end: Day | null; label: string };
  edition: {
    data_hash: string;
    geomap_version: string;
    sources: number;
    incidents: number;
    latest_source: string | null;
    /** There only when a store helped to place things. */
    store?: StoreSource[];
    /** There only when the builder named an older edition. */
    since?: Since;
  };
  sources: Source[];
  layers: string[];
  shapes: Shape[];
  totals: Total[];
  labels: Label[];
  counts: Record<Drawn, number>;
  /** The Arabic of texts on this page, by the text; a page of an earlier version has none. */
  texts_ar?: Record<string, string>;
}

/** All that a page knows, as records; pages of version 1 carried just this. */
export interface Payload extends Frame {
  version: 1 | 2;
  items: Item[];
}
