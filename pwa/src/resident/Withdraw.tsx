import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import { t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

/** Take a report back, after one question. */
export function Withdraw({ reference, onDone }: { reference: string; onDone: () => void }) {
  const asks = useSignal(false);
  const isBusy = useSignal(false);
  const problem = useSignal<string | null>(null);

  async function withdraw() {
    isBusy.value = true;
    problem.value = null;
    try {
      await ask(api.POST("/api/v1/reports/{ref}/withdraw", { params: { path: { ref: reference } } }));
      asks.value = false;
      onDone();
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("track.no_signal");
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <>
      <Button
        kind="second"
        onClick={() => {
          asks.value = true;
        }}
      >
        {t("track.withdraw")}
      </Button>
      {asks.value && (
        <Dialog
          title={t("track.withdraw_question")}
          onClose={() => {
            asks.value = false;
          }}
        >
          <div class="stack">
            <p>{t("track.withdraw_what")}</p>
            {problem.value && (
              <Banner kind="danger" urgent>
                {problem.value}
              </Banner>
            )}
            <Button
              kind="danger"
              busy={isBusy.value ? t("track.withdraw_busy") : null}
              onClick={() => void withdraw()}
            >
              {t("track.withdraw")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
