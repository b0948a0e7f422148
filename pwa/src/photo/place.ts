/** Where the phone is. WGS84 degrees; within `accuracy_m` metres with 95 % likelihood, as the phone says. */
export interface PhonePlace {
  lat: number;
  lon: number;
  accuracy_m: number;
}

/** denied: the person said no. none: the phone does not know, or takes too long. */
export type NoPlace = "denied" | "none";

const PATIENCE_MS = 20_000;
/** A place this old is still where the person stands. */
const STALE_MS = 30_000;

/**
 * Ask where the phone is, and be told again whenever it knows better.
 *
 * Returns  a function that ends it; nothing is told after that
 */
export function watchPlace(onPlace: (place: PhonePlace) => void, onNone: (why: NoPlace) => void): () => void {
  // Missing without HTTPS.
  const { geolocation } = navigator as { geolocation?: Geolocation };
  if (!geolocation) {
    onNone("none");
    return () => {};
  }
  let ended = false;
  const id = geolocation.watchPosition(
    ({ coords }) => {
      if (ended || !Number.isFinite(coords.latitude) || !Number.isFinite(coords.longitude)) return;
      const accuracy_m = Math.max(1, Math.round(coords.accuracy));
      onPlace({ lat: coords.latitude, lon: coords.longitude, accuracy_m });
    },
    ({ code, PERMISSION_DENIED }) => {
      if (!ended) onNone(code === PERMISSION_DENIED ? "denied" : "none");
    },
    { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: STALE_MS },
  );
  return () => {
    ended = true;
    geolocation.clearWatch(id);
  };
}

/** Where the phone is now, once. Rejects with why it is not known. */
export function placeNow(): Promise<PhonePlace> {
  return new Promise((resolve, reject) => {
    let end = () => {};
    end = watchPlace(
      (place) => {
        end();
        resolve(place);
      },
      (why) => {
        end();
        reject(new NoPlaceKnown(why));
      },
    );
  });
}

/** The phone's place is not to be had. */
export class NoPlaceKnown extends Error {
  override name = "NoPlaceKnown";

  constructor(readonly why: NoPlace) {
    super(why);
  }
}
