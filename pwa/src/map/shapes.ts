import { type Bounds, pixelsPerMetre, project } from "./mercator";

/** A feature of the base map: its kind says how it is drawn, `name` and `name_cy` what may be written on it. */
export interface BaseFeature {
  properties: { kind?: string; name?: string; name_cy?: string };
  geometry: Geometry;
}

type Position = readonly number[];
export type Geometry =
  | { type: "Point"; coordinates: Position }
  | { type: "MultiPoint" | "LineString"; coordinates: readonly Position[] }
  | { type: "MultiLineString"; coordinates: readonly (readonly Position[])[] }
  | { type: "Polygon"; coordinates: readonly (readonly Position[])[] }
  | { type: "MultiPolygon"; coordinates: readonly (readonly (readonly Position[])[])[] };

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** One piece that is drawn by itself. `runs` are x, y, x, y … in the units of its `Drawing`. */
export interface Piece {
  form: "point" | "line" | "area";
  name: string;
  runs: readonly Float64Array[];
  box: Box;
}

/**
 * A base map made ready to be drawn at any zoom.
 *
 * Units are pixels at zoom `ZOOM` counted from `origin`, so that they stay small enough for a canvas' 32-bit numbers.
 */
export interface Drawing {
  /** World pixels at zoom `ZOOM`. */
  origin: { x: number; y: number };
  unitsPerMetre: number;
  byKind: ReadonlyMap<string, readonly Piece[]>;
}

/** The zoom whose pixels are a drawing's units. */
export const ZOOM = 18;

/**
 * Split a base map into pieces by kind. Shapes of no size do no harm.
 *
 * language  BCP 47; names are written in Welsh where it is Welsh and there is one
 */
export function drawingOf(features: readonly BaseFeature[], language: string): Drawing {
  const bounds = boundsOf(features);
  const centre = { lat: (bounds.south + bounds.north) / 2, lon: (bounds.west + bounds.east) / 2 };
  const origin = project(centre, ZOOM);
  const byKind = new Map<string, Piece[]>();
  for (const { properties, geometry } of features) {
    const { kind = "", name = "", name_cy } = properties;
    const written = (language.startsWith("cy") && name_cy) || name;
    const pieces = byKind.get(kind) ?? [];
    byKind.set(kind, pieces);
    for (const { form, runs } of parts(geometry)) {
      const placed = runs.map((run) => place(run, origin));
      const box = boxOf(placed[0] ?? new Float64Array());
      if (Number.isFinite(box.minX)) pieces.push({ form, name: written, runs: placed, box });
    }
  }
  return { origin, unitsPerMetre: pixelsPerMetre(centre.lat, ZOOM), byKind };
}

export function overlaps(one: Box, other: Box): boolean {
  return one.minX <= other.maxX && one.maxX >= other.minX && one.minY <= other.maxY && one.maxY >= other.minY;
}

/** The smallest box round a run of x, y, x, y …; of infinite size the wrong way round when there is none. */
function boxOf(run: Float64Array): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let at = 0; at + 1 < run.length; at += 2) {
    const x = run[at] ?? 0;
    const y = run[at + 1] ?? 0;
    box.minX = Math.min(box.minX, x);
    box.maxX = Math.max(box.maxX, x);
    box.minY = Math.min(box.minY, y);
    box.maxY = Math.max(box.maxY, y);
  }
  return box;
}

interface Part {
  form: Piece["form"];
  runs: readonly (readonly Position[])[];
}

function parts(geometry: Geometry): Part[] {
  switch (geometry.type) {
    case "Point":
      return [{ form: "point", runs: [[geometry.coordinates]] }];
    case "MultiPoint":
      return geometry.coordinates.map((point) => ({ form: "point", runs: [[point]] }));
    case "LineString":
      return [{ form: "line", runs: [geometry.coordinates] }];
    case "MultiLineString":
      return geometry.coordinates.map((line) => ({ form: "line", runs: [line] }));
    case "Polygon":
      return [{ form: "area", runs: geometry.coordinates }];
    case "MultiPolygon":
      return geometry.coordinates.map((rings) => ({ form: "area", runs: rings }));
  }
}

function place(run: readonly Position[], origin: { x: number; y: number }): Float64Array {
  const placed = new Float64Array(run.length * 2);
  for (const [at, [lon = 0, lat = 0]] of run.entries()) {
    const { x, y } = project({ lat, lon }, ZOOM);
    placed[at * 2] = x - origin.x;
    placed[at * 2 + 1] = y - origin.y;
  }
  return placed;
}

/** The box round everything; a point off Africa where there is nothing. */
export function boundsOf(features: readonly BaseFeature[]): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features) {
    for (const { runs } of parts(geometry)) {
      for (const [lon = 0, lat = 0] of runs[0] ?? []) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
    }
  }
  return Number.isFinite(west) ? { west, south, east, north } : { west: 0, south: 0, east: 0, north: 0 };
}
