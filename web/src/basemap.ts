// The borders, rivers and lakes inside the page: TopoJSON decoded and projected once.
import { feature, merge } from "topojson-client";
import type { MultiLineString, MultiPolygon, Polygon } from "geojson";
import type { GeometryCollection, GeometryObject, Objects, Topology } from "topojson-specification";
import { worldFromLonLat, type XY } from "./mercator.ts";
import type { Label } from "./payload.ts";

/** A line or ring in world units with its bounding box (west, north, east, south). */
export interface Line {
  points: XY[];
  box: [number, number, number, number];
}

export interface River {
  name: string;
  nameAr: string;
  /** 1 a great river, 2 its tributary, 3 any other. */
  rank: number;
  lines: Line[];
}

export interface Basemap {
  home: Line[];
  abroad: Line[];
  coast: Line[];
  borders: Line[];
  /** Lines of separation, which are no borders. */
  ceasefires: Line[];
  admin: Line[];
  lakes: Line[];
  rivers: River[];
  /** Names of seas and lakes; rivers carry their own along their course. */
  waterNames: Label[];
  /** Rings of the union of units, given by their codes or by three-letter country codes. */
  union: (codes: readonly string[]) => XY[][];
  /** The same union as polygons in longitude and latitude. */
  unionPolygons: (codes: readonly string[]) => number[][][][];
  /** What the basemap covers: west, south, east, north in degrees. */
  extent: [number, number, number, number];
}

interface UnitProperties {
  code: string;
  country: string;
}
interface WaterProperties {
  name?: string;
  name_ar?: string;
  rank?: number;
}
const OTHER_RIVER = 3;
/** A lake longer than this is lettered from farther away. */
const GREAT_LAKE_DEG = 0.7;
export interface BasemapTopology extends Topology<Objects> {
  home: string;
  extent: [number, number, number, number];
  ceasefire?: { units: string[] }[];
  seas?: { name: string; name_ar: string; at: [number, number] }[];
}

export function decodeBasemap(topology: BasemapTopology): Basemap {
  const units = topology.objects["units"] as GeometryCollection<UnitProperties>;
  const isHome = (unit: UnitProperties): boolean => unit.country === topology.home;
  const lines = linesBetween(topology, units);
  const unionPolygons: Basemap["unionPolygons"] = (codes) =>
    mergedOf(topology, units, ({ code, country }) => codes.includes(code) || codes.includes(country));
  return {
    home: landOf(topology, units, isHome),
    abroad: landOf(topology, units, (unit) => !isHome(unit)),
    union: (codes) => projectRings(unionPolygons(codes)),
    unionPolygons,
    ...lines,
    lakes: collection(topology, "lakes").flatMap((f) => ringsOf(f.geometry as Polygon).map(lineFromPoints)),
    rivers: collection(topology, "rivers").map((f) => {
      const { name = "", name_ar: nameAr = "", rank = OTHER_RIVER } = (f.properties ?? {}) as WaterProperties;
      return { name, nameAr, rank, lines: linesOf(f.geometry as MultiLineString) };
    }),
    waterNames: waterNamesOf(topology),
    extent: topology.extent,
  };
}

/** Seas where the recipe puts them, lakes in the middle of their outline, larger ones first. */
function waterNamesOf(topology: BasemapTopology): Label[] {
  const seas = (topology.seas ?? []).map(({ at: [lon, lat], ...names }) => ({
    ...names,
    lon,
    lat,
    rank: 1,
    kind: "sea",
  }));
  const lakes = collection(topology, "lakes").flatMap((lake): Label[] => {
    const { name, name_ar: nameAr = "" } = (lake.properties ?? {}) as WaterProperties;
    if (!name) return [];
    const points = (lake.geometry as Polygon).coordinates.flat();
    const [lons, lats] = [points.map(([lon = 0]) => lon), points.map(([, lat = 0]) => lat)];
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    const [south, north] = [Math.min(...lats), Math.max(...lats)];
    const rank = Math.max(east - west, north - south) > GREAT_LAKE_DEG ? 2 : 3;
    const middle = { lon: (west + east) / 2, lat: (south + north) / 2 };
    return [{ name, name_ar: nameAr, ...middle, rank, kind: "lake" }];
  });
  return [...seas, ...lakes];
}

