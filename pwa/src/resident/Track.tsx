import "./Track.css";
import { useEffect } from "preact/hooks";
import { api, ask, rememberToken } from "../api/client";
import { useResource } from "../api/resource";
import type { Report } from "../api/shapes";
import { day, dayAndTime, relativeDay } from "../app/dates";
import { language, t } from "../app/language";
import { back, navigate, query, type ViewProps } from "../app/router";
import { liveState, watch } from "../live/watch";
import { see } from "../offline/change";
import { idOf, mine } from "../offline/outbox";
import { Banner } from "../ui/Banner";
import { BeforeAfter } from "../ui/BeforeAfter";
import { IconButton } from "../ui/Button";
import { Card } from "../ui/Card";
import { DidNotLoad } from "../ui/DidNotLoad";
import { EmptyState } from "../ui/EmptyState";
import { Icon } from "../ui/Icon";
import { QuickExit } from "../ui/QuickExit";
import { Skeleton } from "../ui/Skeleton";
import { Tag } from "../ui/Tag";
import { Timeline } from "../ui/Timeline";
import { TopBar } from "../ui/TopBar";
import { Answer } from "./Answer";
import { later } from "./later";
import { forgetAtOnce } from "./leave";
import { Notices } from "./Notices";
import { RemoveFromPhone } from "./RemoveFromPhone";
import { ReportPhoto } from "./ReportPhoto";
import { canShare, share } from "./share";
import { shapeOf, standing } from "./standing";

const OthersSee = later(() => import("./OthersSee").then((module) => module.OthersSee));
const SomethingWrong = later(() => import("./SomethingWrong").then((module) => module.SomethingWrong));

/** One report as it stands now: it changes by itself, and its reporter can say that it is still there. */
export default function Track({ params }: ViewProps) {
  const reference = (params.reference ?? "").toUpperCase();
  const token = tokenFor(reference);
  const read = useResource(`${reference}|${token}|${language.value}`, () =>
    ask(api.GET("/api/v1/reports/{ref}", { params: { path: { ref: reference } } })),
  );
  const { data, problem, again } = read;
  const report = data.value;

  useEffect(() => watch([`report:${reference}`], again, { token }), [reference, token, again]);
  const told = report?.timeline.length;
  useEffect(() => {
    // A phone that keeps nothing shows it as news again.
    if (told !== undefined && token) see(idOf(reference), told).catch(() => {});
  }, [told, token, reference]);
  const own = mine.value.filter((one) => one.ref === reference);

  return (
    <main class="track">
      <TopBar title={reference} onBack={() => back("/mine")}>
        {report?.private && token && <QuickExit onLeave={forgetAtOnce} />}
        {report && !report.private && canShare() && (
          <IconButton
            icon="share"
            label={t("report.share")}
            onClick={() => void share({ title: report.title, url: report.url })}
          />
        )}
      </TopBar>
      <div class="track-body">
        {report ? (
          <>
            <Told report={report} token={token} onChanged={again} />
            {!token && !report.private && <SomethingWrong reference={report.ref} />}
            {own.length > 0 && (
              <a class="link small" href={`/my-data?ref=${reference}`}>
                {t("track.my_data")}
              </a>
            )}
            {own.length > 0 && (
              <RemoveFromPhone
                reports={own}
                label={t("mine.forget")}
                onDone={() => navigate("/mine", { replace: true })}
              />
            )}
          </>
        ) : problem.value?.isNotFound ? (
          <>
            <h1 class="question" tabIndex={-1}>
              {t("track.not_found")}
            </h1>
            <EmptyState title={reference}>{t("track.not_found_why")}</EmptyState>
          </>
        ) : problem.value ? (
          <>
            <h1 class="question" tabIndex={-1}>
              {mine.value.find((one) => one.ref === reference)?.title ?? reference}
            </h1>
            <DidNotLoad words={problem.value.detail || t("track.no_signal")} onRetry={again} />
          </>
        ) : (
          <>
            <h1 class="visually-hidden" tabIndex={-1}>
              {reference}
            </h1>
            <Skeleton rows={4} tall />
          </>
        )}
      </div>
      {report && token && <Answer key={reference} report={report} token={token} onChanged={again} />}
    </main>
  );
}

interface ToldProps {
  report: Report;
  token: string | null;
  onChanged: () => void;
}

