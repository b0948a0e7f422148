import type { Ward } from "../api/shapes";
import { day } from "../app/dates";
import { t } from "../app/language";
import { EmptyState } from "../ui/EmptyState";
import { Icon } from "../ui/Icon";

/** What people reported most, as bars with their numbers. */
export function ByType({ shown }: { shown: Ward }) {
  const most = Math.max(1, ...shown.by_type.map((one) => one.reported));
  return (
    <section class="card ward-types" aria-labelledby="ward-types">
      <h2 id="ward-types">{t("ward.by_type")}</h2>
      {shown.by_type.length === 0 ? (
        <EmptyState title={t("ward.no_types")}>{t("ward.no_types_what")}</EmptyState>
      ) : (
        <ul>
          {shown.by_type.map((one) => (
            <li key={one.key}>
              <span class="ward-type-name">
                <Icon name={one.icon} size={20} />
                {one.name}
              </span>
              <span class="ward-bar" aria-hidden="true">
                <i style={{ inlineSize: `${(one.reported / most) * 100}%` }} />
              </span>
              <b>{one.reported}</b>
            </li>
          ))}
        </ul>
      )}
      <p class="small muted">{t("ward.by_type_what", { day: day(shown.since) })}</p>
    </section>
  );
}
