import { t } from "../app/language";
import type { Problem } from "../offline/entry";
import { CHECK_STOPPED } from "../offline/sender";

/** Why something was not taken, in a sentence; that no reason came where the phone or a proxy gave none. */
export function whyRefused(problem: Problem | null): string {
  if (problem?.type === CHECK_STOPPED) return t("report.check_stopped");
  return problem?.detail || problem?.title || t("report.refused_without_reason");
}
