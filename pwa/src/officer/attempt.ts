import { type Signal, useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import { t } from "../app/language";

interface Wrong {
  words: string;
  field: string | null;
}

interface Attempt {
  busy: Signal<boolean>;
  problem: Signal<Wrong | null>;
  attempt: (act: () => Promise<void>) => Promise<void>;
}

/** Do something that may be refused: busy meanwhile, then what was wrong with it, in words. */
export function useAttempt(): Attempt {
  const busy = useSignal(false);
  const problem = useSignal<Wrong | null>(null);
  async function attempt(act: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      await act();
    } catch (cause) {
      const known = cause instanceof Problem ? cause : null;
      problem.value = { words: known?.detail || t("officer.no_signal"), field: known?.field ?? null };
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, attempt };
}
