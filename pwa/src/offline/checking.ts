import { signal } from "@preact/signals";
import type { Solved } from "./sender";

/** The entry for which this phone works at a challenge now; null for none. */
export const checking = signal<string | null>(null);

let working: AbortController | null = null;

/** The person does not want to wait: what was to be sent stays on the phone until they say so. */
export function stopChecking(): void {
  working?.abort();
}

/** Work at a challenge in this page, where the person sees it and can stop it. The solver is loaded only now. */
export async function solveHere(challenge: unknown, id: string): Promise<Solved> {
  const stopped = new AbortController();
  working = stopped;
  checking.value = id;
  try {
    const { answerTo } = await import("./challenge");
    const answer = await answerTo(challenge, stopped.signal);
    if (stopped.signal.aborted) return { kind: "stopped" };
    return answer ? { kind: "answer", answer } : { kind: "later", after_ms: null };
  } catch {
    return { kind: "later", after_ms: null };
  } finally {
    working = null;
    checking.value = null;
  }
}
