import type { Job } from "../api/shapes";
import { dayAndTime, distance } from "../app/dates";
import { t } from "../app/language";
import { metresBetween } from "../map/metres";
import { Icon } from "../ui/Icon";

/** No closer than a phone can know it. */
const LEAST_M = 10;

/** Where the crew stood when it said how it went; of nothing else is a place kept. */
export function Stamp({ shown }: { shown: Job }) {
  const { line, outcome_point: stood } = shown;
  if (!stood) return null;
  const away = distance(Math.max(LEAST_M, metresBetween(stood, line.point)));
  return (
    <div class="panel-stamp">
      <Icon name="pin" size={20} />
      <p>
        <span class="strong">{t("desk.stamp", { distance: away })}</span>{" "}
        <span class="muted" dir="ltr">
          {stood.lat.toFixed(5)}, {stood.lon.toFixed(5)}
        </span>
        {line.ended_at && <span class="muted"> · {dayAndTime(line.ended_at)}</span>}
        <br />
        <span class="small muted">{t("desk.stamp_what")}</span>
      </p>
    </div>
  );
}
