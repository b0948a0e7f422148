import "./ReportRow.css";
import { photoUrl } from "../api/photos";
import type { MapReport } from "../api/shapes";
import { distance, relativeDay } from "../app/dates";
import { t } from "../app/language";
import { Icon } from "../ui/Icon";
import { Tag } from "../ui/Tag";
import { shapeOf, standing } from "./standing";

interface ReportRowProps {
  report: MapReport;
  /** How far from the phone; null where that is not known. */
  metres: number | null;
  icon: string;
}

/** One report of a list: its picture, what and where, how it stands. */
export function ReportRow({ report, metres, icon }: ReportRowProps) {
  return (
    <li class="report-row">
      <a href={`/r/${report.ref}`}>
        <span class="thumb">
          {report.photo ? (
            <img src={photoUrl(report.photo, 320)} alt="" loading="lazy" decoding="async" />
          ) : (
            <Icon name={icon} size={28} />
          )}
        </span>
        <span class="report-row-words">
          <span class="report-row-title">{report.title}</span>
          <span class="report-row-meta">
            <Tag shape={shapeOf(report)}>{standing(report)}</Tag>
            <span class="muted small">
              {metres === null
                ? relativeDay(report.received_on)
                : t("nearby.away", { distance: distance(metres) })}
            </span>
          </span>
        </span>
      </a>
    </li>
  );
}
