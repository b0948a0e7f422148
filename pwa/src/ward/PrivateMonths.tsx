import type { Ward } from "../api/shapes";
import { monthOf } from "../app/dates";
import { t } from "../app/language";
import { Icon } from "../ui/Icon";

/** Private kinds, by whole months that are over, where there were five or more; nothing else is known of them. */
export function PrivateMonths({ shown }: { shown: Ward }) {
  return (
    <section class="card ward-types" aria-labelledby="ward-private">
      <h2 id="ward-private">{t("ward.private")}</h2>
      {shown.private_months.map(({ month, types }) => (
        <div key={month} class="ward-month">
          <h3>{monthOf(month)}</h3>
          {types.length === 0 ? (
            <p class="small muted">{t("ward.private_few")}</p>
          ) : (
            <ul>
              {types.map((one) => (
                <li key={one.key}>
                  <span class="ward-type-name">
                    <Icon name={one.icon} size={20} />
                    {one.name}
                  </span>
                  <b>{one.reported}</b>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
      <p class="small muted">{t("ward.private_what")}</p>
    </section>
  );
}
