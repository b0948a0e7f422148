import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import { t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { ChipChoice } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { TextArea } from "../ui/Field";
import { toast } from "../ui/Toast";
import { type Asking, asking, hide } from "./job";

const REASONS = ["household", "phone", "plate", "face", "accuses", "not_about", "other"] as const;
type Reason = (typeof REASONS)[number];

/** Why should the public not see it? The reason stays with the report. */
export function HideDialog({ asked }: { asked: Extract<Asking, { kind: "hide" }> }) {
  const reason = useSignal<Reason | null>(null);
  const words = useSignal("");
  const isAsked = useSignal(false);
  const isBusy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const { ref, what, photo } = asked;
  const said = [
    reason.value && reason.value !== "other" ? t(`desk.hide_${reason.value}`) : "",
    words.value.trim(),
  ]
    .filter(Boolean)
    .join(". ");

  async function send(event: SubmitEvent) {
    event.preventDefault();
    isAsked.value = true;
    if (!said) {
      (event.currentTarget as HTMLFormElement).querySelector<HTMLElement>("textarea")?.focus();
      return;
    }
    isBusy.value = true;
    problem.value = null;
    try {
      await hide(ref, what, said, photo);
      toast(t(`desk.hid_${what}`));
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("desk.no_answer");
      isBusy.value = false;
    }
  }

  return (
    <Dialog title={t(`desk.hide_title_${what}`)} onClose={() => (asking.value = null)}>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        <p>{t(`desk.hide_what_${what}`)}</p>
        {problem.value && (
          <Banner kind="danger" title={t("desk.not_done")} urgent>
            {problem.value}
          </Banner>
        )}
        <ChipChoice
          legend={t("desk.hide_why")}
          name="hide-reason"
          options={REASONS.map((value) => ({ value, label: t(`desk.hide_${value}`) }))}
          value={reason.value}
          onChange={(value) => {
            reason.value = value;
          }}
        />
        <TextArea
          label={t("desk.hide_more")}
          hint={t("desk.hide_more_hint")}
          error={isAsked.value && !said ? t("desk.reason_missing") : null}
          value={words.value}
          maxLength={400}
          rows={2}
          onInput={(value) => {
            words.value = value;
          }}
        />
        <Button type="submit" kind="danger" icon="eye-off" busy={isBusy.value ? t("desk.hiding") : null}>
          {t(`desk.hide_${what}`)}
        </Button>
      </form>
    </Dialog>
  );
}
