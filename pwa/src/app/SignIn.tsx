import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { goOn } from "./afterSignIn";
import { t } from "./language";
import { passkeysWork, usePasskey } from "./passkey";
import { SecondStep } from "./SecondStep";
import { SignInFrame } from "./SignInFrame";
import { adopt, loadSession, session, signIn } from "./session";

/** Staff and councillors sign in; residents never need to. */
export default function SignIn() {
  const email = useSignal("");
  const password = useSignal("");
  const problem = useSignal<string | null>(null);
  const busy = useSignal<"password" | "passkey" | null>(null);
  const ways = useSignal<readonly string[] | null>(null);

  async function attempt(how: "password" | "passkey", run: () => Promise<void>) {
    if (busy.value) return;
    problem.value = null;
    busy.value = how;
    try {
      await run();
    } catch (cause) {
      if (cause instanceof Problem && cause.type === "/problems/second-step") ways.value = cause.ways;
      else problem.value = (cause instanceof Problem && cause.detail) || t(whatFailed(how));
    } finally {
      busy.value = null;
    }
  }

  const byPassword = () =>
    attempt("password", async () => {
      const who = await signIn(email.value.trim(), password.value);
      if (who) goOn(who);
    });
  const byPasskey = () =>
    attempt("passkey", async () => {
      if (session.value === undefined) await loadSession();
      const who = adopt(await usePasskey());
      if (who) goOn(who);
    });

  if (ways.value)
    return (
      <SecondStep
        ways={ways.value}
        onStartAgain={(why) => {
          ways.value = null;
          password.value = "";
          problem.value = why;
        }}
      />
    );
  return (
    <SignInFrame
      title={t("signin.title")}
      lead={t("signin.who")}
      problem={problem.value ? { title: t("signin.not_signed_in"), words: problem.value } : null}
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void byPassword();
        }}
      >
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
        <Button type="submit" busy={busy.value === "password" ? t("signin.busy") : null}>
          {t("signin.submit")}
        </Button>
      </form>
      {passkeysWork() && (
        <Button
          kind="second"
          icon="lock"
          onClick={() => void byPasskey()}
          busy={busy.value === "passkey" ? t("signin.passkey_busy") : null}
        >
          {t("signin.passkey")}
        </Button>
      )}
      <a class="link" href="/forgot-password">
        {t("signin.forgot")}
      </a>
      <a class="link" href="/">
        {t("signin.resident")}
      </a>
    </SignInFrame>
  );
}

const whatFailed = (how: "password" | "passkey") =>
  how === "passkey" ? "signin.passkey_given_up" : "signin.no_answer";
