// Where the names of rivers stand: along straight stretches of their course, again after a while.
import type { Line, River } from "./basemap.ts";
import type { Rect } from "./collision.ts";
import type { PlacedLabel } from "./label_plan.ts";
import { styleOfLabel, type LabelStyle } from "./label_style.ts";
import { worldSizePx, type XY } from "./mercator.ts";
import type { Lang } from "./payload.ts";

/** How far a stretch may bend away from its chord. */
const BEND_PX = 7;
/** The name stands beside the water, not on it. */
const BESIDE_PX = 4;
const BETWEEN_NAMES_PX = 520;

export interface RiverRoom {
  zoom: number;
  lang: Lang;
  measure: (text: string, style: LabelStyle) => number;
  isTaken: (rect: Rect) => boolean;
}

export function riverNames(rivers: readonly River[], room: RiverRoom): PlacedLabel[] {
  const { zoom, lang, measure, isTaken } = room;
  const size = worldSizePx(zoom);
  const placed: PlacedLabel[] = [];
  for (const { name, nameAr, rank, lines } of rivers) {
    const style = styleOfLabel("river", rank, zoom, lang);
    const text = (lang === "ar" && nameAr) || name;
    if (!text || zoom < style.from) continue;
    const width = measure(text, style) + style.spacing * text.length;
    const ofRiver: PlacedLabel[] = [];
    for (const line of lines) {
      for (const [from, to] of straightStretches(line, size, width + 6)) {
        const label = alongChord(from, to, { text, style, width });
        const isNear = ofRiver.some((other) => distance(other, label) < BETWEEN_NAMES_PX);
        if (!isNear && !isTaken(rectOfRiverName(label))) ofRiver.push(label);
      }
    }
    placed.push(...ofRiver);
  }
  return placed;
}

/** The upright box around a turned name. */
export function rectOfRiverName({ x, y, width, angle, style }: PlacedLabel): Rect {
  const [middle, across, down] = [x + width / 2, Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [w, h] = [width * across + style.size * down, width * down + style.size * across];
  return [middle - w / 2 - 2, y - h / 2 - 2, middle + w / 2 + 2, y + h / 2 + 2];
}

function distance(a: PlacedLabel, b: PlacedLabel): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function alongChord(a: XY, b: XY, name: Pick<PlacedLabel, "text" | "style" | "width">): PlacedLabel {
  const [from, to] = a[0] <= b[0] ? [a, b] : [b, a]; // read from left to right, never upside down
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const lift = name.style.size / 2 + BESIDE_PX;
  const middle = [(from[0] + to[0]) / 2 + Math.sin(angle) * lift, (from[1] + to[1]) / 2 - Math.cos(angle) * lift];
  return { ...name, x: (middle[0] ?? 0) - name.width / 2, y: middle[1] ?? 0, dot: null, angle };
}

/** Chords of a given length that the line stays close to, one after the other. */
function* straightStretches({ points }: Line, size: number, length: number): Generator<[XY, XY]> {
  const px = points.map(([x, y]): XY => [x * size, y * size]);
  let start = 0;
  for (let end = 1; end < px.length; end++) {
    const [from, to] = [px[start] as XY, px[end] as XY];
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < length) continue;
    if (strayOf(px, start, end) <= BEND_PX) yield [from, to];
    start = end;
  }
}

function strayOf(px: readonly XY[], start: number, end: number): number {
  const [[ax, ay], [bx, by]] = [px[start] as XY, px[end] as XY];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  let worst = 0;
  for (let i = start + 1; i < end; i++) {
    const [x, y] = px[i] as XY;
    worst = Math.max(worst, Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length);
  }
  return worst;
}
