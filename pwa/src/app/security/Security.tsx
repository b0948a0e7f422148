import "./security.css";
import { useSignal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { useResource } from "../../api/resource";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { TopBar } from "../../ui/TopBar";
import { goOn } from "../afterSignIn";
import { t } from "../language";
import { back, navigate } from "../router";
import { loadSession, session, signOut } from "../session";
import { useSignInAgain } from "../signInAgain";
import { CodesCard } from "./CodesCard";
import { PasskeysCard } from "./PasskeysCard";
import { PasswordCard } from "./PasswordCard";
import { Prove } from "./Prove";
import { useProof } from "./proof";
import { RecoveryCard } from "./RecoveryCard";
import { SessionsCard } from "./SessionsCard";

/** How I sign in: password, codes, passkeys, and where I am signed in. */
export default function Security() {
  const { data, problem, again } = useResource("security", () => ask(api.GET("/api/v1/security")));
  const fresh = useSignal<readonly string[]>([]);
  const proof = useProof();
  useSignInAgain(problem.value);
  const mine = data.value;
  if (!mine) return <main class="shell-page">{problem.value && <DidNotLoad onRetry={again} />}</main>;

  const mustSet = mine.is_second_step_asked && !mine.has_codes && mine.passkeys.length === 0;
  const isFirst = session.value?.must_set_second_step ?? false;
  /** After a change: show it, and keep recovery codes on the screen until they were written down. */
  const changed = (codes: readonly string[] = []) => {
    if (codes.length) fresh.value = codes;
    again();
  };

  return (
    <div class="security">
      {!isFirst && <TopBar onBack={() => back("/settings")} />}
      <main class="shell-page">
        <h1 class="question" tabIndex={-1}>
          {t("security.title")}
        </h1>
        <p class="muted">{mine.email}</p>
        {mustSet && (
          <Banner kind="warning" title={t("security.must_set")}>
            {t("security.must_set_how")}
          </Banner>
        )}
        <RecoveryCard
          fresh={fresh.value}
          left={mine.recovery_left}
          hasStep={mine.has_codes || mine.passkeys.length > 0}
          proof={proof}
          onChanged={changed}
        />
        {isFirst && !mustSet && (
          <Button
            leads
            onClick={() =>
              void loadSession().then((who) => {
                if (who) goOn(who);
              })
            }
          >
            {t("security.go_on")}
          </Button>
        )}
        <PasskeysCard passkeys={mine.passkeys} proof={proof} onChanged={changed} />
        <CodesCard isOn={mine.has_codes} proof={proof} onChanged={changed} />
        <PasswordCard proof={proof} onChanged={changed} />
        <SessionsCard sessions={mine.sessions} onChanged={changed} />
        <Button kind="link" onClick={() => void signOut().then(() => navigate("/sign-in"))}>
          {t("settings.sign_out")}
        </Button>
      </main>
      {proof.asked.value && <Prove proof={proof} hasPasskeys={mine.passkeys.length > 0} />}
    </div>
  );
}
