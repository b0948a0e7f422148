import { signal } from "@preact/signals";

const TICK_MS = 30_000;

/** Now, twice a minute: ages and times left on the screen follow it. Milliseconds since 1970. */
export const now = signal(Date.now());

/** Keep `now` going. Returns a function that ends it. */
export function startClock(): () => void {
  now.value = Date.now();
  const timer = setInterval(() => {
    now.value = Date.now();
  }, TICK_MS);
  return () => clearInterval(timer);
}
