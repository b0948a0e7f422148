import { useSignal } from "@preact/signals";
import { Problem } from "../../api/problem";
import type { SenderMark } from "../../api/shapes";
import { t } from "../../app/language";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextArea } from "../../ui/Field";
import { toast } from "../../ui/Toast";
import { end } from "./senders";

/** Why a decision ends before its time. */
export function EndDialog({ mark, onClose }: { mark: SenderMark; onClose: () => void }) {
  const reason = useSignal("");
  const isBusy = useSignal(false);
  const problem = useSignal<string | null>(null);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    isBusy.value = true;
    problem.value = null;
    try {
      await end(mark, reason.value);
      toast(t("senders.ended"));
      onClose();
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("desk.no_answer");
      isBusy.value = false;
    }
  }

  return (
    <Dialog title={t("senders.end_title")} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        <p>{mark.scope_words}</p>
        <TextArea
          label={t("senders.end_why")}
          error={problem.value}
          value={reason.value}
          maxLength={500}
          onInput={(value) => (reason.value = value)}
        />
        <Button type="submit" busy={isBusy.value ? t("senders.deciding") : null}>
          {t("senders.end")}
        </Button>
      </form>
    </Dialog>
  );
}
