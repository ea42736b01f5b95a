// The small sign at a site's corner that says what became of it in the period: a plus, a minus or a
// triangle on a disc, so that it needs no colour; on a hollow disc when the day may lie outside.
import { INK } from "./palette.ts";
import type { News } from "./payload.ts";

export type NewsSign = News;

/** Draws the sign for a symbol of radius `r` that stands at the origin. */
export function drawNewsSign(ctx: CanvasRenderingContext2D, r: number, { kind, certainty }: NewsSign): void {
  const size = Math.max(4.4, r * 0.58);
  const [paper, ink] = certainty === "certain" ? [INK.outline, INK.casing] : [INK.casing, INK.outline];
  ctx.save();
  ctx.translate(r * 0.92, -r * 0.88);
  ctx.setLineDash([]);
  disc(ctx, size + 1.3, INK.casing);
  disc(ctx, size, INK.outline);
  disc(ctx, size - 1, paper);
  ctx.strokeStyle = ctx.fillStyle = ink;
  ctx.lineWidth = 1.5;
  ctx.lineCap = "butt";
  const reach = size * 0.58;
  ctx.beginPath();
  if (kind === "changed") {
    ctx.moveTo(0, -reach);
    ctx.lineTo(reach, reach * 0.78);
    ctx.lineTo(-reach, reach * 0.78);
    ctx.fill();
  } else {
    ctx.moveTo(-reach, 0);
    ctx.lineTo(reach, 0);
    if (kind !== "left") {
      ctx.moveTo(0, -reach);
      ctx.lineTo(0, reach);
    }
    ctx.stroke();
  }
  ctx.restore();
}

function disc(ctx: CanvasRenderingContext2D, radius: number, color: string): void {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, Math.PI * 2);
  ctx.fillStyle = color;
  ctx.fill();
}
