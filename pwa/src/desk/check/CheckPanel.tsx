import type { Check } from "../../api/shapes";
import { dayAndTime, relativeDay } from "../../app/dates";
import { t } from "../../app/language";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Dock } from "../../ui/Dock";
import { TextArea } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { isWide } from "../wide";
import { AfterPass } from "./AfterPass";
import { iconOf } from "./CheckList";
import { change, check, chooseReason, draft, isDeciding, missing } from "./check";
import { type Place, press } from "./decisions";
import { bringsBack, type Draft, REASONS, reasonsOf, takenBy } from "./draft";
import { redact } from "./keys";
import type { Wanted } from "./list";
import { toldTo } from "./told";

/** What the public sees now and then, why, what the author is told, and the decision. */
export function CheckPanel({ department, wanted }: { department: string; wanted: Wanted }) {
  const [shown, made] = [check.value, draft.value];
  if (!shown || !made) return <section class="panel" aria-label={t("check.panel")} />;
  return (
    <section class="panel" aria-label={t("check.panel")}>
      <div class="panel-body check-panel">
        <Now shown={shown} />
        <AfterPass shown={shown} made={made} />
        <Why shown={shown} made={made} />
        <History shown={shown} />
      </div>
      {shown.can.includes("decide") && (
        <Decide shown={shown} made={made} place={{ department, wanted, ref: shown.ref }} />
      )}
    </section>
  );
}

function Title({ children }: { children: string }) {
  const Heading = isWide.value ? "h3" : "h2";
  return <Heading class="check-title">{children}</Heading>;
}

function Now({ shown }: { shown: Check }) {
  const { sight, title, words } = shown.public_now;
  return (
    <div>
      <Title>{t("check.now")}</Title>
      <p class="muted">{t(`check.now_${sight}`)}</p>
      {sight !== "nothing" && (
        <div class="check-card">
          <Icon name={iconOf(shown.issue_type.key)} />
          <div>
            <p class="strong">{title}</p>
            {words && <p dir="auto">“{words}”</p>}
            <p class="small muted">{t("check.reported", { day: relativeDay(shown.received_at) })}</p>
          </div>
        </div>
      )}
    </div>
  );
}

function Why({ shown, made }: { shown: Check; made: Draft }) {
  const chosen = reasonsOf(shown, made);
  const needsNote = shown.objection !== null || bringsBack(shown, made);
  const told = toldTo(takenBy(shown, made), chosen);
  return (
    <>
      <fieldset class="check-why">
        <legend class="chip-legend">{t("check.why")}</legend>
        {missing.value === "reason" && (
          <p class="check-missing" role="alert">
            <Icon name="alert" size={18} />
            {t("check.reason_missing")}
          </p>
        )}
        <div class="chips">
          {REASONS.map((reason) => (
            <Chip
              key={reason}
              chosen={chosen.includes(reason)}
              onClick={() => chooseReason(reason, !chosen.includes(reason))}
            >
              {t(`check.why_${reason}`)}
            </Chip>
          ))}
        </div>
      </fieldset>
      <p class="check-told">
        <Icon name="message" />
        <span>
          {told
            ? t("check.told", { words: told })
            : t(shown.objection ? "check.told_answer" : "check.told_nothing")}
        </span>
      </p>
      <div class="check-note">
        <TextArea
          label={t(shown.objection ? "check.answer" : "check.note")}
          hint={t(
            needsNote ? (shown.objection ? "check.answer_hint" : "check.note_needed") : "check.note_hint",
          )}
          error={missing.value === "note" ? t("check.note_missing") : null}
          value={made.note}
          rows={2}
          maxLength={500}
          onInput={(note) => change({ note })}
        />
      </div>
    </>
  );
}

/** What the history can tell in words; the rest of the audit trail is for the information officer. */
const DONE: ReadonlySet<string> = new Set([
  "passed_report",
  "hid_report",
  "passed_words",
  "redacted_words",
  "hid_words",
  "passed_photo",
  "redacted_photo",
  "hid_photo",
  "answered_objection",
  "answered_flags",
]);

function History({ shown }: { shown: Check }) {
  if (shown.history.length === 0) return null;
  return (
    <details class="check-history">
      <summary>{t("check.history")}</summary>
      <ul>
        {shown.history.map((step, index) => (
          <li key={`${step.at} ${index}`}>
            <b>{t(`check.did_${DONE.has(step.action) ? step.action : "other"}`)}</b>
            {step.reason && <span dir="auto"> {step.reason}</span>}
            <br />
            <span class="muted">{[dayAndTime(step.at), step.who].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Decide({ shown, made, place }: { shown: Check; made: Draft; place: Place }) {
  const isChanged = takenBy(shown, made).length > 0;
  return (
    <Dock>
      <div class="check-ways">
        <Button
          icon="eye"
          busy={isDeciding.value ? t("check.deciding") : null}
          onClick={() => void press("pass", place)}
        >
          {t(isChanged ? "check.pass_changed" : "check.pass")} <kbd>P</kbd>
        </Button>
        <Button kind="second" icon="redact" onClick={redact}>
          {t("check.redact")} <kbd>R</kbd>
        </Button>
        <Button kind="danger" icon="eye-off" onClick={() => void press("hide", place)}>
          {t("check.hide")} <kbd>H</kbd>
        </Button>
      </div>
    </Dock>
  );
}
