import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Banner } from "../../ui/Banner";
import { Card } from "../../ui/Card";
import { t } from "../language";
import { whyNot } from "./proof";

interface SecurityCardProps {
  title: string;
  lead: string;
  problem: string | null;
  children: ComponentChildren;
}

/** One thing about how somebody signs in. */
export function SecurityCard({ title, lead, problem, children }: SecurityCardProps) {
  return (
    <Card>
      <section class="stack">
        <h2 class="security-heading">{title}</h2>
        <p class="muted small">{lead}</p>
        {problem && (
          <Banner kind="danger" urgent>
            {problem}
          </Banner>
        )}
        {children}
      </section>
    </Card>
  );
}

/** Runs one thing at a time, and keeps what to say when it did not go. */
export function useDoing() {
  const problem = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  async function run(what: () => Promise<void>, otherwise = t("signin.no_answer")) {
    if (isBusy.value) return;
    problem.value = null;
    isBusy.value = true;
    try {
      await what();
    } catch (cause) {
      problem.value = whyNot(cause, otherwise);
    } finally {
      isBusy.value = false;
    }
  }
  return { problem, isBusy, run };
}
