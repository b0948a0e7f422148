import "./SignIn.css";
import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Logo } from "../ui/Logo";
import { t } from "./language";
import { navigate, query } from "./router";
import { homeOf, signIn } from "./session";

/** Staff and councillors sign in; residents never need to. */
export default function SignIn() {
  const email = useSignal("");
  const password = useSignal("");
  const problem = useSignal<string | null>(null);
  const isBusy = useSignal(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    problem.value = null;
    isBusy.value = true;
    try {
      const who = await signIn(email.value.trim(), password.value);
      const next = query.value.get("next");
      if (who)
        navigate(next?.startsWith("/") && !next.startsWith("//") ? next : homeOf(who), { replace: true });
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("signin.no_answer");
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <main class="sign-in">
      <a class="sign-in-logo" href="/">
        <Logo size={52} />
        <span>Doorstep</span>
      </a>
      <h1 class="question" tabIndex={-1}>
        {t("signin.title")}
      </h1>
      <p class="muted">{t("signin.who")}</p>
      <form class="stack" onSubmit={submit}>
        {problem.value && (
          <Banner kind="danger" title={t("signin.not_signed_in")} urgent>
            {problem.value}
          </Banner>
        )}
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
        <TextField
          label={t("signin.password")}
          type="password"
          name="password"
          autocomplete="current-password"
          required
          value={password.value}
          onInput={(value) => {
            password.value = value;
          }}
        />
        <Button type="submit" busy={isBusy.value ? t("signin.busy") : null}>
          {t("signin.submit")}
        </Button>
      </form>
      <a class="link" href="/">
        {t("signin.resident")}
      </a>
    </main>
  );
}
