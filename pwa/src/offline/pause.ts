export interface Pauses {
  first_ms: number;
  longest_ms: number;
}

/**
 * How long to wait after so many failures: doubling from the first to the longest, by chance between half of that and
 * all of it, so that many phones do not come back in the same moment.
 *
 * random  0 to 1
 */
export function growingPause({ first_ms, longest_ms }: Pauses, failures: number, random: number): number {
  const whole = Math.min(longest_ms, first_ms * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (0.5 + random / 2));
}
