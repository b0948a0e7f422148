import { api, ask } from "../api/client";
import { language } from "../app/language";
import type { Bounds } from "./mercator";
import { type BaseFeature, boundsOf, type Drawing, drawingOf } from "./shapes";

export interface BaseMap {
  drawing: Drawing;
  /** All that there is a map of. */
  bounds: Bounds;
  /** Whose maps it is drawn from, one a line; must be shown on it. */
  attribution: readonly string[];
}

let loading: { language: string; map: Promise<BaseMap> } | null = null;

/** The base map of the whole place, asked for once for all maps of this page. Raises Problem. */
export function loadBaseMap(): Promise<BaseMap> {
  if (loading?.language === language.value) return loading.map;
  const asked = { language: language.value, map: readBaseMap(language.value) };
  loading = asked;
  asked.map.catch(() => {
    if (loading === asked) loading = null;
  });
  return asked.map;
}

async function readBaseMap(spoken: string): Promise<BaseMap> {
  const { features, attribution, bbox } = await ask(api.GET("/api/v1/basemap"));
  // The schema leaves open what GeoJSON (RFC 7946) says of a geometry.
  const drawn = features as unknown as BaseFeature[];
  const [west, south, east, north] = bbox ?? [];
  const isBoxed = west !== undefined && south !== undefined && east !== undefined && north !== undefined;
  return {
    drawing: drawingOf(drawn, spoken),
    bounds: isBoxed ? { west, south, east, north } : boundsOf(drawn),
    attribution,
  };
}
