// Paints the incidents: areas first, then footprints, lines, badges and symbols, the chosen one last.
import { isBoxSeen, type Frame } from "./frame.ts";
import { drawBadge } from "./badge.ts";
import { paintArea, paintFootprint, type LayerOf } from "./area_painter.ts";
import { lineFromPoints } from "./basemap.ts";
import { SYMBOL_RADIUS_PX, type Glyph } from "./glyph.ts";
import { isInRings } from "./hit.ts";
import type { Laid } from "./layout.ts";
import { paintJourney, paintLink } from "./line_painter.ts";
import { boxOfArea, isOnlyPointedAt, type AreaMark, type JourneyMark, type Marks } from "./marks.ts";
import type { XY } from "./mercator.ts";
import { INK } from "./palette.ts";
import { worldOfPoint } from "./points.ts";
import { drawSymbol } from "./symbol.ts";

export interface Scene {
  marks: Marks;
  laid: Laid;
  /** Whether an area has room to be drawn; one without is counted in a badge. */
  isAreaDrawn: (area: AreaMark) => boolean;
  layerOf: LayerOf;
  /** The chosen item, or those behind an opened badge. */
  chosen: ReadonlySet<number>;
  hovered: Glyph | null;
  /** Whether the reader asked to see how uncertain each place is. */
  isDoubtShown: boolean;
  /** Whether there is more than fits: then what is too small or too much is left to the counts. */
  isDense: boolean;
}

/** Where there is more than fits, so many areas and journeys are drawn at a time; all are counted. */
const MOST_SHAPES = 300;
const SMALLEST_AREA_PX = 6;
/** Of more areas each is hatched lighter, or the ground below would be lost. */
const MOST_HATCHES = 8;

export function paintIncidents(ctx: CanvasRenderingContext2D, frame: Frame, scene: Scene): void {
  const { chosen, laid, layerOf, isDense } = scene;
  const isChosen = (items: ArrayLike<number>): boolean => holdsAny(items, chosen);
  const areas = areasSeen(frame, scene);
  const weight = Math.min(1, MOST_HATCHES / areas.length);
  for (const { area, isAreaChosen } of areas) {
    paintArea(ctx, frame, area, { layerOf, isChosen: isAreaChosen, weight: isAreaChosen ? 1 : weight });
  }
  paintFootprints(ctx, frame, scene);
  for (const link of scene.marks.links) {
    if (!isDense || chosen.has(link.item)) paintLink(ctx, frame, link, chosen.has(link.item));
  }
  for (const journey of journeysSeen(frame, scene)) {
    const layer = layerOf(journey.items[0] as number);
    paintJourney(ctx, frame, journey, { layer, isChosen: isChosen(journey.items) });
  }
  const seen = laid.glyphs.filter((glyph) => isGlyphSeen(frame, glyph));
  const aside = seen.filter((glyph) => glyph.isAside);
  for (const glyph of aside) paintLeader(ctx, frame, glyph, INK.casing, 3);
  for (const glyph of aside) paintLeader(ctx, frame, glyph, INK.neutral, 1);
  const picked = new Set(chosen.size > 0 ? seen.filter((glyph) => isChosen(glyph.items)) : []);
  const order = [...seen.filter((glyph) => !picked.has(glyph)), ...picked];
  for (const glyph of order) paintGlyph(ctx, frame, glyph, picked.has(glyph), glyph === scene.hovered);
}

function holdsAny(items: ArrayLike<number>, chosen: ReadonlySet<number>): boolean {
  if (chosen.size === 0) return false;
  for (let k = 0; k < items.length; k++) if (chosen.has(items[k] as number)) return true;
  return false;
}

