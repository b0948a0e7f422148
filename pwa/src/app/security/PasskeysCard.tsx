import { useSignal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { toast } from "../../ui/Toast";
import { day } from "../dates";
import { t } from "../language";
import { addPasskey, passkeysWork } from "../passkey";
import { SecurityCard, useDoing } from "./card";
import type { Proof } from "./proof";

interface Passkey {
  id: number;
  name: string;
  added_at: string;
  used_at?: string | null;
}
interface PasskeysCardProps {
  passkeys: readonly Passkey[];
  proof: Proof;
  onChanged: (codes?: readonly string[]) => void;
}

/** The passkeys: added, called something else, removed. */
export function PasskeysCard({ passkeys, proof, onChanged }: PasskeysCardProps) {
  const naming = useSignal<{ id: number | null; name: string } | null>(null);
  const { problem, isBusy, run } = useDoing();
  const save = () =>
    run(async () => {
      const { id, name } = naming.value ?? { id: null, name: "" };
      let codes: readonly string[] = [];
      if (id === null) {
        codes = await proof.with(() => addPasskey(name));
        toast(t("security.passkey_added"));
      } else {
        const params = { path: { passkey_id: id } };
        await ask(api.PUT("/api/v1/security/passkeys/{passkey_id}", { params, body: { name } }));
      }
      naming.value = null;
      onChanged(codes);
    }, t("signin.passkey_given_up"));
  const remove = (id: number) =>
    run(async () => {
      const params = { path: { passkey_id: id } };
      await proof.with(() => ask(api.DELETE("/api/v1/security/passkeys/{passkey_id}", { params })));
      toast(t("security.passkey_removed"));
      onChanged();
    });
  return (
    <SecurityCard
      title={t("security.passkeys")}
      lead={t(passkeysWork() ? "security.passkeys_what" : "security.passkeys_not_here")}
      problem={problem.value}
    >
      <ul class="security-list">
        {passkeys.map((one) => (
          <li key={one.id}>
            <div>
              <p class="security-name">{one.name}</p>
              <p class="muted small">
                {one.used_at
                  ? t("security.passkey_used", { day: day(one.used_at) })
                  : t("security.passkey_since", { day: day(one.added_at) })}
              </p>
            </div>
            <div class="security-actions">
              <Button
                kind="quiet"
                size="small"
                label={t("security.passkey_rename_this", { name: one.name })}
                onClick={() => {
                  naming.value = { id: one.id, name: one.name };
                }}
              >
                {t("security.passkey_rename")}
              </Button>
              <Button
                kind="quiet"
                size="small"
                label={t("security.passkey_remove_this", { name: one.name })}
                onClick={() => void remove(one.id)}
              >
                {t("security.passkey_remove")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {naming.value ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextField
            label={t("security.passkey_name")}
            hint={t("security.passkey_name_hint")}
            name="passkey-name"
            maxLength={60}
            required
            value={naming.value.name}
            onInput={(name) => {
              naming.value = { id: naming.value?.id ?? null, name };
            }}
          />
          <Button type="submit" busy={isBusy.value ? t("signin.passkey_busy") : null}>
            {t(naming.value.id === null ? "security.passkey_make" : "security.passkey_save")}
          </Button>
        </form>
      ) : (
        passkeysWork() && (
          <Button
            kind="second"
            icon="plus"
            onClick={() => {
              naming.value = { id: null, name: "" };
            }}
          >
            {t("security.passkey_add")}
          </Button>
        )
      )}
    </SecurityCard>
  );
}
