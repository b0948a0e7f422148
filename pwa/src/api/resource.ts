import { type Signal, useSignal } from "@preact/signals";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { Problem } from "./problem";

export interface Resource<T> {
  /** What came last; stays on the screen while newer is on its way, and when none comes. */
  data: Signal<T | null>;
  problem: Signal<Problem | null>;
  /** Ask again, and keep showing what there is meanwhile. */
  again: () => void;
}

/**
 * Something read from the API, for as long as a component is drawn.
 *
 * read  asks for it; a new one is asked for when `key` changes, and an answer that comes late is dropped
 * key   what the answer depends on, as a string; null asks for nothing
 * keep  the answer to the last key stays until the next one comes: for a list that follows a map
 */
export function useResource<T>(
  key: string | null,
  read: () => Promise<T>,
  { keep = false }: { keep?: boolean } = {},
): Resource<T> {
  const data = useSignal<T | null>(null);
  const problem = useSignal<Problem | null>(null);
  const turn = useRef(0);
  const latest = useRef(read);
  latest.current = read;
  const again = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    latest.current().then(
      (answer) => {
        if (mine !== turn.current) return;
        data.value = answer;
        problem.value = null;
      },
      (cause: unknown) => {
        if (mine !== turn.current) return;
        problem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
      },
    );
  }, [data, problem]);
  useEffect(() => {
    if (!keep) data.value = null;
    problem.value = null;
    if (key !== null) again();
    return () => {
      turn.current += 1;
    };
  }, [key, keep, again, data, problem]);
  return { data, problem, again };
}
