import "./NotifyMe.css";
import { useSignal } from "@preact/signals";
import { language, t } from "../app/language";
import { remove } from "../offline/change";
import { enqueue } from "../offline/enqueue";
import type { Target } from "../offline/entry";
import { entries } from "../offline/outbox";
import { canAskForPush, followByPush, type PushOutcome } from "../offline/push";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/Toast";
import { wrongWith } from "./ContactFields";
import { rememberTold, toldBy } from "./notices";
import { whyRefused } from "./whyRefused";

interface NotifyMeProps {
  /** A sent report, or the id of one that still waits. */
  of: Target | string;
  /** The report's id on this phone, whether it has gone or not. */
  id: string;
}

/** Ask to be told: by push where this browser can, else by e-mail. Gone once it is on. */
export function NotifyMe({ of, id }: NotifyMeProps) {
  const isBusy = useSignal(false);
  const outcome = useSignal<PushOutcome | null>(null);
  const asksEmail = useSignal(false);

  const wishes = entries.value.filter(
    (entry) =>
      entry.kind === "follow" &&
      (entry.after === id || (typeof of !== "string" && entry.body.target?.ref === of.ref)),
  );
  const refused = wishes.find((entry) => entry.state === "refused");
  const waits = wishes.find((entry) => entry.kind === "follow" && entry.state !== "refused");
  const by = toldBy(id) ?? (waits?.kind === "follow" ? ("push" in waits.body.by ? "on" : "mailed") : null);

  async function notify() {
    // Not waited for: a browser asks for permission only in the moment of the tap.
    if (refused) void remove(refused.id);
    if (!canAskForPush()) {
      asksEmail.value = true;
      return;
    }
    isBusy.value = true;
    try {
      const ended = await followByPush(of, language.value);
      outcome.value = ended;
      asksEmail.value = ended !== "on";
      if (ended === "on") rememberTold(id, "on");
    } finally {
      isBusy.value = false;
    }
  }

  if (by && !refused)
    return (
      <p class="notify-on" role="status">
        <Icon name="bell" size={20} />
        {t(by === "on" ? "report.notify_on" : "report.notify_mailed")}
      </p>
    );
  return (
    <div class="stack">
      {refused && (
        <Banner kind="danger" urgent>
          {whyRefused(refused.problem)}
        </Banner>
      )}
      <Button
        kind="second"
        icon="bell"
        busy={isBusy.value ? t("report.notify_busy") : null}
        onClick={() => void notify()}
      >
        {t("report.notify")}
      </Button>
      {asksEmail.value && (
        <EmailDialog
          of={of}
          because={outcome.value}
          onDone={(mailed) => {
            asksEmail.value = false;
            if (mailed) rememberTold(id, "mailed");
          }}
        />
      )}
    </div>
  );
}

interface EmailDialogProps {
  of: Target | string;
  because: PushOutcome | null;
  onDone: (mailed: boolean) => void;
}

function EmailDialog({ of, because, onDone }: EmailDialogProps) {
  const email = useSignal("");
  const wrong = useSignal<string | null>(null);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    wrong.value = email.value.trim()
      ? wrongWith({ email: email.value, phone: "" }).email
      : t("report.email_wrong");
    if (wrong.value) return;
    await enqueue({ kind: "follow", by: { email: email.value.trim() } }, of, language.value);
    toast(t("report.notify_mailed"));
    onDone(true);
  }

  return (
    <Dialog title={t("report.notify_email_title")} onClose={() => onDone(false)}>
      <form class="stack" onSubmit={submit} noValidate>
        <p class="muted">{t(`report.push_${because ?? "unsupported"}`)}</p>
        <TextField
          label={t("report.email")}
          type="email"
          autocomplete="email"
          error={wrong.value}
          value={email.value}
          onInput={(value) => {
            email.value = value;
          }}
        />
        <Button type="submit">{t("report.notify_by_email")}</Button>
      </form>
    </Dialog>
  );
}
