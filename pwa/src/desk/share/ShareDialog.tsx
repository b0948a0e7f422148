import "./share.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Problem } from "../../api/problem";
import type { Sharing } from "../../api/shapes";
import { t } from "../../app/language";
import { useSignInAgain } from "../../app/signInAgain";
import { Dialog } from "../../ui/Dialog";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/Toast";
import { asking } from "../job";
import { GivenBefore } from "./GivenBefore";
import { ShareForm } from "./ShareForm";
import { loadSharing } from "./share";

/** What of a report another body is told beside its place and kind: by whose word, and what went before. */
export function ShareDialog({ ref_ }: { ref_: string }) {
  const sharing = useSignal<Sharing | null>(null);
  const problem = useSignal<Problem | null>(null);
  useSignInAgain(problem.value);

  async function load() {
    problem.value = null;
    try {
      sharing.value = await loadSharing(ref_);
    } catch (cause) {
      problem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
    }
  }
  useEffect(() => void load(), [ref_]);

  const shown = sharing.value;
  return (
    <Dialog title={t("share.title", { ref: ref_ })} onClose={() => (asking.value = null)}>
      <div class="stack">
        {problem.value && (
          <DidNotLoad words={problem.value.detail || t("desk.no_answer")} onRetry={() => void load()} />
        )}
        {!shown && !problem.value && <Skeleton rows={4} />}
        {shown && (
          <>
            <ShareForm
              ref_={ref_}
              sharing={shown}
              onShared={(body) => {
                toast(t("share.shared", { body }));
                asking.value = null;
              }}
            />
            <GivenBefore given={shown.items} />
          </>
        )}
      </div>
    </Dialog>
  );
}
