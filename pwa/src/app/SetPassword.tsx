import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import { Banner } from "../ui/Banner";
import { Button, LinkButton } from "../ui/Button";
import { t } from "./language";
import { NewPassword } from "./NewPassword";
import { SignInFrame } from "./SignInFrame";
import { loadSession } from "./session";

interface Whose {
  name: string;
  email: string;
  kind: string;
}

/** Opened by the link of an invitation or a reset: choose a password, once. */
export default function SetPassword() {
  const secret = useSignal(location.hash.slice(1));
  const whose = useSignal<Whose | null>(null);
  const over = useSignal<string | null>(null);
  const password = useSignal("");
  const error = useSignal<string | null>(null);
  const state = useSignal<"asking" | "busy" | "done">("asking");

  useEffect(() => {
    // Out of the address and the history: whoever borrows this screen does not find it there.
    history.replaceState(history.state, "", location.pathname);
    loadSession()
      .then(() => ask(api.POST("/api/v1/password/link", { body: { secret: secret.value } })))
      .then(
        (found) => {
          whose.value = found;
        },
        (cause: unknown) => {
          over.value = (cause instanceof Problem && cause.detail) || t("signin.no_answer");
        },
      );
  }, []);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    error.value = null;
    state.value = "busy";
    try {
      const body = { secret: secret.value, password: password.value };
      await ask(api.POST("/api/v1/password/set", { body }));
      state.value = "done";
    } catch (cause) {
      state.value = "asking";
      if (cause instanceof Problem && cause.status === 410) over.value = cause.detail;
      else error.value = (cause instanceof Problem && cause.detail) || t("signin.no_answer");
    }
  }

  const lead = whose.value ? t("signin.set_lead", { name: whose.value.name, email: whose.value.email }) : "";
  return (
    <SignInFrame
      title={t("signin.set_title")}
      lead={lead}
      problem={over.value ? { title: t("signin.link_over"), words: over.value } : null}
    >
      {state.value === "done" && (
        <div class="stack" role="status">
          <Banner kind="info" title={t("signin.set_done")} icon="check" />
          <LinkButton href="/sign-in">{t("signin.to_sign_in")}</LinkButton>
        </div>
      )}
      {over.value && <LinkButton href="/forgot-password">{t("signin.new_link")}</LinkButton>}
      {whose.value && !over.value && state.value !== "done" && (
        <form class="stack" onSubmit={submit}>
          <input type="hidden" name="email" autocomplete="username" value={whose.value.email} />
          <NewPassword
            secret={secret.value}
            value={password.value}
            error={error.value}
            onInput={(value) => {
              password.value = value;
              error.value = null;
            }}
          />
          <Button type="submit" busy={state.value === "busy" ? t("signin.sending") : null}>
            {t("signin.set_submit")}
          </Button>
        </form>
      )}
    </SignInFrame>
  );
}
