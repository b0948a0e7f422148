import type { Bounds } from "./mercator";
import { type BaseMapData, type Drawing, drawingOf } from "./shapes";

export interface BaseMap {
  drawing: Drawing;
  /** Whose map it is; shown on it. */
  attribution: string;
  /** All that there is a map of. */
  bounds: Bounds | null;
}

let loading: Promise<BaseMap> | null = null;

/** The base map of the whole place, asked for once for all maps of this page. Rejects when it cannot be had. */
export function loadBaseMap(): Promise<BaseMap> {
  loading ??= fetchBaseMap();
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

async function fetchBaseMap(): Promise<BaseMap> {
  const response = await fetch("/api/v1/basemap");
  if (!response.ok) throw new Error(`The base map was answered with ${response.status}.`);
  const data = (await response.json()) as BaseMapData;
  return { drawing: drawingOf(data), attribution: data.attribution ?? "", bounds: boundsOf(data.bbox) };
}

function boundsOf(bbox: BaseMapData["bbox"]): Bounds | null {
  const [west, south, east, north] = bbox ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return { west, south, east, north };
}
