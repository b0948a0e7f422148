import { useEffect } from "preact/hooks";
import type { Job, JobLine } from "../api/shapes";
import { dayAndTime } from "../app/dates";
import { duration } from "../app/durations";
import { mapsLink, whatOf } from "../app/jobs";
import { t } from "../app/language";
import { back, type ViewProps } from "../app/router";
import { useSignInAgain } from "../app/signInAgain";
import { watch } from "../live/watch";
import { MapView } from "../map/MapView";
import { online } from "../offline/start";
import { Button, LinkButton } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { Dock } from "../ui/Dock";
import { Icon } from "../ui/Icon";
import { Skeleton } from "../ui/Skeleton";
import { Tag } from "../ui/Tag";
import { AimTag } from "./AimTag";
import { CrewTop } from "./CrewTop";
import { JobPhotos } from "./JobPhotos";
import { Needs } from "./Needs";
import { begin } from "./NextJob";
import { OnTheSpot } from "./OnTheSpot";
import { Refused } from "./Refused";
import {
  followOutbox,
  jobProblems,
  jobs,
  loadJob,
  loadRound,
  progress,
  round,
  type Stop,
  stops,
} from "./round";

/** Of a job's history, what a crew has to know: where it has been before, and what was found. */
const NOTED = /^(forwarded|reopened|outcome )/;

/** One job of the round: what is there, where, and how it begins. */
export default function JobSheet({ params }: ViewProps) {
  const id = Number(params.job);
  const job = jobs.value.get(id) ?? null;
  const stop = stops.value.find((one) => one.line.id === id) ?? null;
  const line = stop?.line ?? job?.line ?? null;
  const problem = jobProblems.value.get(id) ?? null;
  useSignInAgain(problem);
  const topics = round.value?.topics.join(" ") ?? "";
  useEffect(() => {
    void loadJob(id);
    if (!round.peek()) void loadRound();
    return followOutbox();
  }, [id]);
  useEffect(() => {
    if (!topics) return;
    return watch(topics.split(" "), () => {
      void loadRound();
      void loadJob(id);
    });
  }, [topics, id]);
  const bar = stop ? t("crew.job_of", { number: stop.number, of: progress.value.of }) : t("crew.job_title");
  return (
    <div class="crew">
      <CrewTop title={bar} sub={stop?.isStarted ? onSite(job) : undefined} onBack={() => back("/crew")} />
      <main class="crew-main crew-main--sheet">
        {line ? <Sheet line={line} job={job} stop={stop} /> : !problem && <Skeleton rows={3} tall />}
        {problem && (online.value || !line) && (
          <DidNotLoad
            words={problem.isNotFound ? t("crew.job_gone") : problem.detail || undefined}
            onRetry={() => void loadJob(id)}
          />
        )}
      </main>
      {stop && !stop.isDone && <Foot stop={stop} />}
    </div>
  );
}

function Sheet({ line, job, stop }: { line: JobLine; job: Job | null; stop: Stop | null }) {
  const notes = (job?.history ?? []).filter((entry) => entry.note && NOTED.test(entry.what));
  return (
    <>
      <JobPhotos line={line} job={job} />
      <div>
        <h1 class="crew-title" tabIndex={-1}>
          {whatOf(line)}
        </h1>
        <p class="muted">{[line.street, line.place_note].filter(Boolean).join(", ")}</p>
        <p class="crew-row-tags">
          {stop ? <AimTag stop={stop} /> : <Tag shape="done">{line.status_words}</Tag>}
          {line.is_urgent && <span class="crew-urgent">{t("crew.urgent")}</span>}
          <span class="small muted" dir="ltr">
            {line.ref}
          </span>
        </p>
      </div>
      <Needs needs={line.needs} />
      {stop && <Refused stop={stop} />}
      {job?.reports.map((report) => (
        <div class="crew-words" key={report.ref}>
          <Icon name="message" />
          <div>
            {report.description && <p dir="auto">“{report.description}”</p>}
            {report.answers.map((answer) => (
              <p class="small muted" key={answer.key}>
                {answer.key} <b>{answer.name}</b>
              </p>
            ))}
            {!report.description && report.answers.length === 0 && (
              <p class="small muted">{t("crew.no_words")}</p>
            )}
            <OnTheSpot report={report} onDone={() => void loadJob(line.id)} />
          </div>
        </div>
      ))}
      {notes.map((entry) => (
        <p class="crew-note small" key={`${entry.at}${entry.what}`}>
          <Icon name="review" size={22} />
          <span>
            <span class="muted">{t("crew.note_by", { what: entry.words, when: dayAndTime(entry.at) })}</span>{" "}
            {entry.note}
          </span>
        </p>
      ))}
      <div class="crew-map crew-map--one">
        <MapView
          label={t("crew.map_one")}
          centre={line.point}
          places={[
            {
              ...line.point,
              id: String(line.id),
              status: line.is_overdue ? "late" : "doing",
              name: line.title,
            },
          ]}
        />
      </div>
      <LinkButton href={mapsLink(line.point)} kind="second" icon="navigate">
        {t("crew.navigate")}
      </LinkButton>
    </>
  );
}

function Foot({ stop }: { stop: Stop }) {
  const { number, line } = stop;
  return (
    <footer class="crew-foot">
      <Dock>
        {stop.isStarted ? (
          <LinkButton href={`/crew/job/${line.id}/outcome`} size="large" icon="check">
            {t("crew.finish", { number })}
          </LinkButton>
        ) : (
          <Button size="large" icon="play" onClick={() => void begin(stop)}>
            {t("crew.start", { number })}
          </Button>
        )}
        <p class="crew-kept">{t("crew.works_offline")}</p>
      </Dock>
    </footer>
  );
}

/** "On site 12 minutes", by the newest start in the job's history. */
export function onSite(job: Job | null): string | undefined {
  const started = job?.history.findLast((entry) => entry.what === "started");
  if (!started) return undefined;
  return t("crew.on_site", { time: duration(Date.now() - Date.parse(started.at)) });
}
