// Printing: the map takes the paper's width, with the same ground in view, and returns afterwards.

const PAPER_WIDTH_PX = 700;
const PAPER_HEIGHT_PX = 470;

export function printWholeMap(map: L.Map, putOnPaper: (isOnPaper: boolean) => void): void {
  const container = map.getContainer();
  let before: { center: L.LatLng; zoom: number } | null = null;
  window.addEventListener("beforeprint", () => {
    openKey();
    before = { center: map.getCenter(), zoom: map.getZoom() };
    const bounds = map.getBounds();
    container.style.setProperty("width", `${PAPER_WIDTH_PX}px`, "important");
    container.style.setProperty("height", `${PAPER_HEIGHT_PX}px`, "important");
    map.invalidateSize({ animate: false, pan: false });
    map.fitBounds(bounds, { animate: false, padding: [-20, -20] });
    putOnPaper(true);
  });
  window.addEventListener("afterprint", () => {
    container.style.removeProperty("width");
    container.style.removeProperty("height");
    map.invalidateSize({ animate: false, pan: false });
    if (before) map.setView(before.center, before.zoom, { animate: false });
    before = null;
    putOnPaper(false);
  });
}

/** Paper needs the key. The browser's own `toggle` would come after the sheet was taken. */
function openKey(): void {
  const key = document.querySelector<HTMLDetailsElement>(".gm-key");
  if (!key || key.open) return;
  key.open = true;
  key.dispatchEvent(new Event("toggle"));
}
