import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask } from "../api/client";
import { TextField } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { t } from "./language";

const PAUSE_MS = 400;

interface NewPasswordProps {
  /** Of the link by which it is set; "" for whoever is signed in. */
  secret: string;
  value: string;
  onInput: (value: string) => void;
  /** Why the server did not take it. */
  error: string | null;
}

/** A box for a new password, with a sentence on how hard it is to guess. */
export function NewPassword({ secret, value, onInput, error }: NewPasswordProps) {
  const judged = useSignal<{ is_strong: boolean; sentence: string } | null>(null);
  useEffect(() => {
    judged.value = null;
    if (!value) return;
    let isOver = false;
    const pause = setTimeout(() => {
      ask(api.POST("/api/v1/password/judge", { body: { password: value, secret } })).then(
        (answer) => {
          if (!isOver) judged.value = answer;
        },
        // It is judged again when it is sent.
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(pause);
    };
  }, [value, secret]);
  return (
    <div class="stack">
      <TextField
        label={t("signin.new_password")}
        hint={t("signin.new_password_hint")}
        type="password"
        name="new-password"
        autocomplete="new-password"
        required
        maxLength={200}
        error={error}
        value={value}
        onInput={onInput}
      />
      <p class="sign-in-judged small" role="status" data-strong={judged.value?.is_strong}>
        {judged.value && !error && (
          <>
            <Icon name={judged.value.is_strong ? "check" : "info"} size={18} />
            <span>{judged.value.sentence}</span>
          </>
        )}
      </p>
    </div>
  );
}
