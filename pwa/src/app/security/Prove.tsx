import { useSignal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { t } from "../language";
import { passkeysWork, usePasskey } from "../passkey";
import { type Proof, whyNot } from "./proof";

/** "Is it you?": the password once more, or a passkey. */
export function Prove({ proof, hasPasskeys }: { proof: Proof; hasPasskeys: boolean }) {
  const password = useSignal("");
  const error = useSignal<string | null>(null);
  const isBusy = useSignal(false);

  async function show(how: () => Promise<unknown>, otherwise: string) {
    if (isBusy.value) return;
    error.value = null;
    isBusy.value = true;
    try {
      await how();
      proof.answer(true);
    } catch (cause) {
      error.value = whyNot(cause, otherwise) ?? otherwise;
    } finally {
      isBusy.value = false;
    }
  }

  const byPassword = () => ask(api.POST("/api/v1/security/proof", { body: { password: password.value } }));
  return (
    <Dialog title={t("security.prove")} onClose={() => proof.answer(false)}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void show(byPassword, t("signin.no_answer"));
        }}
      >
        <p>{t("security.prove_why")}</p>
        <TextField
          label={t("signin.password")}
          type="password"
          name="password"
          autocomplete="current-password"
          required
          error={error.value}
          value={password.value}
          onInput={(value) => {
            password.value = value;
          }}
        />
        <Button type="submit" busy={isBusy.value ? t("signin.busy") : null}>
          {t("security.prove_submit")}
        </Button>
        {hasPasskeys && passkeysWork() && (
          <Button
            kind="second"
            icon="lock"
            onClick={() => void show(usePasskey, t("signin.passkey_given_up"))}
          >
            {t("security.prove_passkey")}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
