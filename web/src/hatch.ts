// Hatching, the sign for "somewhere in here": drawn once for each colour and spacing.

const tiles = new Map<string, HTMLCanvasElement>();

/** A pattern of thin diagonal lines, `spacing` pixels apart. */
export function hatchPattern(
  ctx: CanvasRenderingContext2D,
  color: string,
  spacing: number,
): CanvasPattern | null {
  const density = 2;
  const key = `${color} ${spacing}`;
  let tile = tiles.get(key);
  if (!tile) {
    tile = drawTile(color, spacing, density);
    tiles.set(key, tile);
  }
  const pattern = ctx.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / density));
  return pattern;
}

function drawTile(color: string, spacing: number, density: number): HTMLCanvasElement {
  const tile = document.createElement("canvas");
  tile.width = tile.height = spacing * density;
  const ctx = tile.getContext("2d");
  if (!ctx) return tile;
  ctx.scale(density, density);
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.lineCap = "square";
  ctx.beginPath();
  for (const shift of [-spacing, 0, spacing]) {
    ctx.moveTo(shift, spacing);
    ctx.lineTo(shift + spacing, 0);
  }
  ctx.stroke();
  return tile;
}
