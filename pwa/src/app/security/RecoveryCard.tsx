import { api, ask } from "../../api/client";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { t, tn } from "../language";
import { SecurityCard, useDoing } from "./card";
import type { Proof } from "./proof";

interface RecoveryCardProps {
  /** Told just now, and never again. */
  fresh: readonly string[];
  left: number;
  hasStep: boolean;
  proof: Proof;
  onChanged: (codes?: readonly string[]) => void;
}

/** Codes for the day the telephone is lost. */
export function RecoveryCard({ fresh, left, hasStep, proof, onChanged }: RecoveryCardProps) {
  const { problem, run } = useDoing();
  if (!hasStep) return null;
  const renew = () =>
    run(async () => {
      onChanged((await proof.with(() => ask(api.POST("/api/v1/security/recovery-codes")))).codes);
    });
  return (
    <SecurityCard title={t("security.recovery")} lead={t("security.recovery_what")} problem={problem.value}>
      {fresh.length > 0 ? (
        <div class="stack" role="status">
          <Banner kind="warning" title={t("security.recovery_write_down")}>
            {t("security.recovery_once")}
          </Banner>
          <ol class="security-codes">
            {fresh.map((code) => (
              <li key={code}>
                <code>{`${code.slice(0, 4)} ${code.slice(4)}`}</code>
              </li>
            ))}
          </ol>
        </div>
      ) : (
        <p>{tn("security.recovery_left", left)}</p>
      )}
      <Button kind="quiet" onClick={() => void renew()}>
        {t("security.recovery_renew")}
      </Button>
    </SecurityCard>
  );
}
