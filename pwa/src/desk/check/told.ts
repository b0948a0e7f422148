import { language, t } from "../../app/language";
import type { Reason, Taken } from "./draft";

/** What its author is told of what was taken out; "" where nothing was. */
export function toldTo(taken: readonly Taken[], reasons: readonly Reason[]): string {
  if (taken.length === 0) return "";
  const list = new Intl.ListFormat(language.value, { type: "conjunction" });
  const what = list.format(taken.map((one) => t(`check.took_${one}`)));
  const why = list.format(reasons.map((reason) => t(`check.because_${reason}`)));
  return why ? t("check.tell_why", { what, why }) : t("check.tell", { what });
}
