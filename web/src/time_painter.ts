// Paints the month bar: solid blocks in the kinds' colours where the day is known, hatched where not.
import { heightOfBin, waitingInBin, type Bin, type Unit } from "./bins.ts";
import { hatchPattern } from "./hatch.ts";
import { styleOfKind } from "./kinds.ts";
import { BARS, LETTERING, SANS } from "./palette.ts";
import type { Lang } from "./payload.ts";
import type { Span } from "./span.ts";
import { barAt, ticksOf, type TimeScale } from "./time_scale.ts";

export const AXIS_PX = 18;
const MAX_BLOCK_PX = 10;
const MAX_BAR_PX = 22;

export interface TimeScene {
  bins: readonly Bin[];
  layers: readonly string[];
  unit: Unit;
  days: Span | null;
  scale: TimeScale;
  height: number;
  lang: Lang;
  hover: number | null;
}

export function paintTime(ctx: CanvasRenderingContext2D, scene: TimeScene): void {
  const { bins, scale, height, days } = scene;
  const base = height - AXIS_PX;
  const tallest = Math.max(1, ...bins.map((bin) => heightOfBin(bin) + waitingInBin(bin)));
  const block = Math.min(MAX_BLOCK_PX, (base - 4) / tallest);
  ctx.clearRect(0, 0, scale.width, height);
  bins.forEach((bin, index) => {
    const { left, width } = barAt(scale, index);
    const isIn = !days || (bin.last >= days.first && bin.first <= days.last);
    if (days && isIn) shade(ctx, left, width, base, BARS.chosen);
    if (scene.hover === index) shade(ctx, left, width, base, BARS.hovered);
    paintBar(ctx, bin, { layers: scene.layers, left, width, base, block, isIn });
  });
  ctx.fillStyle = BARS.axis;
  ctx.fillRect(0, base, scale.width, 1);
  paintTicks(ctx, scene, base);
}

function shade(
  ctx: CanvasRenderingContext2D,
  left: number,
  width: number,
  base: number,
  color: string,
  top = 0,
): void {
  ctx.fillStyle = color;
  ctx.fillRect(left, top, width, base - top);
}

interface BarBox {
  layers: readonly string[];
  left: number;
  width: number;
  base: number;
  block: number;
  isIn: boolean;
}

function paintBar(ctx: CanvasRenderingContext2D, bin: Bin, box: BarBox): void {
  const { layers, left, width, base, block, isIn } = box;
  const gap = width > 6 ? Math.min(4, width * 0.2) : 0.5;
  const w = Math.min(MAX_BAR_PX, Math.max(1, width - gap));
  const x = left + (width - w) / 2;
  let y = base;
  if (isIn && BARS.casing) {
    const solid = (heightOfBin(bin) - bin.possible) * block;
    if (solid > 0) shade(ctx, x - 1, w + 2, base, BARS.casing, base - solid - 1);
  }
  for (const [code, layer] of layers.entries()) {
    const count = bin.certain[code] as number;
    ctx.fillStyle = isIn ? styleOfKind(layer).color : BARS.quiet;
    const seam = block >= 5 ? 1 : 0;
    if (seam === 0) ctx.fillRect(x, y - count * block, w, count * block);
    else for (let k = 0; k < count; k++) ctx.fillRect(x, y - (k + 1) * block, w, block - seam);
    y -= count * block;
  }
  const tall = bin.possible * block;
  const hatch = tall > 0 && hatchPattern(ctx, isIn ? BARS.hatch : BARS.quietHatch, 4);
  if (hatch) {
    ctx.fillStyle = hatch;
    ctx.fillRect(x, y - tall, w, tall - (block >= 5 ? 1 : 0));
  }
  const waiting = waitingInBin(bin) * block;
  if (waiting > 0) outline(ctx, x, y - tall - waiting, w, waiting);
}

/** What is not loaded is a hollow bar: there, but nothing more is known of it. */
function outline(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  ctx.strokeStyle = BARS.quiet;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, Math.max(0, width - 1), Math.max(0, height - 1));
}

function paintTicks(
  ctx: CanvasRenderingContext2D,
  { bins, unit, scale, lang }: TimeScene,
  base: number,
): void {
  ctx.textBaseline = "top";
  ctx.textAlign = "center";
  for (const { index, text, isEdge } of ticksOf(bins, unit, scale.width, lang)) {
    const { left, width } = barAt(scale, index);
    ctx.font = `${isEdge ? 600 : 400} 10.5px ${SANS}`;
    ctx.fillStyle = isEdge ? LETTERING.text : LETTERING.small;
    const half = ctx.measureText(text).width / 2;
    const x = Math.max(half, Math.min(scale.width - half, left + width / 2));
    ctx.fillText(text, x, base + 5);
  }
}
