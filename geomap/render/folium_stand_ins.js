// What folium's own elements expect of a page, in the few lines they really use.

// jQuery: $(html)[0] in popups, and $(document).ready(run).
globalThis.$ ??= (given) =>
  given === document
    ? {
        ready: (run) =>
          document.readyState === "loading"
            ? document.addEventListener("DOMContentLoaded", run)
            : setTimeout(run),
      }
    : [new DOMParser().parseFromString(String(given), "text/html").body.firstElementChild];

// Leaflet looks for its pin beside its style sheet, which is not a file here: give it one.
{
  const pin =
    "data:image/svg+xml," +
    encodeURIComponent(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 41">' +
        '<path d="M12.5 40C9 30 1 22 1 12.5a11.5 11.5 0 0 1 23 0C24 22 16 30 12.5 40z" ' +
        'fill="#2f6690" stroke="#fff" stroke-width="2"/>' +
        '<circle cx="12.5" cy="12.5" r="4.5" fill="#fff"/></svg>',
    );
  L.Icon.Default.mergeOptions({ iconUrl: pin, iconRetinaUrl: pin, shadowUrl: "" });
}
