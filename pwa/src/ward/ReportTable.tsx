import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { MapReport, Ward } from "../api/shapes";
import { shortDay } from "../app/dates";
import { t, tn } from "../app/language";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Icon } from "../ui/Icon";
import { Tag } from "../ui/Tag";
import { choose, chosen, shapeOf, shownReports } from "./ward";

/** So many at first; the rest on request. */
const FIRST = 15;

/** The same reports as on the map, newest first. */
export function ReportTable({ shown }: { shown: Ward }) {
  const reports = shownReports.value;
  const isWhole = useSignal(false);
  const isChosenBelow = reports.findIndex((report) => report.ref === chosen.value) >= FIRST;
  const rows = isWhole.value || isChosenBelow ? reports : reports.slice(0, FIRST);
  return (
    <section class="card ward-reports" aria-labelledby="ward-reports">
      <h2 id="ward-reports">{t("ward.reports")}</h2>
      <p class="small muted" role="status">
        {tn("ward.reports_what", reports.length, { days: shown.days })}{" "}
        {shown.more && t("ward.more", { n: shown.reports.length })}
      </p>
      {reports.length === 0 ? (
        <EmptyState title={t("ward.no_reports")}>
          {t("ward.no_reports_what", { days: shown.days })}
        </EmptyState>
      ) : (
        <div class="ward-table-frame">
          <table class="ward-table">
            <caption class="visually-hidden">{t("ward.reports")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("ward.column_what")}</th>
                <th scope="col">{t("ward.column_status")}</th>
                <th scope="col">{t("ward.column_day")}</th>
                <th scope="col">
                  <span class="visually-hidden">{t("ward.column_map")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((report) => (
                <Row key={report.ref} report={report} />
              ))}
            </tbody>
          </table>
          {rows.length < reports.length && (
            <div class="ward-rest">
              <Button
                kind="second"
                size="small"
                onClick={() => {
                  isWhole.value = true;
                }}
              >
                {t("ward.show_all", { n: reports.length })}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function Row({ report }: { report: MapReport }) {
  const row = useRef<HTMLTableRowElement>(null);
  const isChosen = chosen.value === report.ref;
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const shape = shapeOf(report);
  return (
    <tr ref={row} id={`report-${report.ref}`} class={isChosen ? "ward-row--chosen" : undefined}>
      <th scope="row">
        <a href={`/r/${report.ref}`}>{report.title}</a>
      </th>
      <td>
        <Tag shape={shape}>{t(`ward.shape_${shape}`)}</Tag>
      </td>
      <td class="ward-day">{shortDay(report.received_on)}</td>
      <td>
        <button
          type="button"
          class="icon-button"
          aria-pressed={isChosen}
          aria-label={t("ward.show_on_map", { title: report.title })}
          onClick={() => {
            choose(isChosen ? null : report.ref);
            document.querySelector(".ward-map")?.scrollIntoView({ block: "nearest" });
          }}
        >
          <Icon name="pin" size={20} />
        </button>
      </td>
    </tr>
  );
}
