// Colours and type of the map, by day and by night. Saturated colour belongs to incidents alone: the
// ground stays quiet, and symbols keep their white casing on both.

interface Ground {
  sea: string;
  /** Beyond what the basemap covers. */
  margin: string;
  abroad: string;
  home: string;
  coast: string;
  border: string;
  casing: string;
  admin: string;
  river: string;
  lake: string;
}

interface Lettering {
  text: string;
  small: string;
  country: string;
  admin: string;
  river: string;
  halo: string;
  /** Fill of a town's dot. */
  dot: string;
}

/** The month bar's own colours; its blocks have those of the kinds. */
interface Bars {
  axis: string;
  /** Blocks outside the chosen days. */
  quiet: string;
  chosen: string;
  hovered: string;
  hatch: string;
  quietHatch: string;
  /** Sample block of the words beside the bars. */
  sample: string;
  /** Round each stack of blocks: black ones would be lost on dark paper. */
  casing: string;
}

const SCHEMES: Record<Scheme, { ground: Ground; lettering: Lettering; bars: Bars }> = {
  light: {
    ground: {
      sea: "#d3dfe6",
      margin: "#f6f3ec",
      abroad: "#ebe7dd",
      home: "#fbf9f3",
      coast: "#9db3c0",
      border: "#83796d",
      casing: "rgba(131, 121, 109, 0.15)",
      admin: "#cfc7b8",
      river: "#a3c1d3",
      lake: "#c8dae5",
    },
    lettering: {
      text: "#34302b",
      small: "#57514a",
      country: "#91887b",
      admin: "#9d9385",
      river: "#6a97b3",
      halo: "rgba(252, 250, 245, 0.93)",
      dot: "#ffffff",
    },
    bars: {
      axis: "#8f877b",
      quiet: "rgba(120, 112, 102, 0.28)",
      chosen: "rgba(52, 48, 43, 0.055)",
      hovered: "rgba(52, 48, 43, 0.08)",
      hatch: "rgba(60, 55, 48, 0.38)",
      quietHatch: "rgba(120, 112, 102, 0.25)",
      sample: "#4b453e",
      casing: "",
    },
  },
  dark: {
    ground: {
      sea: "#1a262e",
      margin: "#191816",
      abroad: "#262420",
      home: "#35322d",
      coast: "#4c6371",
      border: "#a0968a",
      casing: "rgba(0, 0, 0, 0.22)",
      admin: "#59534a",
      river: "#47718a",
      lake: "#22343f",
    },
    lettering: {
      text: "#efe9dd",
      small: "#cfc7b9",
      country: "#a59c8e",
      admin: "#a79d8f",
      river: "#86b2cb",
      halo: "rgba(33, 31, 28, 0.9)",
      dot: "#211f1c",
    },
    bars: {
      axis: "#8a8174",
      quiet: "rgba(190, 182, 170, 0.3)",
      chosen: "rgba(239, 233, 221, 0.08)",
      hovered: "rgba(239, 233, 221, 0.12)",
      hatch: "rgba(239, 233, 221, 0.55)",
      quietHatch: "rgba(190, 182, 170, 0.3)",
      sample: "#d8d0c2",
      casing: "#efe9dd",
    },
  },
};

export type Scheme = "light" | "dark";

/** What the painters read; `usePalette` changes it, and whoever calls it paints again. */
export const GROUND: Ground = { ...SCHEMES.light.ground };
export const LETTERING: Lettering = { ...SCHEMES.light.lettering };
export const BARS: Bars = { ...SCHEMES.light.bars };

export function usePalette(scheme: Scheme): void {
  Object.assign(GROUND, SCHEMES[scheme].ground);
  Object.assign(LETTERING, SCHEMES[scheme].lettering);
  Object.assign(BARS, SCHEMES[scheme].bars);
}

/** Of symbols and badges, the same on both grounds. */
export const INK = {
  outline: "#1f1c19",
  casing: "#ffffff",
  neutral: "#5c564e",
} as const;

export const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif';
export const SERIF =
  'Georgia, "Iowan Old Style", "Palatino Linotype", "Noto Serif", "Noto Naskh Arabic", "DejaVu Serif", serif';
