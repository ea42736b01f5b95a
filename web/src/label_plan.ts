// Which names stand on the map at a zoom level, and on which side of their dot. Planned once for the
// whole map, so that dragging never makes a name jump.
import { CollisionGrid, type Rect } from "./collision.ts";
import { styleOfLabel, type LabelStyle } from "./label_style.ts";
import { worldFromLonLat, worldSizePx, type XY } from "./mercator.ts";
import type { River } from "./basemap.ts";
import type { Label, Lang } from "./payload.ts";
import { rectOfRiverName, riverNames } from "./river_names.ts";
import { atOnce, type Sliced } from "./slices.ts";

const SYMBOL_GAP_PX = 13;
/** Names tried between two places where planning can be left; the measuring of their letters takes longest. */
const NAMES_A_PIECE = 16;

export interface PlacedLabel {
  text: string;
  style: LabelStyle;
  /** Left end of the text, on its middle line, in world pixels of the planned zoom. */
  x: number;
  y: number;
  width: number;
  /** The town's dot in world pixels, when it has one. */
  dot: XY | null;
  /** Turn of the text around its own middle, clockwise in radians: along a river. */
  angle: number;
}

export interface LabelPlanInput {
  labels: readonly Label[];
  zoom: number;
  lang: Lang;
  rivers?: readonly River[];
  /** Rectangles in world pixels that names leave free: symbols and badges. */
  obstacles: readonly Rect[];
  measure: (text: string, style: LabelStyle) => number;
}

export function planLabels(input: LabelPlanInput): PlacedLabel[] {
  return atOnce(slicedLabels(input));
}

/** The same in pieces. */
export function* slicedLabels({
  labels,
  rivers = [],
  zoom,
  lang,
  obstacles,
  measure,
}: LabelPlanInput): Sliced<PlacedLabel[]> {
  const size = worldSizePx(zoom);
  const symbols = new CollisionGrid();
  for (const rect of obstacles) symbols.add(rect);
  const room: Room = { symbols, names: new CollisionGrid() };
  const placed: PlacedLabel[] = [];
  let tried = 0;
  for (const label of inOrder(labels)) {
    const style = styleOfLabel(label.kind, label.rank, zoom, lang);
    if (zoom < style.from || zoom > style.until) continue;
    const name = (lang === "ar" && label.name_ar) || label.name;
    const text = style.capitals ? name.toLocaleUpperCase("en") : name;
    const width = measure(text, style) + style.spacing * text.length;
    const [wx, wy] = worldFromLonLat(label.lon, label.lat);
    const at: XY = [wx * size, wy * size];
    const spot = style.dot > 0 ? besideDot(room, at, width, style, lang) : overArea(room, at, width, style);
    if (spot) placed.push({ text, style, width, angle: 0, ...spot });
    if ((tried += 1) % NAMES_A_PIECE === 0) yield;
  }
  yield;
  const isTaken = (rect: Rect): boolean => !isFree(room, rect);
  for (const name of riverNames(rivers, { zoom, lang, measure, isTaken })) {
    room.names.add(rectOfRiverName(name));
    placed.push(name);
  }
  return placed;
}

/** What is taken: by symbols, which may stand on a town, and by names, which may not. */
interface Room {
  symbols: CollisionGrid;
  names: CollisionGrid;
}

function isFree({ symbols, names }: Room, rect: Rect): boolean {
  return symbols.isFree(rect) && names.isFree(rect);
}

/** The greatest cities, countries, towns by rank, then governorates where room is left. */
function inOrder(labels: readonly Label[]): Label[] {
  const weight = ({ kind, rank }: Label): number =>
    kind === "country" || kind === "sea" ? 1.5 : kind === "lake" ? 3.6 : kind === "governorate" || kind === "region" || kind === "desert" ? 3.5 : rank;
  return [...labels].sort(
    (a, b) => weight(a) - weight(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

type Spot = Pick<PlacedLabel, "x" | "y" | "dot">;

/** A name beside its dot. Where a symbol stands on the town, the name keeps clear of the symbol. */
function besideDot(room: Room, [x, y]: XY, w: number, style: LabelStyle, lang: Lang): Spot | null {
  const h = style.size * 1.2;
  const dot: Rect = [x - style.dot - 1, y - style.dot - 1, x + style.dot + 1, y + style.dot + 1];
  if (!room.names.isFree(dot)) return null;
  const isUnderSymbol = !room.symbols.isFree(dot);
  const gap = isUnderSymbol ? SYMBOL_GAP_PX : style.dot + 3;
  const right = x + gap;
  const left = x - gap - w;
  const sides: XY[] = [
    [right, y],
    [left, y],
  ];
  if (lang === "ar") sides.reverse();
  const spots: XY[] = [
    ...sides,
    [x - w / 2, y - gap - h / 2],
    [x - w / 2, y + gap + h / 2],
    [x + gap * 0.7, y - h * 0.72],
    [x + gap * 0.7, y + h * 0.72],
    [x - gap * 0.7 - w, y - h * 0.72],
    [x - gap * 0.7 - w, y + h * 0.72],
  ];
  const rectAt = ([sx, sy]: XY): Rect => [sx - 2, sy - h / 2, sx + w + 2, sy + h / 2];
  const spot = spots.find((s) => isFree(room, rectAt(s)));
  if (!spot) return null;
  room.names.add(rectAt(spot));
  room.names.add(dot);
  return { x: spot[0], y: spot[1], dot: isUnderSymbol ? null : [x, y] };
}

/** The name of an area is centred on its point, or a little above or below it. */
function overArea(room: Room, [x, y]: XY, w: number, style: LabelStyle): Spot | null {
  const h = style.size * 1.3;
  for (const shift of [0, -1.2, 1.2, -2.4, 2.4]) {
    const rect: Rect = [x - w / 2 - 4, y + shift * h - h / 2, x + w / 2 + 4, y + shift * h + h / 2];
    if (!isFree(room, rect)) continue;
    room.names.add(rect);
    return { x: x - w / 2, y: y + shift * h, dot: null };
  }
  return null;
}