function areasSeen(
  frame: Frame,
  { marks, chosen, isDense, isAreaDrawn }: Scene,
): { area: AreaMark; isAreaChosen: boolean }[] {
  const found: { area: AreaMark; isAreaChosen: boolean }[] = [];
  const corners = cornersOf(frame);
  let around: AreaMark | null = null;
  for (const area of marks.areas) {
    const isAreaChosen = [area.main, area.rivals, area.side].some((items) => holdsAny(items, chosen));
    if (!isAreaChosen && isOnlyPointedAt(area)) continue;
    if (!area.rings.some((ring) => isBoxSeen(frame, ring.box))) continue;
    const isLeftOut =
      isDense &&
      (found.length >= MOST_SHAPES || sizeOfArea(frame, area) < SMALLEST_AREA_PX || !isAreaDrawn(area));
    if (!isAreaChosen && isLeftOut) continue;
    if (!isAreaChosen && corners.every((corner) => isInRings(area.rings, corner))) around = area;
    else found.push({ area, isAreaChosen });
  }
  // All of the picture lies in them, and their edges outside: the hatch of the smallest tells of all.
  return around ? [{ area: around, isAreaChosen: false }, ...found] : found;
}

function cornersOf({ box, origin: [x, y], size }: Frame): XY[] {
  const [left, top, right, bottom] = [box.left + x, box.top + y, box.right + x, box.bottom + y].map((v) => v / size);
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as XY[];
}

function sizeOfArea(frame: Frame, area: AreaMark): number {
  const [left, top, right, bottom] = boxOfArea(area);
  return Math.max(right - left, bottom - top) * frame.size;
}

function journeysSeen(frame: Frame, { marks: { journeys }, chosen, isDense }: Scene): readonly JourneyMark[] {
  if (!isDense || journeys.length <= MOST_SHAPES) return journeys;
  const near = journeys.filter(({ line }) => isBoxSeen(frame, lineFromPoints(line).box));
  near.sort((a, b) => b.items.length - a.items.length);
  return near.filter((journey, i) => i < MOST_SHAPES || holdsAny(journey.items, chosen));
}

function paintFootprints(ctx: CanvasRenderingContext2D, frame: Frame, scene: Scene): void {
  const { marks, laid, layerOf, chosen, isDoubtShown } = scene;
  const printed = new Set<string>();
  for (let k = 0; k < laid.footprints.length; k++) {
    const point = laid.footprints[k] as number;
    const item = marks.points.item[point] as number;
    const at = worldOfPoint(marks.points, point);
    const radius = marks.points.radius[point] as number;
    paintFootprint(ctx, frame, { at, radius, layer: layerOf(item) }, { isChosen: chosen.has(item), isDoubtShown }, printed);
  }
}

function isGlyphSeen({ box, origin }: Frame, { at: [x, y], width }: Glyph): boolean {
  const [px, py] = [x - origin[0], y - origin[1]];
  return px > box.left - width && px < box.right + width && py > box.top - 40 && py < box.bottom + 40;
}

function local({ origin }: Frame, [x, y]: XY): XY {
  return [x - origin[0], y - origin[1]];
}

function paintLeader(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  glyph: Glyph,
  color: string,
  width: number,
): void {
  const [ax, ay] = local(frame, glyph.anchor);
  const [x, y] = local(frame, glyph.at);
  ctx.strokeStyle = ctx.fillStyle = color;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(ax, ay);
  ctx.lineTo(x, y);
  ctx.stroke();
  if (!glyph.isOnPoint) return;
  ctx.beginPath();
  ctx.arc(ax, ay, 1.2 + width / 2, 0, Math.PI * 2);
  ctx.fill();
}

function paintGlyph(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  glyph: Glyph,
  isChosen: boolean,
  isHovered: boolean,
): void {
  const [x, y] = local(frame, glyph.at);
  if (glyph.kind === "badge") {
    drawBadge(ctx, x, y, glyph, { isChosen, isHovered });
    return;
  }
  if (isChosen || isHovered) paintRing(ctx, x, y, isChosen);
  drawSymbol(ctx, x, y, SYMBOL_RADIUS_PX + (isChosen ? 1.5 : 0), glyph.look);
}

function paintRing(ctx: CanvasRenderingContext2D, x: number, y: number, isChosen: boolean): void {
  ctx.beginPath();
  ctx.arc(x, y, SYMBOL_RADIUS_PX + 6, 0, Math.PI * 2);
  ctx.fillStyle = "rgba(255, 255, 255, 0.75)";
  ctx.fill();
  ctx.strokeStyle = INK.outline;
  ctx.lineWidth = isChosen ? 2 : 1;
  ctx.stroke();
}
