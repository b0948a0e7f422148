import { language, t } from "../../app/language";
import type { Reason, Taken } from "./draft";

/** What its author will read of what was taken out, in the server's own sentences; "" where nothing was. */
export function toldTo(taken: readonly Taken[], reasons: readonly Reason[]): string {
  if (taken.length === 0) return "";
  const why = new Intl.ListFormat(language.value, { type: "conjunction" }).format(
    reasons.map((reason) => t(`check.because_${reason}`)),
  );
  return [
    ...taken.map((one) => t(`check.took_${one}`)),
    ...(why ? [t("check.told_why", { why })] : []),
    t("check.can_object"),
  ].join(" ");
}
