// Keeps the planned names of the last zoom levels, so that coming back to one costs nothing.
import type { Basemap, River } from "./basemap.ts";
import type { Rect } from "./collision.ts";
import { makeMeasure } from "./label_painter.ts";
import { slicedLabels, type PlacedLabel } from "./label_plan.ts";
import type { Label, Lang } from "./payload.ts";
import { atOnce, type Sliced } from "./slices.ts";

const KEPT_PLANS = 6;

export class NamePlanner {
  readonly #labels: readonly Label[];
  readonly #rivers: readonly River[];
  readonly #measure = makeMeasure();
  readonly #plans = new Map<string, PlacedLabel[]>();

  constructor(labels: readonly Label[], { waterNames, rivers }: Pick<Basemap, "waterNames" | "rivers">) {
    this.#labels = [...labels, ...waterNames];
    this.#rivers = rivers;
  }

  /** Forgets the plans: names are set in other colours now. */
  forget(): void {
    this.#plans.clear();
  }

  /** The names at a zoom level; what they must keep clear of is asked for only when it is needed. */
  namesAt(zoom: number, lang: Lang, obstacles: () => readonly Rect[]): readonly PlacedLabel[] {
    return atOnce(this.slicedNamesAt(zoom, lang, obstacles));
  }

  /** The same in pieces. */
  *slicedNamesAt(
    zoom: number,
    lang: Lang,
    obstacles: () => readonly Rect[],
  ): Sliced<readonly PlacedLabel[]> {
    const key = `${lang} ${zoom}`;
    const known = this.#plans.get(key);
    if (known) return known;
    const plan = yield* slicedLabels({
      labels: this.#labels,
      rivers: this.#rivers,
      zoom,
      lang,
      obstacles: obstacles(),
      measure: this.#measure,
    });
    const oldest = this.#plans.keys().next();
    if (this.#plans.size >= KEPT_PLANS && !oldest.done) this.#plans.delete(oldest.value);
    this.#plans.set(key, plan);
    return plan;
  }
}
