// The map as a picture that still says what it is: the canvases in view over a caption.

/** What the caption says, each line once: title and period, counts, where it comes from. */
export interface Caption {
  title: string;
  lines: readonly string[];
  isRightToLeft: boolean;
}

const CAPTION_FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif";
const TITLE_PX = 17;
const LINE_PX = 12.5;
const MARGIN_PX = 14;
const PAPER = "#fdfdfb";
const INK = "#22211d";

export async function pictureOfMap(container: HTMLElement, caption: Caption): Promise<Blob> {
  const frame = container.getBoundingClientRect();
  const scale = Math.max(2, window.devicePixelRatio || 1);
  const height = MARGIN_PX * 2 + TITLE_PX * 1.3 + caption.lines.length * LINE_PX * 1.45;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(frame.width * scale);
  canvas.height = Math.round((frame.height + height) * scale);
  const ctx = canvas.getContext("2d");
  if (!ctx) throw new Error("This browser gives no canvas to draw the picture on.");
  ctx.scale(scale, scale);
  ctx.fillStyle = PAPER;
  ctx.fillRect(0, 0, frame.width, frame.height + height);
  drawSheets(ctx, container, frame);
  drawCaption(ctx, caption, frame);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The browser could not write the picture."));
    }, "image/png"),
  );
}

/** Every canvas where it lies on the screen, in the order of the panes. */
function drawSheets(ctx: CanvasRenderingContext2D, container: HTMLElement, frame: DOMRect): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, frame.width, frame.height);
  ctx.clip();
  for (const sheet of container.querySelectorAll("canvas")) {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    if (width > 0 && height > 0) ctx.drawImage(sheet, left - frame.left, top - frame.top, width, height);
  }
  ctx.restore();
}

function drawCaption(ctx: CanvasRenderingContext2D, caption: Caption, frame: DOMRect): void {
  const { title, lines, isRightToLeft } = caption;
  ctx.fillStyle = INK;
  ctx.direction = isRightToLeft ? "rtl" : "ltr";
  ctx.textAlign = "start";
  ctx.textBaseline = "alphabetic";
  const x = isRightToLeft ? frame.width - MARGIN_PX : MARGIN_PX;
  const room = frame.width - 2 * MARGIN_PX;
  let y = frame.height + MARGIN_PX + TITLE_PX;
  ctx.font = `600 ${TITLE_PX}px ${CAPTION_FONT}`;
  ctx.fillText(title, x, y, room);
  ctx.font = `${LINE_PX}px ${CAPTION_FONT}`;
  y += TITLE_PX * 0.3;
  for (const line of lines) {
    y += LINE_PX * 1.45;
    ctx.fillText(line, x, y, room);
  }
}
