import type { Ward } from "../api/shapes";
import { shortDay } from "../app/dates";
import { t } from "../app/language";
import { Tag } from "../ui/Tag";
import { worthRaising } from "./ward";

/** What has waited longest past the day aimed for. Nothing where nothing is late. */
export function WorthRaising({ shown }: { shown: Ward }) {
  const late = worthRaising(shown.reports);
  if (late.length === 0) return null;
  return (
    <section class="card ward-raising" aria-labelledby="ward-raising">
      <h2 id="ward-raising">{t("ward.raising")}</h2>
      <ul>
        {late.map((report) => (
          <li key={report.ref}>
            <a href={`/r/${report.ref}`}>
              <span>
                <b>{report.title}</b>
                <small>{t("ward.reported_on", { day: shortDay(report.received_on) })}</small>
              </span>
              <Tag shape="late">{t("ward.shape_late")}</Tag>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
