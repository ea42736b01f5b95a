// Paints the ground: sea, land, water, and lines between countries and their first-level units.
import type { Basemap, Line } from "./basemap.ts";
import { isBoxSeen, pixelFromWorld, type Frame } from "./frame.ts";
import { worldFromLonLat } from "./mercator.ts";
import { GROUND } from "./palette.ts";

const ADMIN_FROM_ZOOM = 6;
const SMALL_RIVERS_FROM_ZOOM = 6.5;
/** Pixels a zoom level, by rank. */
const RIVER_WIDTHS: Record<number, number> = { 1: 0.45, 2: 0.32 };

export function paintGround(ctx: CanvasRenderingContext2D, frame: Frame, basemap: Basemap): void {
  const { left, top, right, bottom } = frame.box;
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.fillStyle = GROUND.sea;
  ctx.fillRect(left, top, right - left, bottom - top);
  fillLand(ctx, frame, basemap.abroad, GROUND.abroad);
  fillLand(ctx, frame, basemap.home, GROUND.home);
  if (frame.zoom >= ADMIN_FROM_ZOOM) {
    stroke(ctx, frame, basemap.admin, {
      color: GROUND.admin,
      width: frame.zoom >= 8 ? 1.1 : 0.9,
      dash: [4, 3],
    });
  }
  paintWater(ctx, frame, basemap);
  paintBorders(ctx, frame, basemap);
  paintMargin(ctx, frame, basemap.extent);
}

/** Beyond what the basemap covers lies paper, not a sea that is none. */
function paintMargin(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  [west, south, east, north]: Basemap["extent"],
): void {
  const [left, top] = pixelFromWorld(frame, worldFromLonLat(west, north));
  const [right, bottom] = pixelFromWorld(frame, worldFromLonLat(east, south));
  const { box } = frame;
  ctx.beginPath();
  ctx.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  ctx.rect(left, top, right - left, bottom - top);
  ctx.fillStyle = GROUND.margin;
  ctx.fill("evenodd");
  ctx.strokeStyle = GROUND.border;
  ctx.lineWidth = 0.8;
  ctx.strokeRect(left, top, right - left, bottom - top);
}

function fillLand(ctx: CanvasRenderingContext2D, frame: Frame, rings: Line[], color: string): void {
  trace(ctx, frame, rings);
  ctx.fillStyle = color;
  ctx.fill("evenodd");
  ctx.strokeStyle = color; // hides the hairlines between the land of home and abroad
  ctx.lineWidth = 0.9;
  ctx.stroke();
}

function paintWater(ctx: CanvasRenderingContext2D, frame: Frame, { lakes, rivers }: Basemap): void {
  const seen = rivers.filter((river) => river.name || frame.zoom >= SMALL_RIVERS_FROM_ZOOM);
  for (const river of seen) {
    const width = Math.max(0.9, (frame.zoom - 4) * (RIVER_WIDTHS[river.rank] ?? 0.25));
    stroke(ctx, frame, river.lines, { color: GROUND.river, width });
  }
  trace(ctx, frame, lakes);
  ctx.fillStyle = GROUND.lake;
  ctx.fill("evenodd");
  ctx.strokeStyle = GROUND.river;
  ctx.lineWidth = 0.8;
  ctx.stroke();
}

function paintBorders(ctx: CanvasRenderingContext2D, frame: Frame, basemap: Basemap): void {
  const width = frame.zoom >= 8 ? 1.6 : 1.2;
  stroke(ctx, frame, basemap.coast, { color: GROUND.coast, width: 0.9 });
  stroke(ctx, frame, basemap.borders, { color: GROUND.casing, width: 6 });
  stroke(ctx, frame, basemap.borders, { color: GROUND.border, width });
  stroke(ctx, frame, basemap.ceasefires, { color: GROUND.casing, width: 6 });
  stroke(ctx, frame, basemap.ceasefires, { color: GROUND.border, width, dash: [1, 4] });
}

function stroke(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  lines: Line[],
  { color, width, dash = [] }: { color: string; width: number; dash?: number[] },
): void {
  trace(ctx, frame, lines);
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
}

function trace(ctx: CanvasRenderingContext2D, frame: Frame, lines: Line[]): void {
  const { size, origin } = frame;
  ctx.beginPath();
  for (const { points, box } of lines) {
    if (!isBoxSeen(frame, box)) continue;
    let isFirst = true;
    for (const [x, y] of points) {
      const [px, py] = [x * size - origin[0], y * size - origin[1]];
      if (isFirst) ctx.moveTo(px, py);
      else ctx.lineTo(px, py);
      isFirst = false;
    }
  }
}
