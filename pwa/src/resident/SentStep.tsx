import "./SentStep.css";
import { useEffect, useRef } from "preact/hooks";
import { day, time } from "../app/dates";
import { t, tn } from "../app/language";
import { navigate } from "../app/router";
import { remove } from "../offline/change";
import type { Entry, ReportReply } from "../offline/entry";
import { entries, replies } from "../offline/outbox";
import { online, sendsWhenClosed } from "../offline/start";
import { Banner } from "../ui/Banner";
import { Button, LinkButton } from "../ui/Button";
import { Card } from "../ui/Card";
import { Dock } from "../ui/Dock";
import { Icon } from "../ui/Icon";
import { QuickExit } from "../ui/QuickExit";
import { Tag } from "../ui/Tag";
import { toast } from "../ui/Toast";
import { CheckingPhone } from "./CheckingPhone";
import { changeEntry } from "./changeEntry";
import { clearDraft } from "./draft";
import { forgetAtOnce } from "./leave";
import { NotifyMe } from "./NotifyMe";
import { sent } from "./sent";
import { canShare, share } from "./share";
import { whyRefused } from "./whyRefused";

/** Thank you: which team has it, the reference, the date to expect. Until it is sent: that it is safe, and when it goes. */
export function SentStep() {
  const now = sent.value;
  // Not before this screen is drawn: the one before it would have nothing left to show.
  useEffect(clearDraft, []);
  useEffect(() => {
    if (!now) navigate("/mine", { replace: true });
  }, [now]);
  if (!now) return null;
  const reply = replies.value.get(now.id);
  const entry = entries.value.find((one) => one.id === now.id);
  return (
    <main class="sent">
      {now.isPrivate && (
        <div class="sent-exit">
          <QuickExit onLeave={forgetAtOnce} />
        </div>
      )}
      {reply ? (
        <Received id={now.id} reply={reply} isPrivate={now.isPrivate} />
      ) : (
        <Waiting entry={entry} id={now.id} isPrivate={now.isPrivate} />
      )}
    </main>
  );
}

function Received({ id, reply, isPrivate }: { id: string; reply: ReportReply; isPrivate: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const team = reply.department?.name ?? reply.body?.name ?? "";
  const [before = "", after = ""] = t(reply.department ? "report.gone_to" : "report.passed_to").split(
    "{team}",
  );
  return (
    <>
      <div class="hero">
        <svg class="hero-houses" viewBox="0 0 390 230" fill="none" aria-hidden="true" focusable="false">
          <path d="M250 230v-92h30v-26l22-16 22 16v26h16V92l26-18 26 18v138" />
          <path d="M292 150h18v18h-18zM352 120h18v18h-18zM352 156h18v18h-18zM262 158h12v12h-12z" />
        </svg>
        <svg
          class="hero-tick"
          width="74"
          height="74"
          viewBox="0 0 74 74"
          aria-hidden="true"
          focusable="false"
        >
          <rect x="3" y="3" width="68" height="68" rx="22" />
          <path d="m21 38.5 11 11 22-24" />
        </svg>
        <h1 tabIndex={-1} ref={heading}>
          {t("report.thanks")}
        </h1>
        <p>
          {before}
          <b>{team}</b>
          {after}
        </p>
      </div>
      <div class="sent-body">
        <div class="reference">
          <div>
            <p class="tiny muted strong">{t("report.your_reference")}</p>
            <p class="reference-itself">{reply.ref}</p>
          </div>
          <Button kind="quiet" size="small" icon="copy" onClick={() => void copy(reply.ref)}>
            {t("report.copy")}
          </Button>
        </div>
        {reply.aim_at ? (
          <p class="aim">
            <Icon name="clock" size={26} />
            <span>
              {t("report.we_aim")}
              <b>{aimWords(reply.aim_at)}</b>
            </span>
          </p>
        ) : (
          <p class="small">{reply.explanation}</p>
        )}
        {!isPrivate && <Next isOurs={reply.department !== null} />}
        {isPrivate && <Banner kind="private">{t("report.private_kept")}</Banner>}
        {reply.photos_dropped > 0 && (
          <Banner kind="warning">{tn("report.photos_dropped", reply.photos_dropped)}</Banner>
        )}
      </div>
      <Dock>
        <div class="stack sent-actions">
          <LinkButton href={`/r/${reply.ref}`} icon="route">
            {t("report.track")}
          </LinkButton>
          <div class="pair">
            <NotifyMe of={{ ref: reply.ref, track_token: reply.track_token }} id={id} />
            {!isPrivate && canShare() && (
              <Button
                kind="second"
                icon="share"
                onClick={() => void share({ title: t("report.share_title"), url: reply.url })}
              >
                {t("report.share")}
              </Button>
            )}
          </div>
        </div>
      </Dock>
    </>
  );
}

/** A day; for an aim of hours the time as well. */
function aimWords(at: string): string {
  const isSoon = new Date(at).getTime() - Date.now() < 48 * 3_600_000;
  return isSoon ? t("dates.day_and_time", { day: day(at), time: time(at) }) : day(at);
}

function Next({ isOurs }: { isOurs: boolean }) {
  const steps = isOurs ? (["queue", "clear", "tell"] as const) : (["passed", "watch"] as const);
  return (
    <section>
      <h2 class="sent-heading">{t("report.next_heading")}</h2>
      <ol class="next-steps">
        {steps.map((step, index) => (
          <li key={step}>
            <span class="next-number">{index + 1}</span>
            <div>
              <p class="next-title">{t(`report.next_${step}`)}</p>
              <p class="muted small">{t(`report.next_${step}_how`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Waiting({ entry, id, isPrivate }: { entry: Entry | undefined; id: string; isPrivate: boolean }) {
  const isRefused = entry?.state === "refused";
  const when = online.value ? "report.sending_now" : "report.waits_for_signal";
  return (
    <>
      <div class="sent-body sent-body--alone">
        <Tag shape={isRefused ? "late" : "wait"}>{t(isRefused ? "report.not_taken" : when)}</Tag>
        <h1 class="question" tabIndex={-1}>
          {t(isRefused ? "report.needs_change" : "report.safe_here")}
        </h1>
        {isRefused ? (
          <Banner kind="danger" urgent>
            {whyRefused(entry.problem)}
          </Banner>
        ) : (
          <Card>
            <p>{t(sendsWhenClosed.value ? "report.goes_by_itself" : "report.goes_when_opened")}</p>
            {isPrivate && <p>{t("report.private_waits")}</p>}
          </Card>
        )}
        <CheckingPhone entry={entry} />
      </div>
      <Dock>
        <div class="stack sent-actions">
          {isRefused ? (
            <>
              <Button icon="pencil" onClick={() => changeEntry(id)}>
                {t("report.change_it")}
              </Button>
              <Button
                kind="link"
                onClick={() => void remove(id).then(() => navigate("/", { replace: true }))}
              >
                {t("mine.remove")}
              </Button>
            </>
          ) : (
            <>
              <LinkButton href={isPrivate ? "/" : "/mine"}>
                {t(isPrivate ? "report.done" : "report.see_mine")}
              </LinkButton>
              {isPrivate ? (
                <Button
                  kind="link"
                  onClick={() => void remove(id).then(() => navigate("/", { replace: true }))}
                >
                  {t("mine.remove_unsent")}
                </Button>
              ) : (
                <NotifyMe of={id} id={id} />
              )}
            </>
          )}
        </div>
      </Dock>
    </>
  );
}

async function copy(reference: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(reference);
    toast(t("report.copied"));
  } catch {
    toast(reference);
  }
}
