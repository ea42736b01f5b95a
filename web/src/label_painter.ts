// Paints the planned names with their halos.
import type { Frame } from "./frame.ts";
import type { LabelStyle } from "./label_style.ts";
import type { PlacedLabel } from "./label_plan.ts";
import { LETTERING } from "./palette.ts";

type SpacedContext = CanvasRenderingContext2D & { letterSpacing?: string };

export function paintLabels(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  labels: readonly PlacedLabel[],
): void {
  const [ox, oy] = frame.origin;
  const { left, top, right, bottom } = frame.box;
  const seen = labels.filter(
    ({ x, y, width }) => x + width > left + ox && x < right + ox && y > top + oy - 30 && y < bottom + oy + 30,
  );
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  for (const { dot, style } of seen) if (dot) paintDot(ctx, dot[0] - ox, dot[1] - oy, style);
  for (const label of seen) paintText(ctx, label, label.x - ox, label.y - oy);
}

function paintDot(ctx: CanvasRenderingContext2D, x: number, y: number, style: LabelStyle): void {
  ctx.beginPath();
  ctx.arc(x, y, style.dot, 0, Math.PI * 2);
  ctx.fillStyle = LETTERING.dot;
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = style.color;
  ctx.stroke();
}

function paintText(ctx: SpacedContext, { text, style, width, angle }: PlacedLabel, x: number, y: number): void {
  setType(ctx, style);
  ctx.lineWidth = style.halo;
  ctx.strokeStyle = LETTERING.halo;
  ctx.fillStyle = style.color;
  ctx.save();
  ctx.translate(x + width / 2, y);
  ctx.rotate(angle);
  ctx.strokeText(text, -width / 2, 0);
  ctx.fillText(text, -width / 2, 0);
  ctx.restore();
}

/** Sets font and letter spacing; browsers without `letterSpacing` set the letters close. */
export function setType(ctx: SpacedContext, style: Pick<LabelStyle, "font" | "spacing">): void {
  ctx.font = style.font;
  if ("letterSpacing" in ctx) ctx.letterSpacing = `${style.spacing}px`;
}

export function makeMeasure(): (text: string, style: LabelStyle) => number {
  const ctx = document.createElement("canvas").getContext("2d") as SpacedContext;
  let font = "";
  return (text, style) => {
    // Reading a font costs more than measuring with it, and neighbours in the plan share theirs.
    if (style.font !== font) setType(ctx, { font: (font = style.font), spacing: 0 });
    return ctx.measureText(text).width;
  };
}
