import type { LatLon } from "./mercator";

/** Metres between two places, near enough for a list. */
export function metresBetween(a: LatLon, b: LatLon): number {
  const north = (a.lat - b.lat) * 111_320;
  const east = (a.lon - b.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}
