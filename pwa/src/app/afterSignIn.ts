import { navigate, query } from "./router";
import { homeOf, type Session } from "./session";

/** Open what was asked for before signing in, else the screen where this person's work is. */
export function goOn(who: Session): void {
  const next = query.value.get("next");
  const isOurs = next?.startsWith("/") && !next.startsWith("//");
  if (who.must_set_second_step) {
    navigate(isOurs ? `/security?next=${encodeURIComponent(next ?? "")}` : "/security", { replace: true });
    return;
  }
  navigate(isOurs && next ? next : homeOf(who), { replace: true });
}
