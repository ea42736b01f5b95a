// The month bar: bars to click and drag, two handles for the keyboard, steps and play.
import { formatNumber } from "./claims.ts";
import {
  addWaiting,
  emptyBin,
  emptyBins,
  heightOfBin,
  slicedBins,
  unitOfPeriod,
  unitsOfPeriod,
  waitingInBin,
  type Bin,
  type Unit,
} from "./bins.ts";
import { button, el } from "./dom.ts";
import { spanText } from "./date_text.ts";
import { passerOfOthers } from "./sieve.ts";
import { atOnce, type Sliced } from "./slices.ts";
import type { ItemColumns } from "./page_data.ts";
import type { Span } from "./span.ts";
import { isSameShown, type Snapshot, type Store } from "./store.ts";
import { STRINGS } from "./strings.ts";
import { sketch } from "./swatch.ts";
import { hatchPattern } from "./hatch.ts";
import { nudgeRange, stepRange, type Edge } from "./time_range.ts";
import { barAt, indexAt, type TimeScale } from "./time_scale.ts";
import { REST_WORDS } from "./rest_words.ts";
import { TIME_WORDS } from "./time_words.ts";
import { BARS } from "./palette.ts";
import { AXIS_PX, paintTime } from "./time_painter.ts";

/** At the fastest below three changes a second, which is where flashing begins (WCAG 2.3.1). */
const STEP_MS = 1400;
const SPEEDS = [1, 2, 4] as const;

export class TimeView {
  readonly #store: Store;
  readonly #root: HTMLElement;
  readonly #period: Span;
  readonly #canvas = el("canvas", { class: "gm-bars", "aria-hidden": "true" });
  readonly #range = el("strong", { class: "gm-range-text", "aria-live": "polite" });
  /** Incidents of the chosen days, or of the bar under the pointer. */
  readonly #known = el("b");
  readonly #maybe = el("b");
  readonly #left = el("span", { class: "gm-left-count" });
  readonly #handles: Record<Edge, HTMLElement>;
  #bins: Bin[] = [];
  /** What the bars were counted of. */
  #counted: { unit: Unit; now: Snapshot; items: ItemColumns } | null = null;
  /** The chosen days as one bar. */
  #whole: Bin | null = null;
  #playButton = el("button");
  #resetButton = el("button");
  #speedButton = el("button");
  #speed: (typeof SPEEDS)[number] = 1;
  #timer: number | null = null;
  #hover: number | null = null;

