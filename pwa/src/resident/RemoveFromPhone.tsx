import { useSignal } from "@preact/signals";
import { api, ask, forgetTokens, rememberToken } from "../api/client";
import { t, tn } from "../app/language";
import { forget } from "../offline/change";
import type { Mine } from "../offline/entry";
import { pushEndpoint } from "../offline/push";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { toast } from "../ui/Toast";
import { rememberTold } from "./notices";

interface RemoveFromPhoneProps {
  /** What is to go: one report, or several at once. */
  reports: readonly Mine[];
  /** What the button says. */
  label: string;
  onDone?: () => void;
}

/** Take reports off this phone, with the keys to them, once it is said what that means. */
export function RemoveFromPhone({ reports, label, onDone }: RemoveFromPhoneProps) {
  const asks = useSignal(false);
  return (
    <>
      <Button
        kind="quiet"
        size="small"
        onClick={() => {
          asks.value = true;
        }}
      >
        {label}
      </Button>
      {asks.value && (
        <Dialog
          title={tn("mine.forget_question", reports.length)}
          onClose={() => {
            asks.value = false;
          }}
        >
          <div class="stack">
            <p>{tn("mine.forget_what", reports.length)}</p>
            <p>
              {t("mine.forget_keep")}{" "}
              <b>
                <bdi>{reports.map((one) => one.ref).join(", ")}</bdi>
              </b>
            </p>
            <Button
              kind="danger"
              onClick={() => {
                asks.value = false;
                void takeOff(reports).then(onDone);
              }}
            >
              {t("mine.forget")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

async function takeOff(reports: readonly Mine[]): Promise<void> {
  await forget(new Set(reports.map((one) => one.id)));
  for (const { id, ref } of reports) {
    forgetTokens(ref);
    rememberTold(id, null);
  }
  toast(tn("mine.forgotten", reports.length));
  // Somebody else may hold this phone when the next news comes. Not waited for: what is asked for is done already.
  void stopNotices(reports);
}

async function stopNotices(reports: readonly Mine[]): Promise<void> {
  const endpoint = await pushEndpoint();
  if (endpoint === null) return;
  for (const { ref, track_token } of reports) {
    rememberToken(ref, track_token);
    const asked = api.DELETE("/api/v1/reports/{ref}/follow", {
      params: { path: { ref } },
      body: { endpoint },
    });
    forgetTokens(ref);
    await ask(asked).catch(() => toast(t("mine.notices_go_on")));
  }
}
