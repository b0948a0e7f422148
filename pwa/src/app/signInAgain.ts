import { useEffect } from "preact/hooks";
import type { Problem } from "../api/problem";
import { navigate } from "./router";
import { session } from "./session";

/** Where a reply says that nobody is signed in any more: ask to sign in, and come back here. */
export function useSignInAgain(problem: Problem | null): void {
  const isSignedOut = problem?.status === 401;
  useEffect(() => {
    if (!isSignedOut) return;
    session.value = null;
    const here = location.pathname + location.search;
    navigate(`/sign-in?next=${encodeURIComponent(here)}`, { replace: true });
  }, [isSignedOut]);
}