  constructor(root: HTMLElement, store: Store, period: Span) {
    this.#root = root;
    this.#store = store;
    this.#period = period;
    this.#handles = { first: this.#makeHandle("first"), last: this.#makeHandle("last") };
    this.#listenToBars();
    new ResizeObserver(() => this.#paint()).observe(this.#canvas);
  }

  /** Builds the words anew, in the language of the moment. */
  render(): void {
    const t = STRINGS[this.#store.now.lang];
    const icon = (label: string, sign: string, onClick: () => void): HTMLButtonElement =>
      button({ class: "gm-icon", "aria-label": label, title: label }, onClick, sign);
    this.#playButton = icon(t.play, "▶", () => this.#togglePlay());
    this.#resetButton = button(
      { class: "gm-link gm-reset" },
      () => this.#store.set({ days: null }),
      t.wholePeriod,
    );
    this.#resetButton.hidden = this.#store.now.days === null;
    this.#speedButton = button({ class: "gm-icon gm-speed", dir: "ltr" }, () => this.#changeSpeed());
    this.#saySpeed();
    this.#root.setAttribute("aria-label", t.days);
    this.#root.replaceChildren(
      el(
        "div",
        { class: "gm-time-head" },
        el(
          "span",
          { class: "gm-time-said" },
          this.#range,
          el(
            "span",
            { class: "gm-time-key" },
            blockSketch(false),
            el("span", { class: "gm-key-word" }, t.dayKnown),
            this.#known,
            blockSketch(true),
            el("span", { class: "gm-key-word" }, t.dayMaybe),
            this.#maybe,
            el("span", { class: "gm-time-left" }, REST_WORDS[this.#store.now.lang].notLoaded, " ", this.#left),
          ),
        ),
        this.#resetButton,
        this.#unitChoice(),
        el(
          "span",
          { class: "gm-steps" },
          this.#speedButton,
          icon(t.stepBack, "‹", () => this.#step(-1)),
          this.#playButton,
          icon(t.stepOn, "›", () => this.#step(1)),
        ),
      ),
      el("div", { class: "gm-bars-box" }, this.#canvas, this.#handles.first, this.#handles.last),
    );
    this.#showPlaying(this.#timer !== null);
    this.#say();
    this.#paint();
  }

  /** What is not loaded is counted by months: finer bars would lack it. */
  get #units(): readonly Unit[] {
    const units = unitsOfPeriod(this.#period);
    return this.#store.data.rest.size > 0 ? units.filter((unit) => unit === "month" || unit === "year") : units;
  }

  get #unit(): Unit {
    const { unit } = this.#store.now;
    return unit && this.#units.includes(unit) ? unit : unitOfPeriod(this.#period);
  }

  /** All is loaded now: there are finer bars to choose. */
  #offerUnits(): void {
    const choice = this.#root.querySelector<HTMLSelectElement>(".gm-unit");
    if ((choice?.options.length ?? 0) === this.#units.length || this.#units.length < 2) return;
    const anew = this.#unitChoice();
    if (choice && anew) choice.replaceWith(anew);
    else if (anew) this.#resetButton.after(anew);
  }

  #unitChoice(): HTMLElement | null {
    if (this.#units.length < 2) return null;
    const t = TIME_WORDS[this.#store.now.lang];
    const choice = el(
      "select",
      { class: "gm-unit", "aria-label": t.by, title: t.by },
      ...this.#units.map((unit) => el("option", { value: unit, selected: unit === this.#unit }, t.units[unit])),
    );
    choice.addEventListener("change", () => {
      this.#stop();
      this.#store.set({ unit: choice.value as Unit });
    });
    return choice;
  }

  update(): void {
    atOnce(this.slicedUpdate());
  }

  /** Counts anew in pieces; what is shown changes with the last, if the reader did not go on meanwhile. */
  *slicedUpdate(): Sliced<void> {
    const { data, now } = this.#store;
    const unit = this.#unit;
    const choice = this.#root.querySelector<HTMLSelectElement>(".gm-unit");
    if (choice) choice.value = unit;
    this.#paint(); // the handles follow a drag at once
    const isMeant = passerOfOthers(now.shown, "days");
    const waiting = [...this.#waiting()];
    const isSameBars = this.#areBarsOf(unit, now);
    const layers = data.head.layers.length;
    const bins = isSameBars ? this.#bins : yield* slicedBins(emptyBins(this.#period, unit, layers), data.items, isMeant);
    const whole = emptyBin(now.days ?? this.#period, layers);
    yield* slicedBins([whole], data.items, isMeant);
    if (this.#store.now.shown !== now.shown || this.#unit !== unit) return;
    if (!isSameBars) addWaiting(bins, waiting);
    [this.#bins, this.#whole, this.#counted] = [bins, whole, { unit, now, items: data.items }];
    this.#offerUnits();
    this.#say();
    this.#resetButton.hidden = now.days === null;
    this.#paint();
  }

  /** Whether the bars would come out as they are: they leave out nothing for its days. */
  #areBarsOf(unit: Unit, now: Snapshot): boolean {
    if (this.#counted?.unit !== unit || this.#counted.items !== this.#store.data.items) return false;
    return isSameShown({ ...this.#counted.now, days: null }, { ...now, days: null });
  }

  /** What is not loaded of the layers that are on: other filters cannot be told of it. */
  *#waiting(): Generator<readonly [number, number, number]> {
    const { data, now, head } = this.#store;
    for (const month of data.rest.months()) if (!now.hidden.has(head.layers[month[1]] ?? "")) yield month;
  }

  /** Days in words, and how many incidents surely and perhaps fall on them. */
  #say(): void {
    const hovered = this.#hover === null ? undefined : this.#bins[this.#hover];
    const said = hovered ?? this.#whole;
    if (!said) return;
    const days = spanText(said, this.#store.now.lang);
    if (this.#range.textContent !== days) this.#range.textContent = days; // what is written anew is read out anew
    this.#known.textContent = formatNumber(heightOfBin({ ...said, possible: 0 }));
    this.#maybe.textContent = formatNumber(said.possible);
    const within = this.#bins.filter((bin) => bin.first >= said.first && bin.last <= said.last);
    const waiting = within.reduce((sum, bin) => sum + waitingInBin(bin), 0);
    this.#left.textContent = waiting > 0 ? formatNumber(waiting) : "";
    this.#left.parentElement!.hidden = waiting === 0;
  }

  #scale(): TimeScale {
    return {
      count: this.#bins.length,
      width: this.#canvas.clientWidth,
      isRtl: this.#store.now.lang === "ar",
    };
  }

  #paint(): void {
    const [width, height] = [this.#canvas.clientWidth, this.#canvas.clientHeight];
    const ctx = this.#canvas.getContext("2d");
    if (!ctx || width === 0 || this.#bins.length === 0) return;
    const density = Math.min(window.devicePixelRatio || 1, 3);
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(height * density);
    ctx.setTransform(density, 0, 0, density, 0, 0);
    const { days, lang } = this.#store.now;
    const [unit, bins, scale] = [this.#unit, this.#bins, this.#scale()];
    const { layers } = this.#store.head;
    paintTime(ctx, { bins, layers, unit, days, scale, height, lang, hover: this.#hover });
    this.#placeHandles(scale, height);
  }

  #placeHandles(scale: TimeScale, height: number): void {
    const { lang } = this.#store.now;
    const t = STRINGS[lang];
    const indices = this.#indices();
    for (const edge of ["first", "last"] as const) {
      const handle = this.#handles[edge];
      const { left, width } = barAt(scale, indices[edge]);
      const isLeftSide = (edge === "first") !== scale.isRtl;
      handle.style.left = `${isLeftSide ? left : left + width}px`;
      handle.style.height = `${height - AXIS_PX}px`;
      const bin = this.#bins[indices[edge]] as Bin;
      handle.setAttribute("aria-label", edge === "first" ? t.firstDay : t.lastDay);
      handle.setAttribute("aria-valuemin", "0");
      handle.setAttribute("aria-valuemax", String(this.#bins.length - 1));
      handle.setAttribute("aria-valuenow", String(indices[edge]));
      handle.setAttribute("aria-valuetext", spanText({ first: bin[edge], last: bin[edge] }, lang));
    }
  }

  #indices(): Record<Edge, number> {
    const days = this.#store.now.days ?? this.#period;
    const at = (day: number): number =>
      Math.max(
        0,
        this.#bins.findIndex((bin) => day >= bin.first && day <= bin.last),
      );
    return { first: at(days.first), last: at(days.last) };
  }

  #choose(a: number, b: number): void {
    const [from, to] = [this.#bins[Math.min(a, b)], this.#bins[Math.max(a, b)]];
    if (from && to) this.#store.set({ days: { first: from.first, last: to.last } });
  }

  #makeHandle(edge: Edge): HTMLElement {
    const handle = el("div", { class: `gm-handle gm-handle-${edge}`, role: "slider", tabindex: 0 });
    handle.addEventListener("keydown", (event) => {
      const { isRtl, count } = this.#scale();
      const next = nudgeRange({ range: this.#indices(), edge, key: event.key, count, isRtl });
      if (!next) return;
      event.preventDefault();
      this.#choose(next.first, next.last);
    });
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus();
      const other = this.#indices()[edge === "first" ? "last" : "first"];
      this.#drag(event, handle, (index) => this.#choose(index, other));
    });
    return handle;
  }

  #listenToBars(): void {
    const canvas = this.#canvas;
    canvas.addEventListener("pointerdown", (event) => {
      const start = indexAt(this.#scale(), event.offsetX);
      const { first, last } = this.#indices();
      const isSame = this.#store.now.days !== null && first === start && last === start;
      if (isSame) this.#store.set({ days: null });
      else this.#choose(start, start);
      this.#drag(event, canvas, (index) => index !== start && this.#choose(start, index));
    });
    const hover = (index: number | null): void => {
      if (index === this.#hover) return;
      this.#hover = index;
      this.#say();
      this.#paint();
    };
    canvas.addEventListener("pointermove", (event) => hover(indexAt(this.#scale(), event.offsetX)));
    canvas.addEventListener("pointerleave", () => hover(null));
  }

  #drag(event: PointerEvent, target: HTMLElement, onIndex: (index: number) => void): void {
    this.#stop();
    target.setPointerCapture(event.pointerId);
    const move = (e: PointerEvent): void =>
      onIndex(indexAt(this.#scale(), e.clientX - this.#canvas.getBoundingClientRect().left));
    const end = (): void => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  }

  #step(direction: 1 | -1): boolean {
    const range = this.#store.now.days ? this.#indices() : null;
    const next = stepRange(range, direction, this.#bins.length);
    if (next) this.#choose(next.first, next.last);
    return next !== null;
  }

  #togglePlay(): void {
    if (this.#timer !== null) return this.#stop();
    if (!this.#step(1)) {
      this.#store.set({ days: null });
      this.#step(1);
    }
    this.#run();
    this.#showPlaying(true);
  }

  #run(): void {
    if (this.#timer !== null) window.clearInterval(this.#timer);
    this.#timer = window.setInterval(() => {
      if (!this.#step(1)) this.#stop();
    }, STEP_MS / this.#speed);
  }

  #changeSpeed(): void {
    this.#speed = SPEEDS[(SPEEDS.indexOf(this.#speed) + 1) % SPEEDS.length] ?? 1;
    this.#saySpeed();
    if (this.#timer !== null) this.#run();
  }

  /** Who asked for less motion gets the slowest play alone. */
  #saySpeed(): void {
    const { speed } = TIME_WORDS[this.#store.now.lang];
    const label = `${speed}: ${this.#speed}×`;
    this.#speedButton.textContent = `${this.#speed}×`;
    this.#speedButton.setAttribute("aria-label", label);
    this.#speedButton.title = label;
    this.#speedButton.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  #stop(): void {
    if (this.#timer !== null) window.clearInterval(this.#timer);
    this.#timer = null;
    this.#showPlaying(false);
  }

  #showPlaying(isPlaying: boolean): void {
    const t = STRINGS[this.#store.now.lang];
    const label = isPlaying ? t.pause : t.play;
    this.#range.setAttribute("aria-live", isPlaying ? "off" : "polite");
    this.#playButton.textContent = isPlaying ? "❚❚" : "▶";
    this.#playButton.setAttribute("aria-label", label);
    this.#playButton.title = label;
  }
}

function blockSketch(isHatched: boolean): HTMLElement {
  return sketch(11, 11, (ctx) => {
    ctx.fillStyle = isHatched ? (hatchPattern(ctx, BARS.sample, 4) ?? BARS.axis) : BARS.sample;
    ctx.fillRect(0, 0, 11, 11);
  });
}
