import type { Disclosure } from "../../api/shapes";
import { dayAndTime } from "../../app/dates";
import { t } from "../../app/language";
import { PARTS } from "./share";

/** What was given before: to whom, what, by whom, by what right, and whether it has gone. */
export function GivenBefore({ given }: { given: readonly Disclosure[] }) {
  return (
    <section class="share-before">
      <h3>{t("share.before")}</h3>
      {given.length === 0 && <p class="muted">{t("share.before_none")}</p>}
      <ul>
        {given.map((one) => (
          <li key={`${one.at} ${one.body.key}`}>
            <p>
              <b>{one.body.name}</b>{" "}
              {PARTS.filter((part) => one.what.includes(part))
                .map((part) => t(`share.short_${part}`))
                .join(", ")}
            </p>
            <p dir="auto">
              {one.agreed ? t("share.by_agreement") : t("share.by_reason", { reason: one.legal_reason })}
            </p>
            <p class="small muted">
              {dayAndTime(one.at)} · {one.by}
            </p>
            <p class={one.failed ? "small share-failed" : "small muted"}>
              {one.failed
                ? t("share.failed")
                : one.sent_at
                  ? t("share.sent", { when: dayAndTime(one.sent_at) })
                  : t("share.on_its_way")}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
