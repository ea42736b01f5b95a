// A badge: a small white label with a symbol and a number for each kind it holds. It is no pin.
import type { BadgePart, Glyph } from "./glyph.ts";
import { styleOfKind } from "./kinds.ts";
import { INK, SANS } from "./palette.ts";
import { drawSymbol, type SymbolLook } from "./symbol.ts";

const FONT = `600 12px ${SANS}`;
const PADDING_PX = 6;

type BadgeLook = Pick<Glyph, "width" | "height" | "entries" | "sum">;

export function drawBadge(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  { width, height, entries, sum }: BadgeLook,
  { isChosen, isHovered }: { isChosen: boolean; isHovered: boolean },
): void {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, 4);
  ctx.strokeStyle = "rgba(255, 255, 255, 0.85)";
  ctx.lineWidth = 4.5;
  ctx.stroke();
  ctx.fillStyle = INK.casing;
  ctx.fill();
  ctx.strokeStyle = isChosen || isHovered ? INK.outline : INK.neutral;
  ctx.lineWidth = isChosen ? 2.2 : isHovered ? 1.4 : 0.9;
  ctx.stroke();
  ctx.font = FONT;
  ctx.textBaseline = "middle";
  if (sum) drawSum(ctx, { x, y, width, height, ...sum });
  ctx.textAlign = "left";
  let left = x - width / 2 + PADDING_PX;
  for (const { look, text } of entries) {
    drawSymbol(ctx, left + 7.5, y, 6.2, look);
    left += glyphWidth(look);
    if (text) {
      ctx.fillStyle = INK.outline;
      ctx.fillText(text, left + 3, y + 0.5);
      left += ctx.measureText(text).width + 4;
    }
    left += 5;
  }
  ctx.restore();
}

const STRIP_PX = 3.5;

/** One number over a strip that is divided among the layers as the number is. */
function drawSum(ctx: CanvasRenderingContext2D, { x, y, width, height, parts, text }: Strip): void {
  ctx.textAlign = "center";
  ctx.fillStyle = INK.outline;
  ctx.fillText(text, x, y - 1);
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  const room = width - 6;
  let left = x - room / 2;
  for (const { layer, count } of parts) {
    const part = (count / whole) * room;
    ctx.fillStyle = styleOfKind(layer).color;
    ctx.fillRect(left, y + height / 2 - STRIP_PX - 1.5, part, STRIP_PX);
    left += part;
  }
}

interface Strip {
  x: number;
  y: number;
  width: number;
  height: number;
  parts: readonly BadgePart[];
  text: string;
}

/** The room of a symbol in a badge, its small sign included. */
export function glyphWidth({ news }: SymbolLook): number {
  return news ? 21 : 15;
}

export function makeBadgeMeasure(): (text: string) => number {
  const ctx = document.createElement("canvas").getContext("2d");
  if (ctx) ctx.font = FONT;
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text) ?? ctx?.measureText(text).width ?? text.length * 7;
    known.set(text, width);
    return width;
  };
}
