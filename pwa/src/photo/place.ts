/** Where the phone is. WGS84 degrees; within `accuracy_m` metres with 95 % likelihood, as the phone says. */
export interface PhonePlace {
  lat: number;
  lon: number;
  accuracy_m: number;
}

/** denied: the person said no. none: the phone does not know, or takes too long. */
export type NoPlace = "denied" | "none";

const PATIENCE_MS = 20_000;
/** Near enough to tell one house from another. */
const GOOD_M = 20;
const BETTER_MS = 4_000;
/** Who has finished something is kept waiting no longer than this. */
const AT_ONCE_MS = 1_500;
/** A place this old is still where the person stands. */
const STALE_MS = 30_000;

/**
 * Ask where the phone is, and be told again whenever it knows better.
 *
 * Returns  a function that ends it; nothing is told after that
 */
function watchPlace(onPlace: (place: PhonePlace) => void, onNone: (why: NoPlace) => void): () => void {
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

/**
 * Where the phone is now, once. The first place a phone gives is often a guess by the mast; a better one may follow in
 * seconds, so a vague one is kept back for a moment.
 *
 * Raises NoPlaceKnown.
 */
export function placeNow(): Promise<PhonePlace> {
  return new Promise((resolve, reject) => {
    let best: PhonePlace | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let end = () => {};
    const settle = (why: NoPlace) => {
      clearTimeout(timer);
      end();
      if (best) resolve(best);
      else reject(new NoPlaceKnown(why));
    };
    end = watchPlace((place) => {
      if (!best || place.accuracy_m < best.accuracy_m) best = place;
      if (best.accuracy_m <= GOOD_M) settle("none");
      else timer ??= setTimeout(() => settle("none"), BETTER_MS);
    }, settle);
  });
}

/**
 * Where the phone is, if it may be asked without a question and knows at once; else null. Nobody waits for it.
 */
export async function placeIfAllowed(): Promise<{ lat: number; lon: number } | null> {
  try {
    const permission = await navigator.permissions.query({ name: "geolocation" });
    if (permission.state !== "granted") return null;
    const { coords } = await new Promise<GeolocationPosition>((resolve, reject) => {
      navigator.geolocation.getCurrentPosition(resolve, reject, {
        timeout: AT_ONCE_MS,
        maximumAge: STALE_MS,
      });
    });
    return { lat: coords.latitude, lon: coords.longitude };
  } catch {
    return null;
  }
}

/** The phone's place is not to be had. */
export class NoPlaceKnown extends Error {
  override name = "NoPlaceKnown";

  constructor(readonly why: NoPlace) {
    super(why);
  }
}