/**
 * The outline of units taken together. Units filled one by one would show hairlines between them, and
 * would have to be painted at every zoom with three times the points.
 */
function landOf(
  topology: BasemapTopology,
  units: GeometryCollection<UnitProperties>,
  isMeant: (unit: UnitProperties) => boolean,
): Line[] {
  return projectRings(mergedOf(topology, units, isMeant)).map(lineFromPoints);
}

type LineKind = "coast" | "borders" | "ceasefires" | "admin";

/** Sorts every arc by the units on its two sides. An arc with one side is coast, or the data's edge. */
function linesBetween(
  topology: BasemapTopology,
  units: GeometryCollection<UnitProperties>,
): Record<LineKind, Line[]> {
  const isCeasefire = ceasefireTest(topology.ceasefire ?? []);
  const sides = new Map<number, UnitProperties[]>();
  for (const geometry of units.geometries) {
    if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") continue;
    for (const index of (geometry.arcs as unknown[]).flat(2) as number[]) {
      const arc = index < 0 ? ~index : index;
      sides.set(arc, [...(sides.get(arc) ?? []), props(geometry)]);
    }
  }
  const arcs: Record<LineKind, number[][]> = { coast: [], borders: [], ceasefires: [], admin: [] };
  for (const [arc, [a, b]] of sides) arcs[kindOfLine(a, b, isCeasefire)].push([arc]);
  const decode = (kind: LineKind): Line[] =>
    linesOf(feature(topology, { type: "MultiLineString", arcs: arcs[kind] }).geometry);
  return {
    coast: decode("coast"),
    borders: decode("borders"),
    ceasefires: decode("ceasefires"),
    admin: decode("admin"),
  };
}

function kindOfLine(
  a: UnitProperties | undefined,
  b: UnitProperties | undefined,
  isCeasefire: (a: string, b: string) => boolean,
): LineKind {
  if (!a || !b) return "coast";
  if (isCeasefire(a.code, b.code)) return "ceasefires";
  return a.country === b.country ? "admin" : "borders";
}

/** Whether two unit codes lie on the two sides of a line of separation; `SYR-*` is any Syrian unit. */
export function ceasefireTest(lines: { units: string[] }[]): (a: string, b: string) => boolean {
  const fits = (code: string, pattern: string): boolean =>
    pattern.endsWith("*") ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
  return (a, b) =>
    lines.some(({ units: [p = "", q = ""] }) => (fits(a, p) && fits(b, q)) || (fits(b, p) && fits(a, q)));
}

function mergedOf(
  topology: BasemapTopology,
  units: GeometryCollection<UnitProperties>,
  isMeant: (unit: UnitProperties) => boolean,
): number[][][][] {
  const meant = units.geometries.filter((geometry) => isMeant(props(geometry)));
  return merge(topology, meant as Parameters<typeof merge>[1]).coordinates;
}

export function lineFromPoints(points: XY[]): Line {
  const box: Line["box"] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { points, box };
}

export function projectRings(polygons: number[][][][]): XY[][] {
  return polygons.flatMap((polygon) => polygon.map(projectLine));
}

function collection(topology: BasemapTopology, name: string) {
  const object = topology.objects[name] as GeometryCollection | undefined;
  return object ? feature(topology, object).features : [];
}

function props(geometry: GeometryObject): UnitProperties {
  return geometry.properties as UnitProperties;
}

function ringsOf(geometry: Polygon | MultiPolygon): XY[][] {
  return geometry.type === "Polygon"
    ? geometry.coordinates.map(projectLine)
    : projectRings(geometry.coordinates);
}

function linesOf(geometry: MultiLineString | { type: "LineString"; coordinates: number[][] }): Line[] {
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return lines.map((line) => lineFromPoints(projectLine(line)));
}

function projectLine(line: number[][]): XY[] {
  return line.map(([lon = 0, lat = 0]) => worldFromLonLat(lon, lat));
}
