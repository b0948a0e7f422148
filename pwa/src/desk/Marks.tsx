import type { JobLine } from "../api/shapes";
import { t, tn } from "../app/language";
import { Icon } from "../ui/Icon";

/** What is special about a job, in the smallest of words. */
export function Marks({ line, isFresh }: { line: JobLine; isFresh: boolean }) {
  return (
    <>
      {isFresh && <span class="mark mark--fresh">{t("desk.just_in")}</span>}
      {line.is_urgent && <span class="mark mark--urgent">{t("desk.urgent")}</span>}
      {line.reports > 1 && (
        <span class="mark mark--doing">
          <Icon name="merge" size={12} />
          <span aria-hidden="true">{line.reports}</span>
          <span class="visually-hidden">{tn("desk.reports_n", line.reports)}</span>
        </span>
      )}
      {line.waits_for_passing && (
        <span class="mark">
          <Icon name="eye" size={13} />
          {t("desk.status_to_pass")}
        </span>
      )}
      {line.photos_awaited > 0 && (
        <span class="mark" title={t("desk.photo_awaited")}>
          <Icon name="st-wait" size={12} />
          <span class="visually-hidden">{t("desk.photo_awaited")}</span>
        </span>
      )}
    </>
  );
}
