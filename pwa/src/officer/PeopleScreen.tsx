import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { t, tn } from "../app/language";
import { saveFile } from "../app/saveFile";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Dialog } from "../ui/Dialog";
import { TextArea, TextField } from "../ui/Field";
import { useAttempt } from "./attempt";
import { OfficerFrame } from "./OfficerFrame";

/** A copy, or the erasure, of what is held under an address, for a person who asked by letter or at a counter. */
export function PeopleScreen() {
  const email = useSignal("");
  const reason = useSignal("");
  const asks = useSignal(false);
  const done = useSignal<string | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const said = () => ({ email: email.value.trim(), reason: reason.value, language: "en-GB" });
  const copy = () =>
    attempt(async () => {
      const file = await ask<Blob>(
        api.POST("/api/v1/subject-access", { body: said(), parseAs: "blob" }) as never,
      );
      saveFile(file, "subject-access.zip");
      done.value = t("officer.copied");
    });
  const erase = () =>
    attempt(async () => {
      const erased = await ask(api.POST("/api/v1/subject-erasure", { body: said() }));
      const held = erased.held.length > 0 ? t("officer.erased_held", { refs: erased.held.join(", ") }) : "";
      done.value = `${tn("officer.erased", erased.reports)} ${held}`.trim();
      asks.value = false;
    });
  return (
    <OfficerFrame current="/people" title={t("officer.people")} ready>
      <p>{t("officer.people_what")}</p>
      {done.value && (
        <Banner kind="info" urgent>
          {done.value}
        </Banner>
      )}
      <Card>
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void copy();
          }}
        >
          <TextField
            label={t("officer.which_person")}
            type="email"
            autocomplete="off"
            value={email.value}
            error={problem.value?.field?.includes("email") ? problem.value.words : null}
            onInput={(value) => {
              email.value = value;
            }}
          />
          <TextArea
            label={t("officer.checked")}
            hint={t("officer.checked_hint")}
            maxLength={500}
            value={reason.value}
            error={problem.value && !problem.value.field?.includes("email") ? problem.value.words : null}
            onInput={(value) => {
              reason.value = value;
            }}
          />
          <div class="officer-acts">
            <Button type="submit" icon="download" busy={busy.value ? t("officer.busy") : null}>
              {t("officer.make_copy")}
            </Button>
            <Button
              kind="danger"
              onClick={() => {
                asks.value = true;
              }}
            >
              {t("officer.erase")}
            </Button>
          </div>
        </form>
      </Card>
      {asks.value && (
        <Dialog
          title={t("officer.erase_question")}
          onClose={() => {
            asks.value = false;
          }}
        >
          <div class="stack">
            <p>{t("officer.erase_what")}</p>
            {problem.value && (
              <Banner kind="danger" urgent>
                {problem.value.words}
              </Banner>
            )}
            <Button kind="danger" busy={busy.value ? t("officer.busy") : null} onClick={() => void erase()}>
              {t("officer.erase")}
            </Button>
          </div>
        </Dialog>
      )}
    </OfficerFrame>
  );
}
