// What is shown as GeoJSON: one feature for each place of an item, with how sure that place is.
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { sourceIdsOfItem } from "./item_sources.ts";
import type { Item, ItemLocation, Payload, Shape, Source } from "./payload.ts";

/** Polygons of boundary units, in longitude and latitude. */
export type PolygonsOfUnits = (codes: readonly string[]) => number[][][][];

/** The parts of a page that a download carries so that it can be traced. */
export type Origin = Pick<Payload, "dataset" | "title" | "period" | "edition">;

/**
 * Only the precisions `site` and `place` are points; every other place is its area. An item without
 * any place stays in, without geometry, because leaving it out would hide that it is not located.
 */
export function geoJsonOfItems(
  items: readonly Item[],
  page: { origin: Origin; sources: readonly Source[]; shapes: readonly Shape[] },
  polygonsOfUnits: PolygonsOfUnits,
): string {
  const sources = new Map(page.sources.map((source) => [source.id, source]));
  const geometryOf = (location: ItemLocation): Geometry | null =>
    geometryOfLocation(location, page.shapes, polygonsOfUnits);
  const { dataset, title, period, edition } = page.origin;
  const collection: FeatureCollection<Geometry | null> & Record<string, unknown> = {
    type: "FeatureCollection",
    dataset,
    title,
    period: { start: period.start, end: period.end },
    data_hash: edition.data_hash,
    geomap_version: edition.geomap_version,
    features: items.flatMap((item) => featuresOfItem(item, sources, geometryOf)),
  };
  return `${JSON.stringify(collection)}\n`;
}

function featuresOfItem(
  item: Item,
  sources: ReadonlyMap<string, Source>,
  geometryOf: (location: ItemLocation) => Geometry | null,
): Feature<Geometry | null>[] {
  const { locations, related: _related, ...told } = item;
  const facts = { ...told, sources: sourceIdsOfItem(item).map((id) => sources.get(id) ?? { id }) };
  if (locations.length === 0) {
    return [{ type: "Feature", geometry: null, properties: { ...facts, precision: "unlocated" } }];
  }
  return locations.map((location, i) => {
    const { lon: _lon, lat: _lat, anchor: _anchor, shape: _shape, ...place } = location;
    const { as_written: placeAsWritten, source, status, note, candidates, ...rest } = place;
    return {
      type: "Feature",
      id: `${item.id}/${i + 1}`,
      geometry: geometryOf(location),
      properties: {
        ...facts,
        ...rest,
        place_as_written: placeAsWritten,
        place_source: source,
        place_status: status,
        place_note: note,
        place_candidates: candidates,
      },
    };
  });
}

function geometryOfLocation(
  { precision, lon, lat, shape }: ItemLocation,
  shapes: readonly Shape[],
  polygonsOfUnits: PolygonsOfUnits,
): Geometry | null {
  if ((precision === "site" || precision === "place") && lon !== null && lat !== null) {
    return { type: "Point", coordinates: [lon, lat] };
  }
  const area = shape === null ? undefined : shapes[shape];
  if (!area) return null;
  const coordinates = "units" in area ? polygonsOfUnits(area.units) : area.polygons;
  return { type: "MultiPolygon", coordinates };
}
