// Colours and type of the map. Saturated colour belongs to incidents alone: the ground stays pale.

export const GROUND = {
  sea: "#d3dfe6",
  /** Beyond what the basemap covers. */
  margin: "#f6f3ec",
  abroad: "#ebe7dd",
  home: "#fbf9f3",
  coast: "#9db3c0",
  border: "#83796d",
  casing: "rgba(131, 121, 109, 0.15)",
  admin: "#cfc7b8",
  river: "#a3c1d3",
  lake: "#c8dae5",
} as const;

export const INK = {
  text: "#34302b",
  small: "#57514a",
  country: "#91887b",
  admin: "#9d9385",
  river: "#6a97b3",
  halo: "rgba(252, 250, 245, 0.93)",
  outline: "#1f1c19",
  casing: "#ffffff",
  neutral: "#5c564e",
} as const;

export const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif';
export const SERIF =
  'Georgia, "Iowan Old Style", "Palatino Linotype", "Noto Serif", "Noto Naskh Arabic", "DejaVu Serif", serif';
