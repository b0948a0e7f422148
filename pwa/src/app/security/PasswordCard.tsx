import { useSignal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/Toast";
import { t } from "../language";
import { NewPassword } from "../NewPassword";
import { SecurityCard, useDoing } from "./card";
import type { Proof } from "./proof";

/** Another password; every other session ends with it. */
export function PasswordCard({ proof, onChanged }: { proof: Proof; onChanged: () => void }) {
  const isOpen = useSignal(false);
  const password = useSignal("");
  const { problem, isBusy, run } = useDoing();
  const change = () =>
    run(async () => {
      const body = { password: password.value };
      await proof.with(() => ask(api.PUT("/api/v1/security/password", { body })));
      password.value = "";
      isOpen.value = false;
      toast(t("security.password_changed"));
      onChanged();
    });
  return (
    <SecurityCard title={t("signin.password")} lead={t("security.password_what")} problem={null}>
      {isOpen.value ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void change();
          }}
        >
          <NewPassword
            secret=""
            value={password.value}
            error={problem.value}
            onInput={(value) => {
              password.value = value;
              problem.value = null;
            }}
          />
          <Button type="submit" busy={isBusy.value ? t("signin.sending") : null}>
            {t("security.password_save")}
          </Button>
        </form>
      ) : (
        <Button
          kind="second"
          onClick={() => {
            isOpen.value = true;
          }}
        >
          {t("security.password_change")}
        </Button>
      )}
    </SecurityCard>
  );
}
