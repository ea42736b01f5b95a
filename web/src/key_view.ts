// How to read the map: the signs that all kinds share.
import { el } from "./dom.ts";
import { hatchPattern } from "./hatch.ts";
import { drawNewsSign } from "./news_sign.ts";
import { INK } from "./palette.ts";
import type { Lang } from "./payload.ts";
import { STRINGS, type Strings } from "./strings.ts";
import { sketch, swatch } from "./swatch.ts";
import { drawSymbol, fade, plainLook, type SymbolLook } from "./symbol.ts";
import { drawBadge } from "./badge.ts";
import { styleOfKind } from "./kinds.ts";

const W = 40;
const H = 26;

export function renderKey(lang: Lang): HTMLElement {
  const t = STRINGS[lang];
  const list = el("ul");
  const key = el("details", { class: "gm-key" }, el("summary", {}, t.howToRead), list);
  // Pictures take time: they are drawn when somebody looks.
  key.addEventListener("toggle", () => {
    if (key.open && list.childElementCount === 0) list.append(...keyRows(t));
  });
  return key;
}

function keyRows(t: Strings): HTMLElement[] {
  const rows: [HTMLElement, ...(keyof Strings)[]][] = [
    [pointSketch(), "keyPoint"],
    [areaSketch(), "keyArea"],
    [severalSketch(), "keySeveral"],
    [symbolSketch({}), "keyConfirmed"],
    [symbolSketch({ fill: "pale" }), "keyReported"],
    [symbolSketch({ fill: "pale", isDashed: true }), "keyContested"],
    [symbolSketch({ fill: "hollow", isCrossed: true }), "keyDiscounted"],
    [symbolSketch({ isHatched: true }), "keyPossible"],
    [rivalSketch(), "keyRival"],
    [convoySketch(), "keyConvoy", "keyConvoyNumber"],
    [launchSketch(), "keyLaunch"],
    [swatch({ ...plainLook("base"), fill: "half" }, H, 7.5), "keySite"],
    [newsSketch(), "keyNews"],
  ];
  return rows.map(([picture, ...names]) =>
    el("li", {}, el("span", { class: "gm-key-picture" }, picture), el("span", {}, names.map((name) => t[name]).join(". "))),
  );
}

function symbolSketch(look: Partial<SymbolLook>): HTMLElement {
  return swatch({ ...plainLook("operation"), ...look }, H, 7.5);
}

function newsSketch(): HTMLElement {
  return sketch(W, H, (ctx) => {
    (["new", "left", "changed"] as const).forEach((kind, i) => {
      ctx.save();
      ctx.translate(3 + i * 13, H / 2 + 6);
      drawNewsSign(ctx, 6.6, { kind, certainty: "certain" });
      ctx.restore();
    });
  });
}

function pointSketch(): HTMLElement {
  return sketch(W, H, (ctx) => {
    const { color } = styleOfKind("operation");
    ctx.beginPath();
    ctx.arc(W / 2, H / 2, 12, 0, Math.PI * 2);
    ctx.fillStyle = fade(color, 0.12);
    ctx.fill();
    ctx.strokeStyle = fade(color, 0.5);
    ctx.stroke();
    drawSymbol(ctx, W / 2, H / 2, 6.5, plainLook("operation"));
  });
}

function areaSketch(): HTMLElement {
  return sketch(W, H, (ctx) => {
    const { color } = styleOfKind("strike");
    ctx.beginPath();
    ctx.roundRect(1, 1, W - 2, H - 2, 5);
    ctx.fillStyle = hatchPattern(ctx, fade(color, 0.55), 6) ?? "transparent";
    ctx.fill();
    ctx.strokeStyle = color;
    ctx.stroke();
    drawBadge(
      ctx,
      W / 2,
      H / 2,
      { width: 26, height: 17, entries: [{ look: plainLook("strike"), text: "" }] },
      { isChosen: false, isHovered: false },
    );
  });
}

function severalSketch(): HTMLElement {
  return sketch(W, H, (ctx) => {
    const parts = [
      { layer: "strike", count: 2 },
      { layer: "operation", count: 1 },
    ];
    const look = { width: 24, height: 20, entries: [], sum: { text: "3", parts } };
    drawBadge(ctx, W / 2, H / 2, look, { isChosen: false, isHovered: false });
  });
}

function rivalSketch(): HTMLElement {
  return sketch(W, H, (ctx) => {
    ctx.setLineDash([1.5, 3.5]);
    ctx.strokeStyle = INK.outline;
    ctx.lineWidth = 1.3;
    line(ctx, [8, 17], [32, 9]);
    drawSymbol(ctx, 8, 17, 6, plainLook("sighting"));
    drawSymbol(ctx, 32, 9, 6, { ...plainLook("sighting"), fill: "hollow" });
  });
}

function convoySketch(): HTMLElement {
  return sketch(W, H, (ctx) => {
    const { color } = styleOfKind("convoy");
    for (const [stroke, width] of [
      [INK.outline, 4.4],
      [color, 2.8],
    ] as const) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = width;
      ctx.setLineDash([7, 4]);
      ctx.beginPath();
      ctx.moveTo(2, 21);
      ctx.quadraticCurveTo(18, 0, 38, 14);
      ctx.stroke();
    }
  });
}

function launchSketch(): HTMLElement {
  return sketch(W, H, (ctx) => {
    ctx.strokeStyle = ctx.fillStyle = INK.outline;
    ctx.lineWidth = 1.3;
    line(ctx, [3, 20], [30, 9]);
    ctx.beginPath();
    ctx.moveTo(37, 6);
    ctx.lineTo(29, 5.5);
    ctx.lineTo(31, 12);
    ctx.fill();
  });
}

function line(ctx: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}
