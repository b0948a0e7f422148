import { t } from "../app/language";
import type { Problem } from "../offline/entry";

/** Why something was not taken, in a sentence; that no reason came where the phone or a proxy gave none. */
export function whyRefused(problem: Problem | null): string {
  return problem?.detail || problem?.title || t("report.refused_without_reason");
}
