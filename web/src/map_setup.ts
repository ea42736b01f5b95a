// How Leaflet's map behaves on this page.

const MIN_ZOOM = 5;
const MAX_ZOOM = 14;

/** Sets zoom steps and limits, and brings readers back who drag beyond the basemap. */
export function prepareMap(
  map: L.Map,
  [west, south, east, north]: readonly [number, number, number, number],
): void {
  map.options.zoomSnap = 0.25;
  map.options.zoomDelta = 1;
  map.options.wheelPxPerZoomLevel = 90;
  map.setMinZoom(Math.max(MIN_ZOOM, map.getMinZoom()));
  map.setMaxZoom(Math.min(MAX_ZOOM, map.getMaxZoom()));
  map.on("dragend zoomend", () => {
    const { lat, lng } = map.getCenter();
    const inside: L.LatLngTuple = [
      Math.min(north, Math.max(south, lat)),
      Math.min(east, Math.max(west, lng)),
    ];
    if (inside[0] !== lat || inside[1] !== lng) map.panTo(inside);
  });
}

/** A pane that lets the pointer through to the map. */
export function makePane(map: L.Map, name: string, zIndex: number): HTMLElement {
  const pane = map.createPane(name);
  pane.style.zIndex = String(zIndex);
  pane.style.pointerEvents = "none";
  return pane;
}
