// A badge: a small white label with a symbol and a number for each kind it holds. It is no pin.
import type { Glyph } from "./glyph.ts";
import { INK, SANS } from "./palette.ts";
import { drawSymbol, type SymbolLook } from "./symbol.ts";

const FONT = `600 12px ${SANS}`;
const PADDING_PX = 6;

export function drawBadge(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  { width, height, entries }: Pick<Glyph, "width" | "height" | "entries">,
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
