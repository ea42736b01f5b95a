// A breath between two pieces of work, so that the browser can paint and answer the reader. Timers
// would wait longer, and stand still in a page that is not in front.

export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const FRAME_MS = 60;
const ZOOM_MS = 400;

/** Waits until what was painted is on its way to the screen. */
export async function untilSeen(): Promise<void> {
  await atMost(FRAME_MS, (done) => requestAnimationFrame(() => done()));
  await pause();
}

/**
 * Waits until no zoom animation runs. A page's own script may have called `fitBounds` just before: its
 * animation would end after the first view was set, and undo it.
 */
export async function untilStill(map: L.Map): Promise<void> {
  await atMost(FRAME_MS, (done) => requestAnimationFrame(() => done())); // it begins with the next frame
  if (!map.getPane("mapPane")?.classList.contains("leaflet-zoom-anim")) return;
  await atMost(ZOOM_MS, (done) => map.once("zoomend", () => done()));
}

function atMost(limit_ms: number, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, limit_ms);
    start(resolve);
  });
}
