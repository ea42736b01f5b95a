// What stands in the page as plain JSON: all but the rows of the tables.
import type { Head } from "./page_data.ts";

/** A part of a page: a block of numbers, one of ids, and some of texts. */
export interface Part {
  /** Rows of each table. */
  rows: Record<string, number>;
  /** How many blocks of texts. */
  texts: number;
  /** Of a page whose parts stand beside it. */
  when?: {
    /** Whether it has to be there whatever days are shown. */
    always: boolean;
    /** First and last day, null when nothing has a day. */
    days: [number, number] | null;
    /** West, south, east, north in degrees; null when nothing is anywhere. */
    box: [number, number, number, number] | null;
    /** First day of a month, layer, and how many incidents begin then. */
    months: [number, number, number][];
  };
}

export interface WrittenHead extends Head {
  version: 2;
  blocks: {
    rows: Record<string, number>;
    numbers: number;
    answers: number;
    /** Items of each block of texts, and sources. */
    texts: [items: number, sources: number][];
    parts: Part[];
    /** Where the files of a split page stand, and the file of each block that stands there. */
    folder?: string;
    files?: Record<string, string>;
  };
}

const LISTS = ["sources", "layers", "shapes", "totals", "labels", "admins"] as const;

/**
 * Reads and checks the text of the head. Checks the frame only: what is inside was checked when the
 * page was built, and a missing optional part must not blank the page.
 */
export function decodeHead(text: string): WrittenHead {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`The head of the data is not JSON (${String(error)}). Build the page again.`);
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new Error("The head of the data holds no object. Build the page again.");
  }
  const frame = data as Record<string, unknown>;
  if (frame["version"] !== 2) {
    throw new Error(
      `The data has version ${JSON.stringify(frame["version"])}, this page reads version 2. ` +
        "Build the page again with one version of geomap.",
    );
  }
  const absent: string[] = LISTS.filter((name) => !Array.isArray(frame[name]));
  for (const name of ["codes", "blocks"]) if (typeof frame[name] !== "object") absent.push(name);
  if (absent.length > 0) {
    throw new Error(`The head of the data lacks ${absent.join(", ")}. Build the page again.`);
  }
  return data as WrittenHead;
}
