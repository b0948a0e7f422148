import "./CheckStep.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask } from "../api/client";
import { useResource } from "../api/resource";
import type { IssueType } from "../api/shapes";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { NotKept } from "../offline/enqueue";
import { online, sendsWhenClosed } from "../offline/start";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Icon } from "../ui/Icon";
import { Picture } from "../ui/Picture";
import { ContactFields, wrongWith } from "./ContactFields";
import { amend, type Draft, draft, isAsked } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueType } from "./issueTypes";
import { keepReport } from "./keepReport";
import { later } from "./later";
import { sent } from "./sent";
import { goBack, isPrivate as isPrivateKind } from "./steps";
import { WordsCheck } from "./WordsCheck";

const HideInPhoto = later(() => import("./HideInPhoto").then((module) => module.HideInPhoto));

/** Everything once more, then it goes. */
export function CheckStep() {
  const told = draft.value;
  const kind = issueType(told.issueType);
  const isPrivate = kind?.visibility === "prv";
  const isBusy = useSignal(false);
  const notKept = useSignal(false);
  const hiding = useSignal<string | null>(null);
  const place = told.place;
  /** How often sending was tried: from the first time on, what is wrong with an address is told. */
  const tries = useSignal(0);

  const where = useResource(place && kind ? `${place.lat},${place.lon},${kind.key}` : null, () =>
    ask(
      api.GET("/api/v1/where", {
        params: { query: { lat: place?.lat ?? 0, lon: place?.lon ?? 0, issue_type: kind?.key ?? "" } },
        ...(isPrivate ? { cache: "no-store" } : {}),
      }),
    ),
  );
  const takesPhotos = (kind?.takes_photos ?? false) && !isPrivate;
  const care = useResource(takesPhotos ? "care" : null, () => ask(api.GET("/api/v1/photo-care")));
  const street = told.street || (where.data.value?.street?.name ?? "");
  const goesTo = where.data.value?.department ?? where.data.value?.body;
  const outside = where.problem.value && !where.problem.value.isOffline ? where.problem.value.detail : null;

  useEffect(() => {
    document.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [tries.value]);
  useEffect(() => {
    if (!kind) navigate("/report/what", { replace: true });
  }, [kind]);
  if (!kind || !place) return null;

  async function send() {
    if (!kind || isBusy.value) return;
    tries.value += 1;
    const wrong = wrongWith(told);
    if (wrong.email || wrong.phone) return;
    isBusy.value = true;
    notKept.value = false;
    try {
      const id = await keepReport({ ...told, street }, kind);
      sent.value = { id, isPrivate: kind.visibility === "prv" };
      navigate("/report/sent", { replace: true });
    } catch (cause) {
      if (!(cause instanceof NotKept)) throw cause;
      notKept.value = true;
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <FlowScreen
      step={4}
      question={t("report.check")}
      isPrivate={isPrivate}
      onBack={() => goBack("/report/what")}
      above={
        online.value ? null : (
          <Banner kind="offline" title={t("report.offline")}>
            {t(sendsWhenClosed.value ? "report.goes_by_itself" : "report.goes_when_opened")}
          </Banner>
        )
      }
      dock={
        <>
          <Button
            onClick={() => void send()}
            busy={isBusy.value ? t("report.keeping") : null}
            {...(online.value ? {} : { icon: "clock" })}
          >
            {t(online.value ? "report.send" : "report.send_later")}
          </Button>
          {!online.value && (
            <p class="flow-kept">
              <Icon name="check" size={18} />
              {t(sendsWhenClosed.value ? "report.kept_close" : "report.kept_reopen")}
            </p>
          )}
        </>
      }
    >
      {notKept.value && (
        <Banner kind="danger" title={t("report.not_kept")} urgent>
          {t("report.not_kept_what")}
        </Banner>
      )}
      {outside && (
        <Banner kind="warning" title={t("report.not_here")} urgent>
          {outside}
        </Banner>
      )}
      <Card padded={false}>
        <dl class="summary">
          {kind.takes_photos && !told.changes && (
            <Line label={t("report.photos")} to="/report" what={t("report.photos")}>
              {told.photos.length > 0 ? (
                <span class="summary-photos">
                  {told.photos.map((photo, index) => (
                    <span key={photo.id}>
                      <Picture src={photo.src} alt={t("ui.photo_n", { n: index + 1 })} />
                      <button
                        type="button"
                        class="link"
                        aria-label={t("ui.photo_hide", { n: index + 1 })}
                        onClick={() => {
                          hiding.value = photo.id;
                        }}
                      >
                        {t("ui.hide")}
                      </button>
                    </span>
                  ))}
                </span>
              ) : (
                <span class="muted">{t("report.no_photos")}</span>
              )}
            </Line>
          )}
          <Line label={t("report.where_short")} to="/report/where" what={t("report.where_short")}>
            {street || t("report.on_map")}
            {told.placeNote && <span class="summary-more">{told.placeNote}</span>}
            {told.atHome && !isPrivate && <span class="summary-more">{t("report.at_home_short")}</span>}
          </Line>
          <Line label={t("report.what_short")} to="/report/what" what={t("report.what_short")}>
            {kind.label}
            {summaryOf(kind, told).map((words) => (
              <span class="summary-more" key={words}>
                {words}
              </span>
            ))}
            {told.words.trim() && <span class="summary-more summary-words">{told.words}</span>}
          </Line>
          {goesTo && <Line label={t("report.goes_to")}>{goesTo.name}</Line>}
        </dl>
      </Card>
      {!isPrivate && <WordsCheck words={told.words} onChange={(words) => amend({ words })} />}
      {hiding.value !== null && (
        <HideInPhoto
          id={hiding.value}
          onClose={() => {
            hiding.value = null;
          }}
        />
      )}
      <ContactFields showsWrong={tries.value > 0} onChange={amend} told={told} />
      <p class="flow-note">
        <Icon name={isPrivate ? "lock" : "eye"} />
        <span>{whoSees(kind, care.data.value?.looks ?? false)}</span>
      </p>
    </FlowScreen>
  );
}

/** Who sees what of it, saying no more than is done: `looks` says whether faces and plates are looked for. */
function whoSees(kind: IssueType, looks: boolean): string {
  if (kind.visibility === "prv") return t("report.seen_prv");
  const photos = !kind.takes_photos ? "none" : !kind.shows_photos ? "hidden" : looks ? "blurred" : "looked";
  const how = kind.visibility === "held" && photos === "blurred" ? "looked" : photos;
  return [t(`report.seen_${kind.visibility}`), t(`report.seen_photos_${how}`), t("report.seen_never")].join(
    " ",
  );
}

interface LineProps {
  label: string;
  /** Where it is changed. */
  to?: string;
  what?: string;
  children: preact.ComponentChildren;
}

function Line({ label, to, what, children }: LineProps) {
  return (
    <div class="summary-line">
      <dt>{label}</dt>
      <dd>{children}</dd>
      {to && (
        <dd class="summary-change">
          <a class="link" href={to} data-replace={isPrivateKind() || undefined}>
            {t("report.change")}
            <span class="visually-hidden"> {what}</span>
          </a>
        </dd>
      )}
    </div>
  );
}

/** The answers in words, question by question. */
function summaryOf(kind: IssueType, told: Draft): string[] {
  return kind.questions
    .filter((question) => isAsked(question, told.answers) && told.answers[question.id] !== undefined)
    .map((question) => {
      const given = told.answers[question.id] ?? "";
      const keys = typeof given === "string" ? [given] : given;
      const words = keys.map((key) => question.options.find((option) => option.key === key)?.label ?? key);
      return `${question.label} ${words.join(", ")}`;
    });
}
