import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { t } from "./language";
import { SignInFrame } from "./SignInFrame";
import { loadSession } from "./session";

/** The way back in: a link by e-mail. The answer is the same whoever asks. */
export default function ForgotPassword() {
  const email = useSignal("");
  const problem = useSignal<string | null>(null);
  const state = useSignal<"asking" | "busy" | "asked">("asking");

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    problem.value = null;
    state.value = "busy";
    try {
      await loadSession();
      await ask(api.POST("/api/v1/password/reset", { body: { email: email.value.trim() } }));
      state.value = "asked";
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("signin.no_answer");
      state.value = "asking";
    }
  }

  return (
    <SignInFrame
      title={t("signin.forgot_title")}
      lead={t("signin.forgot_lead")}
      problem={problem.value ? { title: t("signin.not_sent"), words: problem.value } : null}
    >
      {state.value === "asked" ? (
        <div role="status">
          <Banner kind="info" title={t("signin.forgot_sent")}>
            {t("signin.forgot_sent_what")}
          </Banner>
        </div>
      ) : (
        <form class="stack" onSubmit={submit}>
          <TextField
            label={t("signin.email")}
            type="email"
            name="email"
            autocomplete="username"
            required
            value={email.value}
            onInput={(value) => {
              email.value = value;
            }}
          />
          <Button type="submit" busy={state.value === "busy" ? t("signin.sending") : null}>
            {t("signin.forgot_submit")}
          </Button>
        </form>
      )}
      <a class="link" href="/sign-in">
        {t("signin.to_sign_in")}
      </a>
    </SignInFrame>
  );
}
