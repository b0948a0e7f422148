import { useSignal } from "@preact/signals";
import { Problem } from "../../api/problem";
import { t } from "../../app/language";
import { session } from "../../app/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Select, TextArea, TextField } from "../../ui/Field";
import { RadioList } from "../../ui/RadioList";
import { toast } from "../../ui/Toast";
import { type Decision, decide, KNOWN_BY, SCOPES } from "./senders";

const DAYS = [7, 30, 90, 182, 365] as const;

/** What is decided about the sender of a report, until when and why. */
export function DecideDialog({ ref_, onClose }: { ref_: string; onClose: () => void }) {
  const scope = useSignal<Decision["scope"]>("reports");
  const who = useSignal<Decision["who"]>("phone");
  const whom = useSignal(ref_);
  const days = useSignal("90");
  const reason = useSignal("");
  const isBusy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const isAdministrator = session.value?.roles.some((held) => held.role === "administrator") ?? false;
  const known = KNOWN_BY.filter((one) => one !== "network" || (isAdministrator && scope.value !== "trusted"));

  async function send(event: SubmitEvent) {
    event.preventDefault();
    isBusy.value = true;
    problem.value = null;
    try {
      await decide({
        scope: scope.value,
        who: who.value,
        whom: whom.value.trim(),
        until: inDays(Number(days.value)),
        reason: reason.value,
      });
      toast(t("senders.done"));
      onClose();
    } catch (cause) {
      problem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
      isBusy.value = false;
    }
  }

  const about = problem.value?.field;
  const words = problem.value && (problem.value.detail || t("desk.no_answer"));
  const isField = about === "reason" || about === "who" || about === "network" || about === "ref";
  return (
    <Dialog title={t("senders.decide")} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        {problem.value && !isField && (
          <Banner kind="danger" title={t("desk.not_done")} urgent>
            {words}
          </Banner>
        )}
        <RadioList
          legend={t("senders.what")}
          name="scope"
          options={SCOPES.map((value) => ({ value, label: t(`senders.scope_${value}`) }))}
          value={scope.value}
          onChange={(value) => {
            scope.value = value as Decision["scope"];
            if (value === "trusted" && who.value === "network") who.value = "phone";
          }}
        />
        <Select
          label={t("senders.known_by")}
          options={known.map((value) => ({ value, label: t(`senders.who_${value}`) }))}
          value={who.value}
          error={about === "who" ? words : null}
          onChange={(value) => (who.value = value as Decision["who"])}
        />
        <TextField
          label={t(who.value === "network" ? "senders.network" : "senders.ref")}
          hint={t(who.value === "network" ? "senders.network_hint" : "senders.ref_hint")}
          value={whom.value}
          autocomplete="off"
          maxLength={60}
          error={about === "network" || about === "ref" ? words : null}
          onInput={(value) => (whom.value = value)}
        />
        <Select
          label={t("senders.for_days")}
          options={DAYS.map((value) => ({ value: String(value), label: t(`senders.days_${value}`) }))}
          value={days.value}
          onChange={(value) => (days.value = value)}
        />
        <TextArea
          label={t("senders.reason")}
          hint={t("senders.reason_hint")}
          error={about === "reason" ? words : null}
          value={reason.value}
          maxLength={500}
          onInput={(value) => (reason.value = value)}
        />
        <Button type="submit" icon="check" busy={isBusy.value ? t("senders.deciding") : null}>
          {t("senders.decide_it")}
        </Button>
      </form>
    </Dialog>
  );
}

/** The day that is so many days from today, as in 2027-03-01. */
function inDays(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
