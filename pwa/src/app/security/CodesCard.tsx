import { useSignal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { toast } from "../../ui/Toast";
import { t } from "../language";
import { SecurityCard, useDoing } from "./card";
import type { Proof } from "./proof";

interface CodesCardProps {
  isOn: boolean;
  proof: Proof;
  onChanged: (codes?: readonly string[]) => void;
}

/** Codes from an app on the telephone: set up with a picture that the server draws itself, or taken off. */
export function CodesCard({ isOn, proof, onChanged }: CodesCardProps) {
  const setUp = useSignal<{ secret: string; uri: string; picture: string } | null>(null);
  const code = useSignal("");
  const { problem, isBusy, run } = useDoing();
  const begin = () =>
    run(async () => {
      setUp.value = await proof.with(() => ask(api.POST("/api/v1/security/codes-secret")));
    });
  const finish = () =>
    run(async () => {
      const body = { code: code.value };
      const { codes } = await proof.with(() => ask(api.POST("/api/v1/security/codes", { body })));
      setUp.value = null;
      code.value = "";
      toast(t("security.codes_added"));
      onChanged(codes);
    });
  const remove = () =>
    run(async () => {
      await proof.with(() => ask(api.DELETE("/api/v1/security/codes")));
      toast(t("security.codes_removed"));
      onChanged();
    });
  return (
    <SecurityCard
      title={t("security.codes")}
      lead={t(isOn ? "security.codes_on" : "security.codes_what")}
      problem={problem.value}
    >
      {setUp.value ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void finish();
          }}
        >
          <p>{t("security.codes_scan")}</p>
          <img
            class="security-qr"
            alt={t("security.codes_picture")}
            src={`data:image/svg+xml,${encodeURIComponent(setUp.value.picture)}`}
          />
          <p class="small">
            {t("security.codes_by_hand")} <code class="security-secret">{inFours(setUp.value.secret)}</code>
          </p>
          <p class="small">
            <a class="link" href={setUp.value.uri}>
              {t("security.codes_open_app")}
            </a>
          </p>
          <TextField
            label={t("signin.code")}
            name="code"
            autocomplete="one-time-code"
            inputMode="numeric"
            required
            value={code.value}
            onInput={(value) => {
              code.value = value;
            }}
          />
          <Button type="submit" busy={isBusy.value ? t("signin.sending") : null}>
            {t("security.codes_finish")}
          </Button>
        </form>
      ) : (
        <Button kind="second" onClick={() => void (isOn ? remove() : begin())}>
          {t(isOn ? "security.codes_remove" : "security.codes_add")}
        </Button>
      )}
    </SecurityCard>
  );
}

const inFours = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;
