import { Problem } from "../../api/problem";
import { t } from "../../app/language";
import { navigate } from "../../app/router";
import { toast } from "../../ui/Toast";
import { check, decide, draft, missing } from "./check";
import { bringsBack, reasonsOf, takenBy } from "./draft";
import type { Wanted } from "./list";
import { afterThis, checkAddress } from "./list";

/** Which list somebody works through, and which check of it is open. */
export interface Place {
  department: string;
  wanted: Wanted;
  ref: string | null;
}

/** Decide, say so, and open the next by itself. What is missing is asked for in its place. */
export async function press(decision: "pass" | "hide", { department, wanted }: Place): Promise<void> {
  const [now, made] = [check.value, draft.value];
  if (!now || !made || !now.can.includes("decide")) return;
  const takes = decision === "hide" || takenBy(now, made).length > 0;
  if (takes && reasonsOf(now, made).length === 0 && !made.note.trim()) {
    ask("reason");
    return;
  }
  if (!made.note.trim() && (now.objection || (decision === "pass" && bringsBack(now, made)))) {
    ask("note");
    return;
  }
  const next = afterThis(now.ref);
  const kind = decision === "hide" ? "hidden" : takes ? "changed" : "passed";
  try {
    if (!(await decide(decision))) {
      if (missing.value) ask(missing.value);
      return;
    }
  } catch (cause) {
    toast((cause instanceof Problem && cause.detail) || t("desk.no_answer"), { stays: true });
    return;
  }
  toast(t(`check.${kind}`, { ref: now.ref }), {
    action: {
      label: t("check.change_it"),
      run: () => navigate(checkAddress(department, wanted, now.ref)),
    },
  });
  navigate(checkAddress(department, wanted, next), { replace: true });
}

function ask(what: "reason" | "note"): void {
  missing.value = what;
  const place = what === "reason" ? ".check-why .chip" : ".check-note textarea";
  document.querySelector<HTMLElement>(place)?.focus();
}
