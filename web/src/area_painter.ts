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

export type LayerOf = (item: number) => string;

export function paintArea(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  area: AreaMark,
  { layerOf, isChosen }: { layerOf: LayerOf; isChosen: boolean },
): void {
  const isSide = area.main.length === 0;
  const color = colorOfArea(area, layerOf);
  const strength = (area.isCoarse ? 0.26 : 0.5) * (isSide ? 0.7 : 1);
  trace(ctx, frame, area.rings);
  ctx.fillStyle = fade(color, isChosen ? 0.12 : 0.04);
  ctx.fill("evenodd");
  const hatch = hatchPattern(
    ctx,
    fade(color, isChosen ? Math.min(1, strength * 1.7) : strength),
    area.isCoarse ? 10 : 7,
  );
  if (hatch) {
    ctx.fillStyle = hatch;
    ctx.fill("evenodd");
  }
  ctx.lineJoin = "round";
  ctx.setLineDash(isSide ? [5, 4] : []);
  ctx.strokeStyle = fade(color, isChosen ? 1 : strength + 0.25);
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

/** Drawn once for each place, and only when it reaches beyond the symbol. */
export function paintFootprint(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  { at, radius, layer }: Footprint,
  isChosen: boolean,
  printed: Set<string>,
): void {
  const r = radius * frame.size;
  if (r < SYMBOL_RADIUS_PX + 3) return;
  const key = `${at[0]} ${at[1]} ${radius}`;
  if (printed.has(key) && !isChosen) return;
  printed.add(key);
  const [x, y] = pixelFromWorld(frame, at);
  const { color } = styleOfKind(layer);
  ctx.beginPath();
  ctx.arc(x, y, r, 0, Math.PI * 2);
  ctx.fillStyle = fade(color, isChosen ? 0.18 : 0.1);
  ctx.fill();
  ctx.strokeStyle = fade(color, isChosen ? 0.8 : 0.35);
  ctx.lineWidth = 1;
  ctx.stroke();
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
