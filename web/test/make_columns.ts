// A page of any size from a seed: towns with more and fewer incidents, all kinds, ten years. The same
// seed gives the same page, so that figures can be compared.
import { mortonCode } from "../src/morton.ts";
import { NO_ADMIN, PRECISION, WORLD_BITS, type Head, type PageData } from "../src/page_data.ts";
import { NOTHING_LEFT } from "../src/rest.ts";
import type { Item } from "../src/payload.ts";
import { worldFromLonLat } from "../src/mercator.ts";
import { orderOfKeys } from "../src/radix.ts";
import { dayFromNumber } from "../src/day.ts";
import { makeItem, makePayload } from "./make.ts";

const LAYERS = ["operation", "strike", "convoy", "base", "attack", "clash", "shelling", "arrest"];
const STATUSES = ["confirmed", "reported", "contested", "discounted"];
const FIRST_DAY = 16_436;
const DAYS = 3_650;
const TOWNS = 300;
const WORLD = 2 ** WORLD_BITS;

/** Mulberry32: numbers from 0 to 1, the same from the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function makePageData(size: number, seed = 7): PageData {
  const random = randomFrom(seed);
  const towns = Array.from({ length: TOWNS }, () =>
    worldFromLonLat(35.7 + random() * 6.5, 32.5 + random() * 4.7).map((v) => Math.floor(v * WORLD)),
  ) as [number, number][];
  const xs = new Int32Array(size);
  const ys = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const town = towns[Math.floor(TOWNS ** random()) - 1] as [number, number];
    const isSpread = random() < 0.3;
    xs[i] = town[0] + (isSpread ? Math.floor((random() - 0.5) * 9000) : 0);
    ys[i] = town[1] + (isSpread ? Math.floor((random() - 0.5) * 9000) : 0);
  }
  const order = orderOfKeys(Float64Array.from(xs, (x, i) => mortonCode(x, ys[i] as number)));
  const first = Int32Array.from({ length: size }, () => FIRST_DAY + Math.floor(random() * DAYS));
  const code = (count: number): Uint8Array =>
    Uint8Array.from({ length: size }, () => Math.floor(random() ** 2 * count));
  const layer = code(LAYERS.length);
  const status = code(STATUSES.length);
  const none = (): Int32Array => new Int32Array(size).fill(-1);
  const from = Uint32Array.from({ length: size + 1 }, (_, i) => i);
  const head: Head = {
    ...makePayload([], { period: { start: null, end: null, label: "everything" } }),
    layers: LAYERS,
    codes: {
      kind: LAYERS,
      subkind: [""],
      status: STATUSES,
      role: ["at"],
      state: [""],
      actor: [],
      publisher: [],
      place_status: [],
      measure: [],
      who: [],
      qualifier: [],
    },
    admins: [],
  };
  const record = (i: number): Item => {
    const day = dayFromNumber(first[i] as number);
    return makeItem({
      id: `made-${i}`,
      title: `Incident ${i}`,
      layer: LAYERS[layer[i] as number] as string,
      kind: LAYERS[layer[i] as number] as string,
      status: STATUSES[status[i] as number] as string,
      date: { start: day, end: day, precision: "day", as_written: "", certainty: "certain" },
    });
  };
  return {
    head,
    items: {
      size,
      isSite: new Uint8Array(size),
      layer,
      kind: layer,
      subkind: new Uint16Array(size),
      status,
      drawn: new Uint8Array(size),
      certainty: new Uint8Array(size).fill(1),
      isBackground: new Uint8Array(size),
      news: new Uint8Array(size),
      newsCertainty: new Uint8Array(size),
      state: new Uint16Array(size),
      first,
      last: first,
      vehicles: none(),
      killedLow: none(),
      killedHigh: none(),
      actorFrom: new Uint32Array(size + 1),
      actor: new Uint16Array(),
      publisherFrom: new Uint32Array(size + 1),
      publisher: new Uint16Array(),
      placeFrom: from,
    },
    places: {
      size,
      item: from.slice(0, size),
      role: new Uint8Array(size),
      standing: new Uint8Array(size),
      precision: new Uint8Array(size).fill(PRECISION.indexOf("place")),
      x: Int32Array.from(order, (i) => xs[i] as number),
      y: Int32Array.from(order, (i) => ys[i] as number),
      isPoint: new Uint8Array(size).fill(1),
      uncertainty: new Float32Array(size).fill(1500),
      shape: none(),
      admin: new Uint16Array(size).fill(NO_ADMIN),
    },
    rest: NOTHING_LEFT,
    record,
    wording: record,
    load: () => Promise.resolve(),
    loadAll: () => Promise.resolve(),
    indexOf: (id) => Promise.resolve(Number(id.replace("made-", ""))),
    source: () => null,
    idNow: (i) => `made-${i}`,
  };
}
