// Draws one symbol. Kind is shape and colour; status is outline and fill; hatching says "may be".
import { INK } from "./palette.ts";
import { drawNewsSign, type NewsSign } from "./news_sign.ts";
import type { Item } from "./payload.ts";
import { styleOfKind } from "./kinds.ts";
import { outlineOf } from "./symbol_shapes.ts";

export type Fill = "solid" | "pale" | "hollow" | "half";

export interface SymbolLook {
  layer: string;
  fill: Fill;
  isDashed: boolean;
  isHatched: boolean;
  isCrossed: boolean;
  /** A small sign at the corner: what became of a site in the period. */
  news?: NewsSign;
}

/** What of an item is seen in its symbol. */
export interface Traits {
  layer: string;
  isSite: boolean;
  status: string;
  state: string;
  certainty: string;
  news: NewsSign | null;
}

/** Status and certainty as a look: the two never share a sign. */
export function lookOf(traits: Traits, isRival = false): SymbolLook {
  const { layer, isSite, status, state, certainty, news } = traits;
  const look: SymbolLook = {
    layer,
    fill: isRival ? "hollow" : isSite ? fillOfState(state) : fillOfStatus(status),
    isDashed: status === "contested",
    isHatched: certainty === "possible",
    isCrossed: status === "discounted",
  };
  if (news) look.news = news;
  return look;
}

export function lookOfItem({ layer, type, status, state, date, news }: Item, isRival = false): SymbolLook {
  const traits = { layer, status, state: state ?? "", certainty: date?.certainty ?? "", news: news ?? null };
  return lookOf({ ...traits, isSite: type === "site" }, isRival);
}

export function plainLook(layer: string): SymbolLook {
  return { layer, fill: "solid", isDashed: false, isHatched: false, isCrossed: false };
}

function fillOfStatus(status: string): Fill {
  return status === "reported" || status === "contested"
    ? "pale"
    : status === "discounted"
      ? "hollow"
      : "solid";
}

function fillOfState(state: string): Fill {
  if (state === "withdrawn" || state === "closed") return "hollow";
  if (state === "partly_withdrawn") return "half";
  return state === "unknown" ? "pale" : "solid";
}

export function drawSymbol(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  r: number,
  look: SymbolLook,
): void {
  const { shape, color } = styleOfKind(look.layer);
  ctx.save();
  ctx.translate(x, y);
  ctx.lineJoin = "round";
  ctx.beginPath();
  outlineOf(shape).forEach(([px, py], i) => (i ? ctx.lineTo(px * r, py * r) : ctx.moveTo(px * r, py * r)));
  ctx.closePath();
  const line = r >= 7 ? 1.5 : 1.1;
  ctx.strokeStyle = INK.casing;
  ctx.lineWidth = line + (r >= 7 ? 3 : 1.6);
  ctx.stroke();
  fillSymbol(ctx, r, color, look);
  ctx.strokeStyle = INK.outline;
  ctx.lineWidth = line;
  ctx.setLineDash(look.isDashed ? [r * 0.46, r * 0.32] : []);
  ctx.stroke();
  if (look.isCrossed) cross(ctx, r);
  if (look.news) drawNewsSign(ctx, r, look.news);
  ctx.restore();
}

function fillSymbol(ctx: CanvasRenderingContext2D, r: number, color: string, look: SymbolLook): void {
  ctx.fillStyle = look.isHatched || look.fill === "hollow" || look.fill === "half" ? INK.casing : color;
  if (look.fill === "pale" && !look.isHatched) ctx.fillStyle = tint(color, 0.5);
  ctx.fill();
  if (!look.isHatched && look.fill !== "half") return;
  const outline = new Path2D();
  ctx.save();
  ctx.clip();
  ctx.strokeStyle = ctx.fillStyle = color;
  if (look.isHatched) {
    ctx.lineWidth = Math.max(1, r * 0.2);
    for (let k = -2 * r; k <= 2 * r; k += r * 0.46) {
      outline.moveTo(k - r, r);
      outline.lineTo(k + r, -r);
    }
    ctx.stroke(outline);
  } else {
    ctx.fillRect(-r, 0, 2 * r, r);
  }
  ctx.restore();
}

function cross(ctx: CanvasRenderingContext2D, r: number): void {
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(-r, r);
  ctx.lineTo(r, -r);
  ctx.stroke();
}

/** Mixes a #rrggbb colour with white; `part` 0 leaves it, 1 is white. */
export function tint(color: string, part: number): string {
  const value = Number.parseInt(color.slice(1), 16);
  const mix = (shift: number): string => {
    const channel = (value >> shift) & 255;
    return Math.round(channel + (255 - channel) * part)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${mix(16)}${mix(8)}${mix(0)}`;
}

/** A #rrggbb colour with an opacity from 0 to 1. */
export function fade(color: string, opacity: number): string {
  return (
    color +
    Math.round(opacity * 255)
      .toString(16)
      .padStart(2, "0")
  );
}
