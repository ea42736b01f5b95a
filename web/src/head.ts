// What stands in the page as plain JSON: all but the rows of the tables.
import type { Head } from "./page_data.ts";

export interface WrittenHead extends Head {
  version: 2;
  blocks: {
    rows: Record<string, number>;
    numbers: number;
    answers: number;
    /** Items of each block of texts, and sources. */
    texts: [items: number, sources: number][];
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
