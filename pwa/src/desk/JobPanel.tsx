import { useEffect, useRef } from "preact/hooks";
import type { Job } from "../api/shapes";
import { dayAndTime } from "../app/dates";
import { shapeOfJob } from "../app/jobs";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { MapView } from "../map/MapView";
import { online } from "../offline/start";
import { Button, IconButton } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { Dock } from "../ui/Dock";
import { Icon } from "../ui/Icon";
import { Sign } from "../ui/Sign";
import { Skeleton } from "../ui/Skeleton";
import { Tag } from "../ui/Tag";
import { Timeline, type TimelineEntry } from "../ui/Timeline";
import { timeLeft } from "./aim";
import { now } from "./clock";
import { DeskDialogs } from "./DeskDialogs";
import { asking, job, jobProblem, refreshJob } from "./job";
import { PanelHeading } from "./PanelHeading";
import { PanelPhotos } from "./PanelPhotos";
import { ReportFacts } from "./ReportFacts";
import { Stamp } from "./Stamp";
import { WhyHere } from "./WhyHere";
import { isWide } from "./wide";

/** One job beside the queue; over it where the screen is narrow. `close` is the address without it. */
export function JobPanel({ close }: { close: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = job.value;
  const isThere = shown !== null;
  useEffect(() => {
    // Not when the page itself was opened here: then the focus is where the browser put it.
    if (isThere && document.activeElement !== document.body) heading.current?.focus();
  }, [isThere]);
  const problem = jobProblem.value;
  // On a narrow screen it is the only heading.
  const Heading = isWide.value ? "h2" : "h1";
  return (
    <section class="panel" aria-label={t("desk.panel")}>
      <div class="panel-bar">
        <span class="panel-ref" dir="ltr">
          {shown?.line.ref}
        </span>
        {shown && (
          <Tag shape={shapeOfJob(shown.line)}>
            {shown.line.is_overdue ? t("desk.status_overdue") : shown.line.status_words}
          </Tag>
        )}
        <IconButton icon="close" label={t("desk.close")} onClick={() => navigate(close)} />
      </div>
      <div class="panel-body">
        {problem && (online.value || !shown) && (
          <DidNotLoad
            words={problem.isNotFound ? t("desk.job_gone") : problem.detail || undefined}
            onRetry={() => void refreshJob()}
          />
        )}
        {!shown && !problem && <Skeleton rows={3} tall />}
        {shown && (
          <>
            <div>
              <Heading ref={heading} class="panel-title" tabIndex={-1}>
                {shown.line.title}
              </Heading>
              <p class="muted">{placeOf(shown)}</p>
            </div>
            <Body shown={shown} />
          </>
        )}
      </div>
      {shown && <Foot shown={shown} />}
      {shown && <DeskDialogs shown={shown} close={close} />}
    </section>
  );
}

function Body({ shown }: { shown: Job }) {
  const { line, reports } = shown;
  return (
    <>
      <div class="panel-sight">
        <PanelPhotos shown={shown} />
        <div class="panel-map">
          <MapView
            label={t("desk.map_one")}
            centre={line.point}
            places={[{ ...line.point, id: String(line.id), status: shapeOfJob(line), name: line.title }]}
          />
        </div>
      </div>
      {(line.needs.length > 0 || line.is_urgent) && (
        <ul class="panel-signs" aria-label={t("desk.signs")}>
          {line.is_urgent && (
            <li>
              <Sign kind="hazard">{t("desk.urgent_what")}</Sign>
            </li>
          )}
          {line.needs.map((need) => (
            <li key={need}>
              <Sign kind="need">{t(`desk.need_${need}`)}</Sign>
            </li>
          ))}
        </ul>
      )}
      <Aim shown={shown} />
      <Stamp shown={shown} />
      {reports[0] && <WhyHere report={reports[0]} />}
      {reports.map((report, index) => (
        <ReportFacts
          key={report.ref}
          report={report}
          heading={reports.length > 1 ? t("desk.report_n", { n: index + 1, ref: report.ref }) : null}
        />
      ))}
      <section>
        <PanelHeading>{t("desk.history")}</PanelHeading>
        <Timeline label={t("desk.history")} entries={historyOf(shown)} />
      </section>
    </>
  );
}

function Aim({ shown }: { shown: Job }) {
  const { line } = shown;
  if (line.status === "ended")
    return (
      <div class="panel-aim">
        <Icon name="st-done" size={28} />
        <div>
          <p class="strong">
            {line.handed_to ? t("desk.handed_to", { body: line.handed_to.name }) : line.status_words}
          </p>
          {line.ended_at && <p class="small muted">{dayAndTime(line.ended_at)}</p>}
          {shown.outcome_note && <p dir="auto">{shown.outcome_note}</p>}
        </div>
      </div>
    );
  const left = timeLeft(line, now.value);
  return (
    <div class={`panel-aim panel-aim--${left.urgency}`}>
      <Icon name={left.urgency === "late" ? "alert" : "clock"} size={28} />
      <div>
        <p class="panel-left">
          {line.aim_at
            ? left.urgency === "late"
              ? left.words
              : t("desk.left_n", { time: left.words })
            : t("desk.no_aim")}
        </p>
        {line.aim_at && <p class="small muted">{t("desk.aim_by", { when: dayAndTime(line.aim_at) })}</p>}
        {line.retry_on && <p class="small">{t("desk.retry_on", { when: dayAndTime(line.retry_on) })}</p>}
      </div>
    </div>
  );
}

function Foot({ shown }: { shown: Job }) {
  const can = (what: string) => shown.can.includes(what);
  if (!can("assign") && !can("forward")) return null;
  return (
    <Dock>
      <div class="panel-ways">
        {can("assign") && (
          <Button icon="van" onClick={() => (asking.value = { kind: "assign" })}>
            {t(shown.line.crew ? "desk.change_crew" : "desk.assign_crew")} <kbd>A</kbd>
          </Button>
        )}
        {can("forward") && (
          <Button kind="second" icon="forward" onClick={() => (asking.value = { kind: "forward" })}>
            {t("desk.forward")} <kbd>F</kbd>
          </Button>
        )}
      </div>
    </Dock>
  );
}

function placeOf({ line }: Job): string {
  const crew = line.crew ? t("desk.with_crew", { crew: line.crew.name }) : t("desk.status_no_crew");
  return [line.street, line.place_note, line.ward?.name, crew].filter(Boolean).join(" · ");
}

function historyOf(shown: Job): TimelineEntry[] {
  const shape = shapeOfJob(shown.line);
  return shown.history.map((entry, index) => ({
    key: `${entry.at} ${index}`,
    title: entry.words,
    when: [dayAndTime(entry.at), entry.by].filter(Boolean).join(" · "),
    detail: entry.note ? <p dir="auto">{entry.note}</p> : undefined,
    icon: iconOf(entry.what),
    shape,
  }));
}

function iconOf(what: string): string {
  const icons: Record<string, string> = {
    queued: "list",
    assigned: "van",
    started: "play",
    forwarded: "forward",
    handed_over: "share",
    reopened: "review",
  };
  return icons[what] ?? "check";
}
