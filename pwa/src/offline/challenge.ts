import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

/** More than any phone needs; where it is reached, the challenge is not one of ours. */
const MOST_MS = 60_000;

/**
 * Do the work that the server asks for where a lot comes at once, and give what goes into `Challenge-Answer`.
 *
 * The browser does it off the main thread, in its own PBKDF2. Nothing about the phone is told.
 * Returns  null where it was stopped, or where the browser cannot do it (a page without HTTPS).
 */
export async function answerTo(challenge: unknown, signal?: AbortSignal): Promise<string | null> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const asked = challenge as Challenge;
    const solution = await solveChallenge({ challenge: asked, controller, deriveKey, timeout: MOST_MS });
    return solution && btoa(JSON.stringify({ challenge: asked, solution }));
  } catch {
    return null;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
