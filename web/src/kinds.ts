// What each kind looks like: shape and colour together, so that the map survives grey printing and
// every kind of colour blindness. The first four colours are the most distant ones measured.
import type { SymbolShape } from "./symbol_shapes.ts";

export interface KindStyle {
  shape: SymbolShape;
  color: string;
}

const KINDS: Record<string, KindStyle> = {
  operation: { shape: "diamond", color: "#785ef0" },
  strike: { shape: "burst", color: "#882255" },
  convoy: { shape: "chevron", color: "#e69f00" },
  base: { shape: "square", color: "#000000" },
  attack: { shape: "triangle", color: "#c8553d" },
  clash: { shape: "saltire", color: "#3f6f8f" },
  shelling: { shape: "wedge", color: "#9a6a3a" },
  arrest: { shape: "hexagon", color: "#2f7f72" },
  sighting: { shape: "lens", color: "#2b6cb0" },
  exercise: { shape: "pentagon", color: "#6b8e3d" },
  site: { shape: "shield", color: "#6b655d" },
  other: { shape: "disc", color: "#8d8880" },
};

const UNKNOWN: KindStyle = { shape: "disc", color: "#8d8880" };

/** The style of a layer; a layer this page has no word for looks like `other`. */
export function styleOfKind(layer: string): KindStyle {
  return KINDS[layer] ?? UNKNOWN;
}

export const KNOWN_KINDS: readonly string[] = Object.keys(KINDS);
