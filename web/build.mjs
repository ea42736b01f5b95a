// Builds all that geomap ships from npm: the page's program and style, Leaflet, and the geography.
// Usage: node build.mjs STATIC_DIR GAZETTEER_DIR   (hatch_build.py calls it)
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { compileGeography } from "./geography.mjs";

const [staticDir, gazetteerDir] = process.argv.slice(2);
if (!staticDir || !gazetteerDir) {
  console.error("usage: node build.mjs STATIC_DIR GAZETTEER_DIR");
  process.exit(2);
}
const here = import.meta.dirname;
await mkdir(staticDir, { recursive: true });
await mkdir(gazetteerDir, { recursive: true });

await build({
  entryPoints: { geomap: path.join(here, "src/main.ts") },
  outdir: staticDir,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "inline",
});
await build({
  entryPoints: { geomap: path.join(here, "src/style.css") },
  outdir: staticDir,
  bundle: true,
  minify: true,
  charset: "utf8",
});

const leaflet = path.join(here, "node_modules/leaflet/dist");
await cp(path.join(leaflet, "leaflet.js"), path.join(staticDir, "leaflet.js"));
// Leaflet's own marker and layer icons are files beside the style sheet: inline them as data.
await build({
  entryPoints: [path.join(leaflet, "leaflet.css")],
  outfile: path.join(staticDir, "leaflet.css"),
  bundle: true,
  minify: true,
  loader: { ".png": "dataurl" },
});

const { units, rivers, basemap } = await compileGeography();
await writeFile(path.join(gazetteerDir, "units.geojson"), JSON.stringify(units));
await writeFile(path.join(gazetteerDir, "rivers.geojson"), JSON.stringify(rivers));
await writeFile(path.join(staticDir, "basemap.json"), JSON.stringify(basemap));
