// Bytes out of gzip in base64, by the browser itself where it can and a small library where not,
// and never long at one go.
import { Gunzip } from "fflate";
import { pause } from "./pause.ts";

/** Characters of base64 and bytes of gzip taken at one go; a multiple of 4. */
const SLICE = 1 << 18;

export async function bytesFromText(text: string): Promise<Uint8Array> {
  await pause(); // rows of a table may ask for twenty blocks in one breath
  const packed = await bytesFromBase64(text.trim());
  return typeof DecompressionStream === "undefined" ? unpackByLibrary(packed) : unpackByBrowser(packed);
}

async function bytesFromBase64(text: string): Promise<Uint8Array> {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let from = 0; from < text.length; from += SLICE) {
    if (from > 0) await pause();
    const part = atob(text.slice(from, from + SLICE));
    for (let i = 0; i < part.length; i++) bytes[at++] = part.charCodeAt(i);
  }
  return bytes;
}

async function unpackByBrowser(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function unpackByLibrary(packed: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const gunzip = new Gunzip((part) => parts.push(part));
  for (let from = 0; from < packed.length; from += SLICE) {
    if (from > 0) await pause();
    gunzip.push(packed.subarray(from, from + SLICE), from + SLICE >= packed.length);
  }
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
