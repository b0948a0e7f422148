import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Problem } from "../../api/problem";
import type { Sharing } from "../../api/shapes";
import { t, tn } from "../../app/language";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Select, TextArea } from "../../ui/Field";
import { notAgreed, PARTS, type Part, share } from "./share";
import { WhatGoes } from "./WhatGoes";
import { WhatToGive } from "./WhatToGive";

interface ShareFormProps {
  ref_: string;
  sharing: Sharing;
  /** Told the body's name once it is on its way. */
  onShared: (body: string) => void;
}

/** To whom, what, and by what right; and then, in so many words, what goes and what does not. */
export function ShareForm({ ref_, sharing, onShared }: ShareFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const to = useSignal("");
  const chosen = useSignal<ReadonlySet<Part>>(new Set());
  const reason = useSignal("");
  const isAsked = useSignal(false);
  const isBusy = useSignal(false);
  const problem = useSignal<Problem | null>(null);

  const what = PARTS.filter((part) => chosen.value.has(part));
  const body = sharing.bodies.find((one) => one.key === to.value);
  const without = notAgreed(sharing, to.value, what);
  const needsReason = body !== undefined && without.length > 0;
  const refused = (field: string) =>
    problem.value?.field === field ? problem.value.detail || t("desk.no_answer") : null;
  const errors = {
    body: (isAsked.value && !body ? t("share.body_missing") : null) ?? refused("body"),
    what: (isAsked.value && what.length === 0 ? t("share.what_missing") : null) ?? refused("what"),
    reason:
      (isAsked.value && needsReason && !reason.value.trim() ? t("share.reason_missing") : null) ??
      refused("legal_reason"),
  };
  const isElsewhere = problem.value !== null && !errors.body && !errors.what && !errors.reason;

  function goToFault() {
    // The fields' own errors are drawn first.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  }

  async function send(event: SubmitEvent) {
    event.preventDefault();
    isAsked.value = true;
    problem.value = null;
    if (!body || what.length === 0 || (needsReason && !reason.value.trim())) return goToFault();
    isBusy.value = true;
    try {
      await share(ref_, body.key, what, needsReason ? reason.value : "");
      onShared(body.name);
    } catch (cause) {
      problem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
      isBusy.value = false;
      goToFault();
    }
  }

  return (
    <form ref={form} class="stack" onSubmit={(event) => void send(event)} noValidate>
      <p>{t("share.how")}</p>
      <Said sharing={sharing} />
      {isElsewhere && (
        <Banner kind="danger" title={t("desk.not_done")} urgent>
          {problem.value?.detail || t("desk.no_answer")}
        </Banner>
      )}
      <Select
        label={t("share.body")}
        value={to.value}
        error={errors.body}
        options={[
          { value: "", label: t("desk.choose") },
          ...sharing.bodies.map((one) => ({
            value: one.key,
            label: one.has_email ? one.name : t("share.body_no_email", { body: one.name }),
          })),
        ]}
        onChange={(key) => {
          to.value = key;
          problem.value = null;
        }}
      />
      <WhatToGive
        sharing={sharing}
        chosen={chosen.value}
        error={errors.what}
        onChange={(parts) => (chosen.value = parts)}
      />
      {body && what.length > 0 && !needsReason && (
        <Banner kind="info" icon="check">
          {t("share.agreed", { body: body.name })}
        </Banner>
      )}
      {needsReason && (
        <TextArea
          label={t("share.reason")}
          hint={t("share.reason_hint", {
            parts: without.map((part) => t(`share.short_${part}`)).join(", "),
            body: body.name,
          })}
          error={errors.reason}
          value={reason.value}
          maxLength={1000}
          onInput={(words) => {
            reason.value = words;
            if (problem.value?.field === "legal_reason") problem.value = null;
          }}
        />
      )}
      <WhatGoes sharing={sharing} what={what} hasReason={needsReason} />
      <Button type="submit" icon="share" busy={isBusy.value ? t("share.sharing") : null}>
        {body ? t("share.share_with", { body: body.name }) : t("share.share")}
      </Button>
    </form>
  );
}

function Said({ sharing }: { sharing: Sharing }) {
  return (
    <div class="share-said">
      <p class="strong">{t("share.said")}</p>
      {sharing.asked ? (
        <p>
          {t("share.question")} <b>{sharing.said || t("share.no_answer")}</b>
        </p>
      ) : (
        <p>{t("share.not_asked")}</p>
      )}
      {sharing.photos > 0 && <p class="small muted">{tn("share.photos_not_asked", sharing.photos)}</p>}
    </div>
  );
}
