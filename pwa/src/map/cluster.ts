import { type LatLon, project } from "./mercator";

/** Places that stand so close at a zoom that they are shown as one. Never empty. */
export interface Cluster<T> {
  places: readonly [T, ...T[]];
  /** The middle of them. */
  at: LatLon;
}

/** Farther apart than this, two markers can be told apart and tapped. */
const APART_PX = 34;
/** Zoomed in so far, only markers that would cover each other are joined. */
const CLOSE_ZOOM = 18;
const CLOSE_APART_PX = 20;

/**
 * Join places that are too close together, each to the first group within reach.
 *
 * Depends on the zoom but not on what part of the map is seen, so groups stay as they are while the map is moved.
 */
export function clusters<T extends LatLon>(places: readonly T[], zoom: number): Cluster<T>[] {
  const apart = zoom >= CLOSE_ZOOM ? CLOSE_APART_PX : APART_PX;
  const groups: { x: number; y: number; places: [T, ...T[]] }[] = [];
  const cells = new Map<string, typeof groups>();
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
  return groups.map(({ places: [first, ...rest] }) => ({
    places: [first, ...rest],
    at: middle([first, ...rest]),
  }));
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