function Told({ report, token, onChanged }: ToldProps) {
  const seesOwn = report.shown === "all" ? null : token;
  const aim = report.aim_at ?? report.aim_on;
  const ready = report.photos.filter((photo) => photo.state === "ready" && !photo.hidden);
  const after = ready.filter((photo) => photo.after).at(-1);
  const before = ready.filter((photo) => !photo.after);
  const pending = report.photos.filter((photo) => photo.state === "pending").length;
  const refused = report.photos.filter((photo) => photo.state === "refused");
  return (
    <>
      <h1 class="track-title" tabIndex={-1}>
        {report.title}
      </h1>
      <p class="track-standing">
        <Tag shape={shapeOf(report)}>{standing(report)}</Tag>
        {liveState.value === "live" && (
          <span class="track-live">
            <i />
            {t("track.live")}
          </span>
        )}
      </p>
      <p class="track-note">
        <Icon name="clock" size={22} />
        <span>{report.is_open || !aim ? report.next_step : t("track.we_aimed", { day: day(aim) })}</span>
      </p>
      {report.private && (
        <Banner kind="private" title={t("report.always_private")}>
          {t("track.private")}
        </Banner>
      )}
      {token && report.mine && <OthersSee report={report} own={report.mine} onChanged={onChanged} />}
      {before[0] && after ? (
        <BeforeAfter
          before={<ReportPhoto id={before[0].id} edge={960} alt={t("track.photo_before")} token={seesOwn} />}
          after={<ReportPhoto id={after.id} edge={960} alt={t("track.photo_after")} token={seesOwn} />}
        />
      ) : (
        <Photos photos={[...before, ...(after ? [after] : [])].map((photo) => photo.id)} token={seesOwn} />
      )}
      {pending > 0 && <p class="muted small">{t("track.photo_pending")}</p>}
      {refused.map((photo) => (
        <Banner kind="danger" title={t("report.photo_not_opened")} key={photo.id}>
          {photo.refused_because} {t("track.photo_refused")}
        </Banner>
      ))}
      <Card>
        <Timeline
          label={t("track.history")}
          entries={report.timeline.map((entry, index) => ({
            key: `${index}-${entry.status}`,
            title: entry.heading,
            when: entry.at ? dayAndTime(entry.at) : relativeDay(entry.on),
            detail: entry.sentence && <p class="muted">{entry.sentence}</p>,
            icon: ICONS[entry.status] ?? "check",
            shape: shapeOf(report),
          }))}
        />
      </Card>
      {!report.is_open && aim && <p>{report.next_step}</p>}
      {(report.words || report.mine) && <Said report={report} />}
      {report.explanation && (
        <section>
          <h2 class="track-heading">{t("track.whose")}</h2>
          <p class="small">{report.explanation}</p>
        </section>
      )}
      {token && <Notices report={report} onChanged={onChanged} />}
    </>
  );
}

/** What stands for each status in the history. */
const ICONS: Record<string, string> = {
  received: "check",
  scheduled: "van",
  in_progress: "route",
  passed_on: "forward",
  withdrawn: "close",
};

function Photos({ photos, token }: { photos: readonly string[]; token: string | null }) {
  if (photos.length === 0) return null;
  return (
    <ul class={photos.length > 1 ? "track-photos track-photos--many" : "track-photos"}>
      {photos.map((id) => (
        <li key={id}>
          <ReportPhoto id={id} edge={960} alt={t("track.photo_before")} token={token} />
        </li>
      ))}
    </ul>
  );
}

function Said({ report }: { report: Report }) {
  return (
    <section>
      <h2 class="track-heading">{t(report.is_mine ? "track.you_said" : "track.they_said")}</h2>
      <Card>
        {report.mine?.answers.map((answer) => (
          <p class="small" key={answer.key}>
            <span class="muted">{answer.key}</span> {answer.name}
          </p>
        ))}
        {report.mine?.place_note && <p class="small">{report.mine.place_note}</p>}
        {report.words && (
          <p class="track-words" dir="auto">
            {report.words}
          </p>
        )}
      </Card>
    </section>
  );
}

/**
 * The reporter's key to a report: from this phone's own list, or from the address of a mailed link, out of which it is
 * taken at once so that it is not shared along.
 */
function tokenFor(reference: string): string | null {
  const inAddress = query.value.get("token");
  if (inAddress) {
    rememberToken(reference, inAddress);
    mailed.set(reference, inAddress);
    history.replaceState(null, "", location.pathname);
  }
  const own = mine.value.find((one) => one.ref === reference)?.track_token ?? mailed.get(reference) ?? null;
  if (own) rememberToken(reference, own);
  return own;
}

/** Keys that came by mailed links since this page was opened. */
const mailed = new Map<string, string>();
