// On phones the lists are a sheet over the foot of the map: a grip pulls it up or lets it down, by
// finger, by press or by key. On wider screens the grip is not there.
import { button, el } from "./dom.ts";
import type { Lang } from "./payload.ts";
import { STRINGS } from "./strings.ts";

const STOPS = ["low", "middle", "high"] as const;
type Stop = (typeof STOPS)[number];
/** Share of the screen's height that the sheet takes; the style says the same. */
const SHARE: Record<Stop, number> = { low: 0.17, middle: 0.42, high: 0.86 };
const PRESS_PX = 6;

/** As the style sheet has it. */
export function isPhone(): boolean {
  return matchMedia("(max-width: 640px)").matches;
}

export class BottomSheet {
  readonly grip = button({ class: "gm-grip" }, (event) => this.#press(event), el("span", { "aria-hidden": "true" }));
  readonly #root: HTMLElement;
  readonly #side: HTMLElement;
  #stop: Stop = "middle";
  #drag: { y: number; height: number; moved: number } | null = null;

  constructor(root: HTMLElement, side: HTMLElement) {
    this.#root = root;
    this.#side = side;
    side.prepend(this.grip);
    this.grip.addEventListener("pointerdown", (event) => this.#begin(event));
    this.grip.addEventListener("pointermove", (event) => this.#move(event));
    this.grip.addEventListener("pointerup", () => this.#end());
    this.grip.addEventListener("pointercancel", () => this.#end());
    this.grip.addEventListener("keydown", (event) => this.#key(event));
    this.#goTo("middle");
  }

  render(lang: Lang): void {
    const t = STRINGS[lang];
    const label = this.#stop === "high" ? t.listClose : t.listOpen;
    this.grip.setAttribute("aria-label", label);
    this.grip.title = label;
  }

  /** A press pulls the sheet up, and from the top lets it down again. */
  #press(event: MouseEvent): void {
    if (event.detail !== 0 && this.#drag) return; // the end of a drag
    this.#goTo(this.#stop === "high" ? "middle" : "high");
  }

  #key(event: KeyboardEvent): void {
    const way = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    this.#goTo(STOPS[STOPS.indexOf(this.#stop) + way] ?? this.#stop);
  }

  #begin(event: PointerEvent): void {
    this.grip.setPointerCapture(event.pointerId);
    this.#drag = { y: event.clientY, height: this.#side.offsetHeight, moved: 0 };
  }

  #move(event: PointerEvent): void {
    if (!this.#drag) return;
    const up = this.#drag.y - event.clientY;
    this.#drag.moved = Math.max(this.#drag.moved, Math.abs(up));
    if (this.#drag.moved < PRESS_PX) return;
    this.#root.classList.add("gm-dragging");
    this.#side.style.flexBasis = `${Math.max(60, this.#drag.height + up)}px`;
  }

  #end(): void {
    const drag = this.#drag;
    if (!drag) return;
    this.#root.classList.remove("gm-dragging");
    const share = this.#side.offsetHeight / this.#root.offsetHeight;
    this.#side.style.flexBasis = "";
    if (drag.moved < PRESS_PX) this.#drag = null;
    else {
      this.#goTo(nearestStop(share));
      setTimeout(() => (this.#drag = null)); // after the click that ends a drag
    }
  }

  #goTo(stop: Stop): void {
    this.#stop = stop;
    this.#root.dataset["sheet"] = stop;
    this.grip.setAttribute("aria-expanded", String(stop === "high"));
    this.render(this.#root.lang === "ar" ? "ar" : "en");
  }
}

export function nearestStop(share: number): Stop {
  const gap = (stop: Stop): number => Math.abs(SHARE[stop] - share);
  return STOPS.reduce((best, stop) => (gap(stop) < gap(best) ? stop : best));
}
