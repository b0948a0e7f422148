import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { ServedReport } from "../api/shapes";
import { t } from "../app/language";
import { Button, LinkButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/Toast";
import { asking, pass } from "./job";
import { queue } from "./queue";

/** What the public sees of a report now, and what the desk may do about it: pass with one tap, hide with a reason. */
export function Shown({ report }: { report: ServedReport }) {
  const isBusy = useSignal(false);
  const state = report.private ? "private" : report.shown;
  const { ref } = report;

  async function letThrough(what: "report" | "words") {
    isBusy.value = true;
    try {
      await pass(ref, what);
      toast(t(`desk.passed_${what}`));
    } catch (cause) {
      toast((cause instanceof Problem && cause.detail) || t("desk.no_answer"));
    } finally {
      isBusy.value = false;
    }
  }

  const hide = (what: "report" | "words") => {
    asking.value = { kind: "hide", ref, what, photo: null };
  };
  // What was hidden by hand comes back only with a note, and after a look: both are the check's.
  const department = queue.value?.department.key;
  const canAct = report.can_moderate && !report.private;
  return (
    <div class="panel-shown">
      <p class="panel-shown-now">
        <Icon name={state === "private" ? "lock" : state === "nothing" ? "eye-off" : "eye"} size={20} />
        <span>
          <span class="strong">{t(`desk.shown_${state}`)}</span>{" "}
          <span class="muted">{t(`desk.shown_${state}_what`)}</span>
        </span>
      </p>
      {canAct && (
        <div class="panel-shown-ways">
          {department && (
            <LinkButton
              kind="second"
              size="small"
              icon="redact"
              href={`/desk/${department}/check/${report.ref}`}
            >
              {t("desk.open_check")}
            </LinkButton>
          )}
          {report.shown === "outline" && (
            <Button
              kind="quiet"
              size="small"
              icon="eye"
              busy={isBusy.value ? t("desk.passing") : null}
              onClick={() => void letThrough("report")}
            >
              {t("desk.pass_report")}
            </Button>
          )}
          {report.description &&
            (report.words_passed ? (
              <Button kind="second" size="small" icon="eye-off" onClick={() => hide("words")}>
                {t("desk.hide_words")}
              </Button>
            ) : (
              <Button kind="second" size="small" icon="message" onClick={() => void letThrough("words")}>
                {t("desk.pass_words")}
              </Button>
            ))}
          {report.shown !== "nothing" && (
            <Button kind="second" size="small" icon="eye-off" onClick={() => hide("report")}>
              {t("desk.hide_report")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
