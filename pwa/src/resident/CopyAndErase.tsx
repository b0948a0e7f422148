import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { Erased } from "../api/shapes";
import { t, tn } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

interface CopyAndEraseProps {
  /** What it is about, for those who can't see beside what the buttons stand. */
  about: string;
  onCopy: () => Promise<void>;
  onErase: () => Promise<Erased>;
  /** Told, in words, what was erased and what stays. */
  onDone: (words: string) => void;
}

/** Take a copy, or have it erased once it is said what goes and what stays. */
export function CopyAndErase({ about, onCopy, onErase, onDone }: CopyAndEraseProps) {
  const asks = useSignal(false);
  const busy = useSignal<"copy" | "erase" | null>(null);
  const problem = useSignal<string | null>(null);

  async function attempt(what: "copy" | "erase", act: () => Promise<void>) {
    busy.value = what;
    problem.value = null;
    try {
      await act();
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("mydata.no_signal");
    } finally {
      busy.value = null;
    }
  }

  const erase = () =>
    attempt("erase", async () => {
      const done = await onErase();
      asks.value = false;
      onDone(inWords(done));
    });

  return (
    <>
      {problem.value && !asks.value && (
        <Banner kind="danger" urgent>
          {problem.value}
        </Banner>
      )}
      <div class="my-data-acts">
        <Button
          kind="second"
          size="small"
          icon="download"
          label={`${t("mydata.copy")}: ${about}`}
          busy={busy.value === "copy" ? t("mydata.copying") : null}
          onClick={() => void attempt("copy", onCopy)}
        >
          {t("mydata.copy")}
        </Button>
        <Button
          kind="danger"
          size="small"
          label={`${t("mydata.erase")}: ${about}`}
          onClick={() => {
            problem.value = null;
            asks.value = true;
          }}
        >
          {t("mydata.erase")}
        </Button>
      </div>
      {asks.value && (
        <Dialog
          title={t("mydata.erase_question")}
          onClose={() => {
            asks.value = false;
          }}
        >
          <div class="stack">
            <p>{t("mydata.erase_goes")}</p>
            <p>{t("mydata.erase_stays")}</p>
            <p class="strong">{t("mydata.erase_for_good")}</p>
            {problem.value && (
              <Banner kind="danger" urgent>
                {problem.value}
              </Banner>
            )}
            <Button
              kind="danger"
              busy={busy.value === "erase" ? t("mydata.erasing") : null}
              onClick={() => void erase()}
            >
              {t("mydata.erase_now")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function inWords(done: Erased): string {
  const parts = [tn("mydata.erased_reports", done.reports)];
  if (done.still_open > 0) parts.push(t("mydata.erased_open"));
  if (done.held.length > 0) parts.push(t("mydata.erased_held", { refs: done.held.join(", ") }));
  return parts.join(" ");
}
