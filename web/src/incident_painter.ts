// Paints the incidents: areas first, then footprints, lines, badges and symbols, the chosen one last.
import { isBoxSeen, type Frame } from "./frame.ts";
import { drawBadge } from "./badge.ts";
import { paintArea, paintFootprint } from "./area_painter.ts";
import { SYMBOL_RADIUS_PX, type Glyph } from "./glyph.ts";
import { paintJourney, paintLink } from "./line_painter.ts";
import { isOnlyPointedAt, type Marks } from "./marks.ts";
import type { XY } from "./mercator.ts";
import { INK } from "./palette.ts";
import { drawSymbol } from "./symbol.ts";

export interface Scene {
  marks: Marks;
  glyphs: readonly Glyph[];
  /** Ids of the chosen item, or of those behind an opened badge. */
  chosen: ReadonlySet<string>;
  hovered: Glyph | null;
}

export function paintIncidents(ctx: CanvasRenderingContext2D, frame: Frame, scene: Scene): void {
  const { marks, glyphs, chosen } = scene;
  const isChosen = (items: readonly { id: string }[]): boolean => items.some((item) => chosen.has(item.id));
  for (const area of marks.areas) {
    const isAreaChosen = isChosen([...area.main, ...area.rivals, ...area.side]);
    if (!isAreaChosen && isOnlyPointedAt(area)) continue;
    if (area.rings.some((ring) => isBoxSeen(frame, ring.box))) paintArea(ctx, frame, area, isAreaChosen);
  }
  const printed = new Set<string>();
  for (const point of marks.points) paintFootprint(ctx, frame, point, isChosen([point.item]), printed);
  for (const link of marks.links) paintLink(ctx, frame, link, isChosen([link.item]));
  for (const journey of marks.journeys) paintJourney(ctx, frame, journey, isChosen(journey.items));
  const seen = glyphs.filter((glyph) => isGlyphSeen(frame, glyph));
  const aside = seen.filter((glyph) => glyph.isAside);
  for (const glyph of aside) paintLeader(ctx, frame, glyph, INK.casing, 3);
  for (const glyph of aside) paintLeader(ctx, frame, glyph, INK.neutral, 1);
  const order = [...seen].sort((a, b) => Number(isChosen(a.items)) - Number(isChosen(b.items)));
  for (const glyph of order) paintGlyph(ctx, frame, glyph, isChosen(glyph.items), glyph === scene.hovered);
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
