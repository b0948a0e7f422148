import type { Check } from "../../api/shapes";
import { dayAndTime } from "../../app/dates";
import { t, tn } from "../../app/language";
import { Banner } from "../../ui/Banner";

/** What readers and the author say is wrong. */
export function Asked({ shown }: { shown: Check }) {
  const { objection, flags } = shown;
  return (
    <>
      {objection && (
        <Banner kind="warning" icon="message" title={t("check.objects")}>
          <p dir="auto">“{objection.text}”</p>
          <p class="small">
            {dayAndTime(objection.at)}.{" "}
            {t(shown.can.includes("answer_objection") ? "check.objects_what" : "check.objects_other")}
          </p>
        </Banner>
      )}
      {flags.length > 0 && (
        <Banner kind="warning" icon="hand" title={tn("check.flagged", flags.length)}>
          <ul class="check-flags">
            {flags.map((flag) => (
              <li key={flag.id}>
                <b>{t(`check.flag_${flag.reason}`)}</b>
                {flag.note && <span dir="auto">: “{flag.note}”</span>}{" "}
                <span class="small">({dayAndTime(flag.at)})</span>
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}
