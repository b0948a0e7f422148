import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { Job } from "../api/shapes";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, TextArea } from "../ui/Field";
import { toast } from "../ui/Toast";
import { departments } from "./departments";
import { asking, forward } from "./job";

/** Whose is it, and why? The other department reads the reason. */
export function ForwardDialog({ shown, close }: { shown: Job; close: string }) {
  const to = useSignal("");
  const reason = useSignal("");
  const isAsked = useSignal(false);
  const isBusy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const others = (departments.value ?? []).filter((one) => one.key !== shown.department.key);
  const name = others.find((one) => one.key === to.value)?.name ?? "";

  async function send(event: SubmitEvent) {
    event.preventDefault();
    isAsked.value = true;
    if (!to.value || !reason.value.trim()) {
      const form = event.currentTarget as HTMLFormElement;
      form.querySelector<HTMLElement>(to.value ? "textarea" : "select")?.focus();
      return;
    }
    isBusy.value = true;
    problem.value = null;
    try {
      await forward(shown.line.id, to.value, reason.value);
      toast(t("desk.forwarded", { department: name }));
      navigate(close);
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("desk.no_answer");
      isBusy.value = false;
    }
  }

  return (
    <Dialog title={t("desk.forward_title")} onClose={() => (asking.value = null)}>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        {problem.value && (
          <Banner kind="danger" title={t("desk.not_done")} urgent>
            {problem.value}
          </Banner>
        )}
        <Select
          label={t("desk.forward_to")}
          value={to.value}
          error={isAsked.value && !to.value ? t("desk.forward_to_missing") : null}
          options={[
            { value: "", label: t("desk.choose") },
            ...others.map((one) => ({ value: one.key, label: `${one.name} (${one.body.name})` })),
          ]}
          onChange={(key) => {
            to.value = key;
          }}
        />
        <TextArea
          label={t("desk.reason")}
          hint={t("desk.forward_reason_hint")}
          error={isAsked.value && !reason.value.trim() ? t("desk.reason_missing") : null}
          value={reason.value}
          maxLength={1000}
          onInput={(words) => {
            reason.value = words;
          }}
        />
        <Button type="submit" icon="forward" busy={isBusy.value ? t("desk.forwarding") : null}>
          {t("desk.forward")}
        </Button>
      </form>
    </Dialog>
  );
}
