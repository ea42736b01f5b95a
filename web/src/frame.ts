// Where a canvas stands over the map: turns world units into the pixels Leaflet's layers live in.
import { worldSizePx, type XY } from "./mercator.ts";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Frame {
  zoom: number;
  /** Pixels of the whole world at this zoom. */
  size: number;
  /** Leaflet's pixel origin. */
  origin: XY;
  /** The painted rectangle in layer pixels. */
  box: Box;
}

export function makeFrame(zoom: number, origin: XY, box: Box): Frame {
  return { zoom, size: worldSizePx(zoom), origin, box };
}

export function pixelFromWorld(frame: Frame, [x, y]: XY): XY {
  return [x * frame.size - frame.origin[0], y * frame.size - frame.origin[1]];
}

/** Whether a world bounding box (west, north, east, south) comes within `margin` pixels of the frame. */
export function isBoxSeen(frame: Frame, box: readonly [number, number, number, number], margin = 8): boolean {
  const [left, top] = pixelFromWorld(frame, [box[0], box[1]]);
  const [right, bottom] = pixelFromWorld(frame, [box[2], box[3]]);
  return (
    right >= frame.box.left - margin &&
    left <= frame.box.right + margin &&
    bottom >= frame.box.top - margin &&
    top <= frame.box.bottom + margin
  );
}
