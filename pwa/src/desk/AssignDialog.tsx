import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Problem } from "../api/problem";
import type { Job } from "../api/shapes";
import { t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { DidNotLoad } from "../ui/DidNotLoad";
import { Icon } from "../ui/Icon";
import { Skeleton } from "../ui/Skeleton";
import { toast } from "../ui/Toast";
import { crewsOf, loadCrews } from "./departments";
import { asking, assign } from "./job";

/** Which crew? One tap gives it the job, and can be taken back. */
export function AssignDialog({ shown }: { shown: Job }) {
  const list = useRef<HTMLUListElement>(null);
  const problem = useSignal<string | null>(null);
  const didNotLoad = useSignal(false);
  const busy = useSignal<number | null | "none">("none");
  const { id, crew } = shown.line;
  const department = shown.department.key;
  const crews = crewsOf(department);

  const load = () => {
    didNotLoad.value = false;
    loadCrews(department).catch(() => {
      didNotLoad.value = true;
    });
  };
  useEffect(load, [department]);
  const isThere = crews !== null;
  useEffect(() => {
    if (isThere) list.current?.querySelector("button")?.focus();
  }, [isThere]);

  async function give(to: { id: number; name: string } | null) {
    busy.value = to?.id ?? null;
    problem.value = null;
    const before = crew?.id ?? null;
    try {
      await assign(id, to?.id ?? null);
      toast(to ? t("desk.given", { crew: to.name }) : t("desk.back_in_queue"), {
        action: {
          label: t("desk.undo"),
          run: () => void assign(id, before).catch(() => toast(t("desk.not_done"))),
        },
      });
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("desk.no_answer");
      busy.value = "none";
    }
  }

  return (
    <Dialog title={t("desk.which_crew")} onClose={() => (asking.value = null)}>
      <div class="stack">
        {problem.value && (
          <Banner kind="danger" title={t("desk.not_done")} urgent>
            {problem.value}
          </Banner>
        )}
        {didNotLoad.value && <DidNotLoad onRetry={load} />}
        {crews === null && !didNotLoad.value && <Skeleton rows={2} />}
        {crews?.length === 0 && <p>{t("desk.no_crews")}</p>}
        <ul class="crew-choice" ref={list}>
          {crews?.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one.id === crew?.id ? "true" : undefined}
                aria-disabled={busy.value !== "none" ? "true" : undefined}
                onClick={() => busy.value === "none" && void give(one)}
              >
                <Icon name="van" />
                <span>{one.name}</span>
                {one.id === crew?.id && <span class="small">{t("desk.has_it")}</span>}
                {busy.value === one.id && <Icon name="sync" size={20} label={t("desk.giving")} />}
              </button>
            </li>
          ))}
        </ul>
        {crew && (
          <Button
            kind="second"
            icon="review"
            busy={busy.value === null ? t("desk.giving") : null}
            onClick={() => void give(null)}
          >
            {t("desk.put_back")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
