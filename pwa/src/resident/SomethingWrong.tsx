import "./SomethingWrong.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import { language, t } from "../app/language";
import { newId } from "../offline/id";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextArea, TextField } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { RadioList } from "../ui/RadioList";
import { wrongWith } from "./ContactFields";

const REASONS = ["me", "my_home", "child", "plate", "accuses", "contact", "other"] as const;
type Reason = (typeof REASONS)[number];
const MOST_NOTE = 500;

/** "Something wrong with this?" on what everybody can see: without signing in, answered within a working day. */
export function SomethingWrong({ reference }: { reference: string }) {
  const asks = useSignal(false);
  return (
    <>
      <p class="something-wrong">
        <button
          type="button"
          class="link"
          onClick={() => {
            asks.value = true;
          }}
        >
          <Icon name="alert" size={18} />
          {t("track.wrong")}
        </button>
      </p>
      {asks.value && (
        <Dialog
          title={t("track.wrong")}
          onClose={() => {
            asks.value = false;
          }}
        >
          <WrongForm reference={reference} />
        </Dialog>
      )}
    </>
  );
}

function WrongForm({ reference }: { reference: string }) {
  const reason = useSignal<Reason | null>(null);
  const note = useSignal("");
  const email = useSignal("");
  const wrong = useSignal<{ reason: boolean; email: string | null }>({ reason: false, email: null });
  const isBusy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const isSaid = useSignal(false);
  /** The same however often it has to be sent. */
  const id = useRef(newId());

  async function say(event: SubmitEvent) {
    event.preventDefault();
    wrong.value = {
      reason: reason.value === null,
      email: wrongWith({ email: email.value, phone: "" }).email,
    };
    if (reason.value === null || wrong.value.email || isBusy.value) return;
    isBusy.value = true;
    problem.value = null;
    try {
      await ask(
        api.POST("/api/v1/reports/{ref}/flag", {
          params: { path: { ref: reference } },
          body: {
            id: id.current,
            reason: reason.value,
            note: note.value.trim(),
            email: email.value.trim() || null,
            language: language.value,
          },
        }),
      );
      isSaid.value = true;
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("track.wrong_no_signal");
    } finally {
      isBusy.value = false;
    }
  }

  if (isSaid.value) return <Thanks email={email.value.trim()} />;
  return (
    <form class="stack" onSubmit={say} noValidate>
      {wrong.value.reason && (
        <Banner kind="danger" urgent>
          {t("track.wrong_choose")}
        </Banner>
      )}
      <RadioList
        legend={t("track.wrong_what")}
        name="wrong"
        value={reason.value}
        onChange={(value) => {
          reason.value = REASONS.find((one) => one === value) ?? null;
          wrong.value = { ...wrong.value, reason: false };
        }}
        options={REASONS.map((one) => ({ value: one, label: t(`track.wrong_${one}`) }))}
      />
      <TextArea
        label={t("track.wrong_note")}
        note={t("report.optional")}
        rows={2}
        maxLength={MOST_NOTE}
        value={note.value}
        onInput={(value) => {
          note.value = value;
        }}
      />
      <TextField
        label={t("report.email")}
        note={t("report.optional")}
        hint={t("track.wrong_email_hint")}
        type="email"
        autocomplete="email"
        maxLength={254}
        error={wrong.value.email}
        value={email.value}
        onInput={(value) => {
          email.value = value;
        }}
      />
      {problem.value && (
        <Banner kind="danger" urgent>
          {problem.value}
        </Banner>
      )}
      <Button type="submit" busy={isBusy.value ? t("track.wrong_busy") : null}>
        {t("track.wrong_say")}
      </Button>
    </form>
  );
}

function Thanks({ email }: { email: string }) {
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <div class="stack">
      <p class="strong" tabIndex={-1} ref={said}>
        {t("track.wrong_thanks")}
      </p>
      {email && <p>{t("track.wrong_thanks_mail", { email })}</p>}
    </div>
  );
}
