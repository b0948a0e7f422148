import { type LatLon, project } from "./mercator";

/** Places that stand so close at a zoom that they are shown as one. Never empty. */
export interface Cluster<T> {
  places: readonly [T, ...T[]];
  /** The middle of them. */
  at: LatLon;
}

/** Farther apart than this, two markers can be told apart and tapped. */
const APART_PX = 44;
/** Zoomed in so far, only markers that would cover each other are joined. */
const CLOSE_ZOOM = 18;
const CLOSE_APART_PX = 30;

interface Group<T> {
  /** Where its first place is, in pixels. */
  x: number;
  y: number;
  places: [T, ...T[]];
}

/**
 * Join places that are too close together, each to the first group within reach.
 *
 * Depends on the zoom but not on what part of the map is seen, so groups stay as they are while the map is moved.
 */
export function clusters<T extends LatLon>(places: readonly T[], zoom: number): Cluster<T>[] {
  const apart = zoom >= CLOSE_ZOOM ? CLOSE_APART_PX : APART_PX;
  const groups: Group<T>[] = [];
  const cells = new Map<string, Group<T>[]>();
  for (const place of places) {
    const { x, y } = project(place, zoom);
    const [column, row] = [Math.floor(x / apart), Math.floor(y / apart)];
    const near = around(column, row).flatMap((key) => cells.get(key) ?? []);
    const group = near.find((one) => Math.hypot(one.x - x, one.y - y) < apart);
    if (group) group.places.push(place);
    else {
      const made = { x, y, places: [place] as [T, ...T[]] };
      groups.push(made);
      const key = `${column},${row}`;
      cells.set(key, [...(cells.get(key) ?? []), made]);
    }
  }
  return drawnTogether(groups, zoom, apart);
}

/** A group stands in the middle of its places: where that has brought two within reach, they become one. */
function drawnTogether<T extends LatLon>(
  groups: readonly Group<T>[],
  zoom: number,
  apart: number,
): Cluster<T>[] {
  const done: Cluster<T>[] = [];
  const waiting = groups.map(({ places }) => ({ places, at: middle(places) }));
  for (let group = waiting.shift(); group; group = waiting.shift()) {
    const { x, y } = project(group.at, zoom);
    const near = done.findIndex((one) => {
      const other = project(one.at, zoom);
      return Math.hypot(other.x - x, other.y - y) < apart;
    });
    const [met] = near < 0 ? [] : done.splice(near, 1);
    if (!met) done.push(group);
    else {
      const places: [T, ...T[]] = [met.places[0], ...met.places.slice(1), ...group.places];
      waiting.push({ places, at: middle(places) });
    }
  }
  return done;
}

function around(column: number, row: number): string[] {
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${column + dx},${row + dy}`));
}

function middle(places: readonly LatLon[]): LatLon {
  const sum = places.reduce((so, { lat, lon }) => ({ lat: so.lat + lat, lon: so.lon + lon }), {
    lat: 0,
    lon: 0,
  });
  return { lat: sum.lat / places.length, lon: sum.lon / places.length };
}
