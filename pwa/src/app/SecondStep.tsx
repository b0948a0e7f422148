import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { SessionAnswer } from "../api/shapes";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { goOn } from "./afterSignIn";
import { t } from "./language";
import { passkeysWork, usePasskey } from "./passkey";
import { SignInFrame } from "./SignInFrame";
import { adopt } from "./session";

interface SecondStepProps {
  /** "code", "passkey". */
  ways: readonly string[];
  /** Back to the password; why, where it was not the person's wish. */
  onStartAgain: (why: string | null) => void;
}

/** After the right password: a code from the telephone, or a passkey. */
export function SecondStep({ ways, onStartAgain }: SecondStepProps) {
  const code = useSignal("");
  const problem = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const hasPasskey = ways.includes("passkey") && passkeysWork();
  useEffect(() => {
    document.querySelector<HTMLElement>("h1[tabindex='-1']")?.focus();
  }, []);

  async function finish(step: () => Promise<SessionAnswer>, otherwise: string) {
    if (isBusy.value) return;
    problem.value = null;
    isBusy.value = true;
    try {
      const who = adopt(await step());
      if (who) goOn(who);
    } catch (cause) {
      const words = (cause instanceof Problem && cause.detail) || t(otherwise);
      if (cause instanceof Problem && cause.type === "/problems/step-over") onStartAgain(words);
      else problem.value = words;
      code.value = "";
    } finally {
      isBusy.value = false;
    }
  }

  const byCode = () => ask(api.POST("/api/v1/session/second-step", { body: { code: code.value } }));
  return (
    <SignInFrame
      title={t("signin.step_title")}
      lead={t(ways.includes("code") ? "signin.step_code_lead" : "signin.step_passkey_lead")}
      problem={problem.value ? { title: t("signin.not_signed_in"), words: problem.value } : null}
    >
      {hasPasskey && (
        <Button
          icon="lock"
          kind={ways.includes("code") ? "second" : "primary"}
          onClick={() => void finish(usePasskey, "signin.passkey_given_up")}
        >
          {t("signin.passkey")}
        </Button>
      )}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void finish(byCode, "signin.no_answer");
        }}
      >
        <TextField
          label={t(ways.includes("code") ? "signin.code" : "signin.recovery_code")}
          hint={t(ways.includes("code") ? "signin.code_hint" : "signin.recovery_hint")}
          name="code"
          autocomplete="one-time-code"
          inputMode="numeric"
          required
          value={code.value}
          onInput={(value) => {
            code.value = value;
          }}
        />
        <Button
          type="submit"
          kind={ways.includes("code") ? "primary" : "second"}
          busy={isBusy.value ? t("signin.busy") : null}
        >
          {t("signin.submit")}
        </Button>
      </form>
      <Button kind="link" onClick={() => onStartAgain(null)}>
        {t("signin.start_again")}
      </Button>
    </SignInFrame>
  );
}
