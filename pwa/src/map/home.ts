import type { Bounds } from "./mercator";

/** All that there is a map of: where to begin when nobody has said where they are. Rejects when it can't be had. */
export async function homeBounds(): Promise<Bounds | null> {
  const { loadBaseMap } = await import("./basemap");
  return (await loadBaseMap()).bounds;
}
