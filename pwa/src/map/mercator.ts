/** Web Mercator (EPSG:3857), as every map on the web: WGS84 degrees to pixels and back. */

export interface LatLon {
  lat: number;
  lon: number;
}

/** West, south, east, north in WGS84 degrees. */
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface XY {
  x: number;
  y: number;
}

const TILE = 256;
const EARTH_ROUND_M = 40_075_016.686;

/** Pixels from the north-west corner of the world at a zoom. */
export function project({ lat, lon }: LatLon, zoom: number): XY {
  const size = TILE * 2 ** zoom;
  const sin = Math.sin((lat * Math.PI) / 180);
  return {
    x: ((lon + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size,
  };
}

/** How many pixels a metre on the ground has at this latitude and zoom. */
export function pixelsPerMetre(lat: number, zoom: number): number {
  return (TILE * 2 ** zoom) / (EARTH_ROUND_M * Math.cos((lat * Math.PI) / 180));
}
