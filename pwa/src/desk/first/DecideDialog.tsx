import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Problem } from "../../api/problem";
import type { FirstLook, Report } from "../../api/shapes";
import { dayAndTime } from "../../app/dates";
import { t } from "../../app/language";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextArea } from "../../ui/Field";
import { RadioList } from "../../ui/RadioList";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/Toast";
import { decide, openReport } from "./first";

/** The report, and what becomes of it. */
export function DecideDialog({ look, onClose }: { look: FirstLook; onClose: () => void }) {
  const report = useSignal<Report | null>(null);
  const decision = useSignal<"release" | "answer">("release");
  const note = useSignal("");
  const answer = useSignal("");
  const isAsked = useSignal(false);
  const isBusy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const answers = decision.value === "answer";
  const failed = (cause: unknown) => {
    problem.value = (cause instanceof Problem && cause.detail) || t("desk.no_answer");
  };
  useEffect(() => {
    openReport(look.ref).then((found) => (report.value = found), failed);
  }, [look.ref]);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    isAsked.value = true;
    if (answers && !answer.value.trim()) return;
    isBusy.value = true;
    problem.value = null;
    try {
      await decide(look, note.value, answers ? answer.value : "");
      toast(t(answers ? "first.answered" : "first.released"));
      onClose();
    } catch (cause) {
      failed(cause);
      isBusy.value = false;
    }
  }

  return (
    <Dialog title={look.title} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        {problem.value && (
          <Banner kind="danger" title={t("desk.not_done")} urgent>
            {problem.value}
          </Banner>
        )}
        {!report.value && !problem.value && <Skeleton rows={4} />}
        {report.value && <Facts report={report.value} />}
        {look.waits && (
          <RadioList
            legend={t("first.what_now")}
            name="decision"
            options={[
              { value: "release", label: t("first.release"), hint: t("first.release_hint") },
              { value: "answer", label: t("first.answer"), hint: t("first.answer_hint") },
            ]}
            value={decision.value}
            onChange={(value) => (decision.value = value as "release" | "answer")}
          />
        )}
        {answers && (
          <TextArea
            label={t("first.answer_words")}
            hint={t("first.answer_words_hint")}
            error={isAsked.value && !answer.value.trim() ? t("first.answer_missing") : null}
            value={answer.value}
            maxLength={2000}
            onInput={(words) => (answer.value = words)}
          />
        )}
        <TextArea
          label={t("first.note")}
          hint={t("first.note_hint")}
          value={note.value}
          maxLength={1000}
          onInput={(words) => (note.value = words)}
        />
        <Button type="submit" icon="check" busy={isBusy.value ? t("first.sending") : null}>
          {t(answers ? "first.send_answer" : look.waits ? "first.release_it" : "first.seen")}
        </Button>
      </form>
    </Dialog>
  );
}

function Facts({ report: { mine } }: { report: Report }) {
  if (!mine) return null;
  return (
    <div class="stack">
      <p class="small muted">{dayAndTime(mine.received_at)}</p>
      {mine.description && <p dir="auto">{mine.description}</p>}
      <dl class="first-facts">
        {mine.answers.map((one) => (
          <div key={one.key}>
            <dt>{one.key}</dt>
            <dd dir="auto">{one.name}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
