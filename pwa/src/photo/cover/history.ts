import type { Covering } from "./geometry";

/** What the photo looked like before each thing that was done to it, oldest first. */
export interface Past {
  steps: readonly { before: Covering; what: string | null }[];
}

export const NO_PAST: Past = { steps: [] };
const MOST_STEPS = 200;

/**
 * Remember how it was before something is done.
 *
 * what  several small acts that are one to a person (a cover moved key by key) share a name, and are undone as one;
 *       null for an act that stands alone
 */
export function remember(past: Past, before: Covering, what: string | null): Past {
  if (what !== null && past.steps.at(-1)?.what === what) return past;
  return { steps: [...past.steps, { before, what }].slice(-MOST_STEPS) };
}

/** How it was before the last act, and what lies before that. Null when nothing was done. */
export function undo(past: Past): { value: Covering; past: Past } | null {
  const last = past.steps.at(-1);
  return last ? { value: last.before, past: { steps: past.steps.slice(0, -1) } } : null;
}
