// Paints what moves or belongs together: convoys, launches, and rival places of one incident.
import { distance, pointAlong, trimLine } from "./curve.ts";
import { pixelFromWorld, type Frame } from "./frame.ts";
import { styleOfKind } from "./kinds.ts";
import type { JourneyMark, LinkMark } from "./marks.ts";
import type { XY } from "./mercator.ts";
import { INK } from "./palette.ts";

const STUB_FROM_PX = 4;
const STUB_TO_PX = 46;

/** A convoy: a curve whose width grows with the vehicles, dashed when only its ends are known. */
export function paintJourney(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  journey: JourneyMark,
  { layer, isChosen }: { layer: string; isChosen: boolean },
): void {
  const line = journey.line.map((p) => pixelFromWorld(frame, p));
  const width = widthOfJourney(journey) + (isChosen ? 1.2 : 0);
  const head = 6 + width * 1.5;
  const body = trimLine(line, 6, head + 4);
  if (body.length < 2) return;
  const { color } = styleOfKind(layer);
  const dash = journey.isRouteKnown ? [] : [width * 2 + 5, width + 4];
  strokeLine(ctx, body, "rgba(255, 255, 255, 0.8)", width + 4.5);
  strokeLine(
    ctx,
    body,
    INK.outline,
    width + 1.8,
    dash.map((d, i) => (i ? d - 1 : d + 1)),
  );
  strokeLine(ctx, body, color, width, dash);
  arrowHead(ctx, trimLine(line, 6, 4), head, color);
}

/** 2 px for a few vehicles, 6 px for a hundred on one road. */
export function widthOfJourney({ vehicles, branches }: Pick<JourneyMark, "vehicles" | "branches">): number {
  return Math.min(7, 2 + Math.sqrt((vehicles ?? 0) / branches) * 0.4);
}

export function paintLink(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  link: LinkMark,
  isChosen: boolean,
): void {
  const line = link.line.map((p) => pixelFromWorld(frame, p));
  const width = isChosen ? 2 : 1.3;
  if (link.kind === "rival") {
    strokeLine(ctx, line, "rgba(255, 255, 255, 0.8)", width + 2.5);
    strokeLine(ctx, line, INK.outline, width, [1.5, 4.5]);
    return;
  }
  const body = link.kind === "towards" ? stubOf(line) : trimLine(line, 4, 14);
  if (body.length < 2) return;
  strokeLine(ctx, body, "rgba(255, 255, 255, 0.8)", width + 2.5);
  strokeLine(ctx, body, INK.outline, width);
  arrowHead(ctx, body, 7, INK.outline);
}

/** "Towards Jordan" tells a direction, not an end: an arrow of one length at every zoom. */
function stubOf(line: readonly XY[]): XY[] {
  const [start, end] = [line[0], line.at(-1)];
  if (!start || !end) return [];
  const whole = distance(start, end) || 1;
  const at = (length: number): XY => [
    start[0] + ((end[0] - start[0]) / whole) * length,
    start[1] + ((end[1] - start[1]) / whole) * length,
  ];
  return [at(STUB_FROM_PX), at(STUB_TO_PX)];
}

function strokeLine(
  ctx: CanvasRenderingContext2D,
  line: readonly XY[],
  color: string,
  width: number,
  dash: number[] = [],
): void {
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  ctx.setLineDash(dash);
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.beginPath();
  line.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.stroke();
  ctx.setLineDash([]);
}

function arrowHead(ctx: CanvasRenderingContext2D, line: readonly XY[], length: number, color: string): void {
  if (line.length < 2) return;
  const {
    at: [x, y],
    angle,
  } = pointAlong(line, 1);
  const corner = (turn: number): XY => [
    x - length * Math.cos(angle + turn),
    y - length * Math.sin(angle + turn),
  ];
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(...corner(0.5));
  ctx.lineTo(...corner(-0.5));
  ctx.closePath();
  ctx.lineJoin = "round";
  ctx.strokeStyle = "rgba(255, 255, 255, 0.85)";
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.fillStyle = color;
  ctx.fill();
  ctx.strokeStyle = INK.outline;
  ctx.lineWidth = 1;
  ctx.stroke();
}
