import { type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Problem } from "../../api/problem";

export interface Proof {
  /** Whether it is being asked, now, who sits here. */
  asked: Signal<boolean>;
  /**
   * Do something that the server does only for who proved lately that it is them; asks for that where needed,
   * and then does it again. Raises Problem; one of type `/problems/given-up` where the person said no.
   */
  with: <T>(what: () => Promise<T>) => Promise<T>;
  /** The answer of the dialog. */
  answer: (isProved: boolean) => void;
}

/** One question "Is it you?" for all of a screen. */
export function useProof(): Proof {
  const asked = useSignal(false);
  return useMemo(() => {
    let settle: ((isProved: boolean) => void) | null = null;
    return {
      asked,
      answer(isProved) {
        asked.value = false;
        settle?.(isProved);
      },
      async with(what) {
        try {
          return await what();
        } catch (cause) {
          if (!(cause instanceof Problem) || cause.type !== "/problems/prove-first") throw cause;
        }
        asked.value = true;
        const isProved = await new Promise<boolean>((resolve) => {
          settle = resolve;
        });
        if (!isProved) throw new Problem(0, "/problems/given-up", "");
        return what();
      },
    } satisfies Proof;
  }, [asked]);
}

/** What to say of something that did not go: nothing where the person gave it up themselves. */
export function whyNot(cause: unknown, otherwise: string): string | null {
  if (!(cause instanceof Problem)) return otherwise;
  return cause.type === "/problems/given-up" ? null : cause.detail || otherwise;
}
