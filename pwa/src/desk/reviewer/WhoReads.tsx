import "./reviewer.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Problem } from "../../api/problem";
import type { Department, Reviewer } from "../../api/shapes";
import { t } from "../../app/language";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { Select } from "../../ui/Field";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/Toast";
import { loadReviewer, nameReviewer } from "./reviewer";

/** For administrators: who in each of their departments reads first, and what that means. */
export function WhoReads({ departments }: { departments: readonly Department[] }) {
  const chosen = useSignal("");
  const key = chosen.value || departments[0]?.key;
  if (!key) return null;
  return (
    <section class="reviewer" aria-labelledby="who-reads">
      <h2 id="who-reads">{t("reviewer.title")}</h2>
      <p>{t("reviewer.what")}</p>
      <ul>
        <li>{t("reviewer.what_waits")}</li>
        <li>{t("reviewer.what_urgent")}</li>
        <li>{t("reviewer.what_nobody")}</li>
      </ul>
      {departments.length > 1 && (
        <Select
          label={t("reviewer.department")}
          value={key}
          options={departments.map((one) => ({ value: one.key, label: one.name }))}
          onChange={(value) => (chosen.value = value)}
        />
      )}
      <OneDepartment
        key={key}
        department={key}
        name={departments.find((one) => one.key === key)?.name ?? ""}
      />
    </section>
  );
}

function OneDepartment({ department, name }: { department: string; name: string }) {
  const now = useSignal<Reviewer | null>(null);
  const email = useSignal("");
  const isBusy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const take = (answer: Reviewer) => {
    now.value = answer;
    email.value = isStillThere(answer) ? (answer.email ?? "") : "";
  };
  const failed = (cause: unknown) => {
    problem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
  };
  const load = () => {
    problem.value = null;
    loadReviewer(department).then(take, failed);
  };
  useEffect(load, [department]);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    isBusy.value = true;
    problem.value = null;
    try {
      take(await nameReviewer(department, email.value));
      toast(t("reviewer.named", { department: name }));
    } catch (cause) {
      failed(cause);
    } finally {
      isBusy.value = false;
    }
  }

  const shown = now.value;
  const words = problem.value && (problem.value.detail || t("desk.no_answer"));
  if (!shown) return words ? <DidNotLoad words={words} onRetry={load} /> : <Skeleton rows={2} />;
  return (
    <form class="stack" onSubmit={(event) => void send(event)} noValidate>
      {words && problem.value?.field !== "email" && (
        <Banner kind="danger" title={t("desk.not_done")} urgent>
          {words}
        </Banner>
      )}
      {!isStillThere(shown) && (
        <Banner kind="warning">{t("reviewer.left", { name: shown.name ?? "" })}</Banner>
      )}
      <Select
        label={t("reviewer.who")}
        hint={t("reviewer.who_hint")}
        error={problem.value?.field === "email" ? words : null}
        value={email.value}
        options={[
          { value: "", label: t("reviewer.administrators") },
          ...shown.people.map((one) => ({ value: one.email, label: `${one.name} (${one.email})` })),
        ]}
        onChange={(value) => (email.value = value)}
      />
      <Button type="submit" kind="second" icon="check" busy={isBusy.value ? t("reviewer.naming") : null}>
        {t("reviewer.name_them")}
      </Button>
    </form>
  );
}

/** Whether who was named may still be named; a role that ended ends the reading. */
function isStillThere({ email, people }: Reviewer): boolean {
  return email === null || people.some((one) => one.email === email);
}
