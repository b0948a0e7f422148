import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { relativeDay, time } from "../app/dates";
import { t, tn } from "../app/language";
import { photoOf, remove, retry } from "../offline/change";
import type { Entry } from "../offline/entry";
import { entries } from "../offline/outbox";
import { online, sendsWhenClosed } from "../offline/start";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Icon } from "../ui/Icon";
import { Picture } from "../ui/Picture";
import { Tag } from "../ui/Tag";
import { CheckingPhone } from "./CheckingPhone";
import { changeEntry } from "./changeEntry";
import { iconOf } from "./issueTypes";
import { whyRefused } from "./whyRefused";

type ReportEntry = Extract<Entry, { kind: "report" }>;

/** A report that has not gone yet: what it is, how far it is, and what can be done. */
export function WaitingCard({ report }: { report: ReportEntry }) {
  const photos = entries.value.filter((entry) => entry.kind === "photo" && entry.after === report.id);
  const isRefused = report.state === "refused";
  const state = isRefused
    ? "refused"
    : report.state === "sending"
      ? "sending"
      : online.value
        ? "soon"
        : "signal";
  return (
    <Card waiting>
      <div class="mine-card">
        <span class="thumb">
          {report.about.isPrivate ? (
            <Icon name="lock" size={32} />
          ) : (
            <FirstPhoto id={report.body.photos[0] ?? null} icon={iconOf(report.body.issue_type)} />
          )}
        </span>
        <span class="mine-words">
          <span class="mine-name">{report.about.isPrivate ? t("mine.private") : report.about.title}</span>
          <span class="muted small">
            {t("mine.saved", { day: relativeDay(report.made_at), time: time(report.made_at) })}
          </span>
          <Tag shape={isRefused ? "late" : "wait"}>{t(`mine.state_${state}`)}</Tag>
        </span>
      </div>
      {isRefused ? (
        <Banner kind="danger">{whyRefused(report.problem)}</Banner>
      ) : (
        <p class="mine-how muted small">
          {photos.length > 0 && <span>{tn("mine.photos_follow", photos.length)}</span>}
          <span>{t(sendsWhenClosed.value ? "mine.tries_itself" : "mine.tries_open")}</span>
        </p>
      )}
      <CheckingPhone entry={report} />
      <div class="pair">
        {!isRefused && (
          <Button kind="quiet" size="small" icon="sync" onClick={() => void retry(report.id)}>
            {t("mine.try_now")}
          </Button>
        )}
        {(isRefused || (report.attempts === 0 && !report.about.isPrivate)) && (
          <Button kind="second" size="small" icon="pencil" onClick={() => changeEntry(report.id)}>
            {t("mine.edit")}
          </Button>
        )}
        {(isRefused || report.about.isPrivate) && (
          <Button kind="link" onClick={() => void remove(report.id)}>
            {t(isRefused ? "mine.remove" : "mine.remove_unsent")}
          </Button>
        )}
      </div>
    </Card>
  );
}

function FirstPhoto({ id, icon }: { id: string | null; icon: string }) {
  const src = useSignal<string | null>(null);
  useEffect(() => {
    if (id === null) return;
    let made: string | null = null;
    let ended = false;
    void photoOf(id).then((blob) => {
      if (!blob || ended) return;
      made = URL.createObjectURL(blob);
      src.value = made;
    });
    return () => {
      ended = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, src]);
  return src.value ? <Picture src={src.value} alt="" icon={icon} /> : <Icon name={icon} size={32} />;
}
