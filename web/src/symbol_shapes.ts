// Outlines of the symbols in a square from -1 to 1, y down. Areas are about equal to the eye.
import type { XY } from "./mercator.ts";

export type SymbolShape =
  | "diamond"
  | "square"
  | "chevron"
  | "burst"
  | "triangle"
  | "saltire"
  | "wedge"
  | "hexagon"
  | "lens"
  | "pentagon"
  | "shield"
  | "disc";

/** The corners of a shape, closed. */
export function outlineOf(shape: SymbolShape): readonly XY[] {
  return OUTLINES[shape];
}

function polygon(corners: number, radius: number, turn = 0): XY[] {
  return Array.from({ length: corners }, (_, i): XY => {
    const angle = turn - Math.PI / 2 + (i * 2 * Math.PI) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function burst(points: number, outer: number, inner: number): XY[] {
  return Array.from({ length: points * 2 }, (_, i): XY => {
    const angle = -Math.PI / 2 + (i * Math.PI) / points;
    const radius = i % 2 === 0 ? outer : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** An upright cross of arm half-width `arm`, turned by 45°. */
function saltire(reach: number, arm: number): XY[] {
  const upright: XY[] = [
    [-arm, -reach],
    [arm, -reach],
    [arm, -arm],
    [reach, -arm],
    [reach, arm],
    [arm, arm],
    [arm, reach],
    [-arm, reach],
    [-arm, arm],
    [-reach, arm],
    [-reach, -arm],
    [-arm, -arm],
  ];
  const half = Math.SQRT1_2;
  return upright.map(([x, y]): XY => [(x - y) * half, (x + y) * half]);
}

/** Two arcs that meet left and right: an eye. */
function lens(width: number, height: number): XY[] {
  const steps = 12;
  const upper = Array.from({ length: steps + 1 }, (_, i): XY => {
    const t = (i / steps) * 2 - 1;
    return [t * width, -height * (1 - t * t)];
  });
  return [
    ...upper,
    ...upper
      .slice(1, -1)
      .reverse()
      .map(([x, y]): XY => [x, -y]),
  ];
}

const OUTLINES: Record<SymbolShape, readonly XY[]> = {
  diamond: [
    [0, -1],
    [0.9, 0],
    [0, 1],
    [-0.9, 0],
  ],
  square: [
    [-0.76, -0.76],
    [0.76, -0.76],
    [0.76, 0.76],
    [-0.76, 0.76],
  ],
  chevron: [
    [-0.85, -0.85],
    [0.05, -0.85],
    [0.95, 0],
    [0.05, 0.85],
    [-0.85, 0.85],
    [0.02, 0],
  ],
  burst: burst(8, 1.02, 0.6),
  triangle: [
    [0, -0.95],
    [0.98, 0.75],
    [-0.98, 0.75],
  ],
  saltire: saltire(0.98, 0.34),
  wedge: [
    [0, 0.95],
    [0.98, -0.75],
    [-0.98, -0.75],
  ],
  hexagon: polygon(6, 0.95, Math.PI / 6),
  lens: lens(1.08, 0.74),
  pentagon: polygon(5, 0.98),
  shield: [
    [-0.78, -0.85],
    [0.78, -0.85],
    [0.78, 0.25],
    [0, 0.98],
    [-0.78, 0.25],
  ],
  disc: polygon(24, 0.84),
};
