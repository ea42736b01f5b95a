// A symbol as a small picture for lists and the legend.
import { el } from "./dom.ts";
import { drawSymbol, type SymbolLook } from "./symbol.ts";

export function swatch(look: SymbolLook, size = 22, radius = 7.5): HTMLCanvasElement {
  // The sign at the corner needs room of its own.
  const shift = look.news ? 1.6 : 0;
  return sketch(size, size, (ctx) =>
    drawSymbol(ctx, size / 2 - shift, size / 2 + shift, radius - shift / 1.6, look),
  );
}

/** A small canvas drawn once at twice the density, which print likes too. */
export function sketch(
  width: number,
  height: number,
  draw: (ctx: CanvasRenderingContext2D) => void,
): HTMLCanvasElement {
  const density = 3;
  const canvas = el("canvas", {
    width: width * density,
    height: height * density,
    class: "gm-swatch",
    "aria-hidden": "true",
  });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext("2d");
  if (ctx) {
    ctx.scale(density, density);
    draw(ctx);
  }
  return canvas;
}
