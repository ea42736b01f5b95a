// Blocks of data that stand in files beside the page. From disk nothing can be fetched, but a script can
// be loaded: each file is one call of `geomapChunk` that hands over a block as text, and no more.
import { textOfBlock, type TextOfBlock } from "./data_block.ts";
import type { WrittenHead } from "./head.ts";

/** As geomap names them: nothing else is ever loaded. */
const FILE = /^(numbers|ids|text)-\d{4,}-[0-9a-f]{8}\.js$/;

/** A file that belongs to the page is not beside it, or is not what it should be. */
export class MissingPart extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`Part ${file} of the data is missing beside the page.`);
    this.file = file;
  }
}

/** Told to the document, for whoever shows it: a reader should know why texts or places are missing. */
export const MISSING_PART = "geomap-missing-part";

type HandOver = (id: string, text: string) => void;
type WindowWithChunks = Window & { geomapChunk?: HandOver };

/** Gives the text of a block out of the page, or out of its file. */
export function textsOfPage({ blocks: { files = {}, folder = "" } }: WrittenHead): TextOfBlock {
  const awaited = new Map<string, (text: string) => void>();
  const handOver: HandOver = (id, text) => {
    const take = awaited.get(id);
    if (!take) throw new Error(`Nobody waits for the part ${JSON.stringify(id)}.`);
    awaited.delete(id);
    take(text);
  };
  if (Object.keys(files).length > 0) (window as WindowWithChunks).geomapChunk = handOver;

  const load = (id: string, file: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = (): void => {
        awaited.delete(id);
        script.remove();
        const missing = new MissingPart(`${folder}/${file}`);
        document.dispatchEvent(new CustomEvent(MISSING_PART, { detail: missing }));
        reject(missing);
      };
      if (!FILE.test(file)) return fail();
      awaited.set(id, resolve);
      script.addEventListener("error", fail);
      script.addEventListener("load", () => (awaited.has(id) ? fail() : script.remove()));
      script.src = `${encodeURIComponent(folder)}/${file}`;
      document.head.append(script);
    });

  return (id) => {
    const file = files[id];
    return file === undefined ? textOfBlock(id) : load(id, file);
  };
}
