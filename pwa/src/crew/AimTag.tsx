import type { JobLine } from "../api/shapes";
import { daysBetween, relativeDay, shortDay, time } from "../app/dates";
import { shapeOfJob } from "../app/jobs";
import { t } from "../app/language";
import { Tag } from "../ui/Tag";
import type { Stop } from "./round";

/** Where a stop stands and by when it should be done: shape, then words. */
export function AimTag({ stop }: { stop: Stop }) {
  if (stop.isDone) return <Tag shape="wait">{t("crew.waits_to_send")}</Tag>;
  const { line } = stop;
  if (line.is_overdue) return <Tag shape="late">{overdueWords(line)}</Tag>;
  if (stop.isStarted) return <Tag shape="doing">{t("crew.started")}</Tag>;
  return <Tag shape={shapeOfJob(line)}>{aimWords(line)}</Tag>;
}

function overdueWords({ aim_at }: JobLine): string {
  return aim_at ? t("crew.overdue_since", { day: shortDay(aim_at) }) : t("crew.overdue");
}

function aimWords({ aim_at, retry_on, status_words }: JobLine): string {
  if (retry_on && daysBetween(new Date(), new Date(retry_on)) > 0)
    return t("crew.again_on", { day: shortDay(retry_on) });
  if (!aim_at) return status_words;
  const days = daysBetween(new Date(), new Date(aim_at));
  if (days === 0) return t("crew.due_today", { time: time(aim_at) });
  return t("crew.due", { day: days === 1 ? relativeDay(aim_at).toLocaleLowerCase() : shortDay(aim_at) });
}
