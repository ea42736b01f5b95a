// Paints what is known only as an area: hatched, outlined, never a point. And the footprint of a
// named place under its symbol.
import type { Line } from "./basemap.ts";
import { pixelFromWorld, type Frame } from "./frame.ts";
import { hatchPattern } from "./hatch.ts";
import { styleOfKind } from "./kinds.ts";
import { SYMBOL_RADIUS_PX } from "./glyph.ts";
import type { AreaMark } from "./marks.ts";
import type { XY } from "./mercator.ts";
import { INK } from "./palette.ts";
import { fade } from "./symbol.ts";

const SMALLEST_HALO_PX = 2;

export type LayerOf = (item: number) => string;

export interface AreaLook {
  layerOf: LayerOf;
  isChosen: boolean;
  /** From 0 to 1: how strongly it is hatched among others. */
  weight: number;
}

export function paintArea(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  area: AreaMark,
  { layerOf, isChosen, weight }: AreaLook,
): void {
  const isSide = area.main.length === 0;
  const color = colorOfArea(area, layerOf);
  const strength = (area.isCoarse ? 0.26 : 0.5) * (isSide ? 0.7 : 1);
  trace(ctx, frame, area.rings);
  ctx.fillStyle = fade(color, isChosen ? 0.12 : 0.04 * weight);
  ctx.fill("evenodd");
  const hatch = hatchPattern(
    ctx,
    fade(color, isChosen ? Math.min(1, strength * 1.7) : strength * weight),
    area.isCoarse ? 10 : 7,
  );
  if (hatch) {
    ctx.fillStyle = hatch;
    ctx.fill("evenodd");
  }
  ctx.lineJoin = "round";
  ctx.setLineDash(isSide ? [5, 4] : []);
  ctx.strokeStyle = fade(color, isChosen ? 1 : (strength + 0.25) * Math.sqrt(weight));
  ctx.lineWidth = isChosen ? 2.2 : 1.2;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The kind's colour when one kind fills the area, else a neutral one. */
function colorOfArea({ main, rivals, side }: AreaMark, layerOf: LayerOf): string {
  const items = main.length > 0 ? main : rivals.length > 0 ? rivals : side;
  const only = layerOf(items[0] as number);
  return items.every((item) => layerOf(item) === only) ? styleOfKind(only).color : INK.neutral;
}

/** A place that reaches beyond its symbol, in world units. */
export interface Footprint {
  at: XY;
  radius: number;
  layer: string;
}

/** How a footprint stands out: of the chosen item, or because the reader asked for all doubt. */
export interface FootprintLook {
  isChosen: boolean;
  isDoubtShown: boolean;
}

/** Drawn once for each place, and only when it reaches beyond the symbol; as doubt at any size. */
export function paintFootprint(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  { at, radius, layer }: Footprint,
  { isChosen, isDoubtShown }: FootprintLook,
  printed: Set<string>,
): void {
  const r = radius * frame.size;
  const isDoubt = isDoubtShown || isChosen;
  if (r < (isDoubt ? SMALLEST_HALO_PX : SYMBOL_RADIUS_PX + 3)) return;
  const key = `${at[0]} ${at[1]} ${radius}`;
  if (printed.has(key) && !isChosen) return;
  printed.add(key);
  const [x, y] = pixelFromWorld(frame, at);
  const { color } = styleOfKind(layer);
  if (isDoubt) return drawHalo(ctx, [x, y], r, color);
  ctx.beginPath();
  ctx.arc(x, y, r, 0, Math.PI * 2);
  ctx.fillStyle = fade(color, 0.1);
  ctx.fill();
  ctx.strokeStyle = fade(color, 0.35);
  ctx.lineWidth = 1;
  ctx.stroke();
}

/** Where a place may be: a dashed ring, light enough that the ground is read through it. */
export function drawHalo(ctx: CanvasRenderingContext2D, [x, y]: XY, r: number, color: string): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, Math.PI * 2);
  ctx.fillStyle = fade(color, 0.15);
  ctx.fill();
  for (const [ink, width] of [[INK.casing, 2.6], [color, 1.3]] as const) {
    ctx.setLineDash([5, 3.5]);
    ctx.strokeStyle = fade(ink, 0.85);
    ctx.lineWidth = width;
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function trace(ctx: CanvasRenderingContext2D, frame: Frame, rings: readonly Line[]): void {
  ctx.beginPath();
  for (const { points } of rings) {
    points.forEach((point, i) => {
      const [x, y] = pixelFromWorld(frame, point);
      if (i) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
    });
    ctx.closePath();
  }
}
