// Badges: what an area, a journey or a full place holds, by kind and number.
import { glyphWidth } from "./badge.ts";
import { formatNumber } from "./claims.ts";
import type { Crowd } from "./crowd.ts";
import { pointAlong } from "./curve.ts";
import type { BadgeEntry, Glyph } from "./glyph.ts";
import type { Looks } from "./looks.ts";
import type { AreaMark, JourneyMark } from "./marks.ts";
import type { XY } from "./mercator.ts";
import { newsOfAll } from "./news.ts";
import type { PageData } from "./page_data.ts";
import type { News } from "./payload.ts";
import { plainLook, type SymbolLook } from "./symbol.ts";

const BADGE_HEIGHT_PX = 22;

const BADGE_PADDING_PX = 6;

/** A badge of more layers would hide its neighbours: it counts them in one number. */
const MOST_ENTRIES = 4;

export type MeasureText = (text: string) => number;

/** What a cell holds: to be walked through until told to stop, or listed when somebody asks. */
export interface Held {
  each: (use: (item: number) => boolean) => void;
  items: () => number[];
}

/** A full map holds every item of the page: nobody should pay for lists that nobody opens. */
function withItemsWhenAsked(glyph: Glyph, list: () => number[]): Glyph {
  let items: number[] | null = null;
  return Object.defineProperty(glyph, "items", { get: () => (items ??= list()), enumerable: true });
}

/** Makes badges for the items of one page. */
export class Badges {
  readonly #data: PageData;
  readonly #looks: Looks;
  readonly #measure: MeasureText;

  constructor(data: PageData, looks: Looks, measure: MeasureText) {
    this.#data = data;
    this.#looks = looks;
    this.#measure = measure;
  }

  ofCrowd({ at, points }: Crowd): Glyph {
    const items = [...new Set(points.map(({ item }) => item))];
    const entries = this.#entriesByLayer(items);
    if (entries.length <= MOST_ENTRIES) return this.#badge(at, items, entries, true);
    return { ...this.#ofItems(items), at, anchor: at, isOnPoint: true };
  }

  ofArea(area: AreaMark, size: number): Glyph | null {
    const items = [...new Set([...area.main, ...area.rivals])];
    if (items.length === 0) return null;
    const known = new Set(area.main);
    const rivals = area.rivals.filter((item) => !known.has(item));
    const entries = [
      ...this.#entriesByLayer(area.main),
      ...rivals.map((item) => ({ look: this.#looks.of(item, true), text: "" })),
    ];
    return this.#badge([area.anchor[0] * size, area.anchor[1] * size], items, entries, false);
  }

  ofJourney(journey: JourneyMark, size: number): Glyph {
    const { at } = pointAlong(journey.line, 0.5);
    const [first] = journey.items as [number];
    const count = journey.items.length;
    const text =
      count > 1 ? `${formatNumber(count)} ×` : journey.vehicles === null ? "" : String(journey.vehicles);
    const entries = [{ look: this.#looks.of(first), text }];
    return this.#badge([at[0] * size, at[1] * size], journey.items, entries, false);
  }

  /** One number for all, whatever their layers: the strip at its foot tells them apart. */
  ofCell({ each, items }: Held, hasOneNumber = false): Glyph {
    const { head, items: columns } = this.#data;
    const counts = new Uint32Array(head.layers.length);
    const news: News[] = [];
    let count = 0;
    each((item) => {
      const layer = columns.layer[item] as number;
      if (columns.news[item]) news.push(this.#looks.of(item).news as News);
      counts[layer] = (counts[layer] as number) + 1;
      count += 1;
      return true;
    });
    const parts = head.layers.map((layer, code) => ({ layer, count: counts[code] as number }));
    const held = parts.filter((part) => part.count > 0);
    const text = formatNumber(count);
    const [only] = held;
    const entries = held.length === 1 && only && !hasOneNumber ? [{ look: lookOfSeveral(only.layer, news), text }] : [];
    const badge = this.#badge([0, 0], [], entries, false);
    if (entries.length === 0) {
      badge.width = this.#measure(text) + BADGE_PADDING_PX * 2 + 2;
      badge.sum = { text, parts: held };
    }
    return withItemsWhenAsked(badge, items);
  }

  /** A badge that counts more items in its place: one number for all, which is no wider than a symbol with one. */
  joined(host: Glyph, more: ArrayLike<number>): Glyph {
    const items = [...new Set([...Array.from(host.items), ...Array.from(more)])];
    const { at, anchor, isAside } = host;
    return { ...this.#ofItems(items), at, anchor, isAside };
  }

  #ofItems(items: number[]): Glyph {
    return this.ofCell({ each: (use) => void items.every(use), items: () => items }, true);
  }

  #badge(anchor: XY, items: ArrayLike<number>, entries: BadgeEntry[], isOnPoint: boolean): Glyph {
    const inner = entries.reduce(
      (sum, e) => sum + glyphWidth(e.look) + (e.text ? this.#measure(e.text) + 4 : 0),
      0,
    );
    const width = inner + (entries.length - 1) * 5 + BADGE_PADDING_PX * 2;
    const look = entries[0]?.look ?? plainLook("other");
    const height = BADGE_HEIGHT_PX;
    return { kind: "badge", at: anchor, anchor, isAside: false, isOnPoint, width, height, items, look, entries };
  }

  /** One entry a layer: the look of its only item, or the plain one of several, with their news. */
  #entriesByLayer(items: readonly number[]): BadgeEntry[] {
    const { head, items: columns } = this.#data;
    const layers = new Map<number, number[]>();
    for (const item of items) {
      const code = columns.layer[item] as number;
      const own = layers.get(code);
      if (own) own.push(item);
      else layers.set(code, [item]);
    }
    return [...layers].map(([code, own]) => ({
      look:
        own.length === 1
          ? this.#looks.of(own[0] as number)
          : lookOfSeveral(head.layers[code] ?? "other", own.flatMap((item) => this.#looks.of(item).news ?? [])),
      text: formatNumber(own.length),
    }));
  }
}

function lookOfSeveral(layer: string, all: readonly News[]): SymbolLook {
  const news = newsOfAll(all);
  return news ? { ...plainLook(layer), news } : plainLook(layer);
}
