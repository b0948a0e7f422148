import { t } from "../app/language";
import { retry } from "../offline/change";
import { checking, stopChecking } from "../offline/checking";
import type { Entry } from "../offline/entry";
import { CHECK_STOPPED } from "../offline/sender";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";

/**
 * While the phone works at a challenge: what it does, and a way to stop it. Nothing is to be solved by anybody.
 * Stopped: a way to send it after all.
 */
export function CheckingPhone({ entry }: { entry: Entry | undefined }) {
  const isChecking = entry !== undefined && checking.value === entry.id;
  const isStopped = entry?.state === "refused" && entry.problem?.type === CHECK_STOPPED;
  return (
    <div role="status" class="stack">
      {isChecking && (
        <>
          <Banner kind="info" icon="sync">
            {t("report.checking_phone")}
          </Banner>
          <Button kind="second" onClick={stopChecking}>
            {t("report.checking_stop")}
          </Button>
        </>
      )}
      {isStopped && (
        <Button icon="sync" onClick={() => void retry(entry.id)}>
          {t("report.send_it")}
        </Button>
      )}
    </div>
  );
}
