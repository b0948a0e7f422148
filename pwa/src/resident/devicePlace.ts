import { signal } from "@preact/signals";
import { NoPlaceKnown, placeNow } from "../photo/place";
import type { Place } from "./draft";

/** Where this phone is, as it last said; null while it has not, or may not. */
export const devicePlace = signal<Place | null>(null);
/** How asking went. */
export const placeAsked = signal<"no" | "asking" | "known" | "denied" | "none">("no");

/** Ask the phone where it is. Returns null where it does not say. */
export async function askPlace(): Promise<Place | null> {
  placeAsked.value = "asking";
  try {
    devicePlace.value = { ...(await placeNow()), source: "device" };
    placeAsked.value = "known";
    return devicePlace.value;
  } catch (cause) {
    placeAsked.value = cause instanceof NoPlaceKnown ? cause.why : "none";
    return null;
  }
}

/** Ask only where the person has said yes before, so that no question comes out of the blue. */
export async function askPlaceIfAllowed(): Promise<Place | null> {
  try {
    const permission = await navigator.permissions.query({ name: "geolocation" });
    return permission.state === "granted" ? await askPlace() : null;
  } catch {
    // This browser does not say; the button on the map asks.
    return null;
  }
}
