import { useSignal } from "@preact/signals";
import type { IssueType } from "../api/shapes";
import { t } from "../app/language";
import { TextArea } from "../ui/Field";
import { DangerHelp } from "./DangerHelp";
import { amend, draft, isAsked, unanswered } from "./draft";
import { Questions } from "./Questions";
import { goTo } from "./steps";

/** Going on from the questions of a kind: to the check, or to the first question that still needs an answer. */
export function useAsking(kind: IssueType | undefined) {
  const missing = useSignal<readonly string[]>([]);
  return {
    missing,
    next() {
      if (!kind) return;
      missing.value = unanswered(kind, draft.value.answers);
      const first = missing.value[0];
      if (first === undefined) goTo("/report/check");
      else document.querySelector<HTMLElement>(`#ask-${first} :is(input, button)`)?.focus();
    },
  };
}

interface AskedProps {
  kind: IssueType;
  missing: { value: readonly string[] };
}

/** The questions of one kind, and a place for words. */
export function Asked({ kind, missing }: AskedProps) {
  const { answers, words } = draft.value;
  const isPrivate = kind.visibility === "prv";
  const isDangerous = kind.questions.some((question) =>
    question.options.some((option) => option.danger && answers[question.id] === option.key),
  );
  return (
    <>
      <Questions
        questions={kind.questions.filter((question) => isAsked(question, answers))}
        missing={missing.value.filter((id) => answers[id] === undefined)}
      />
      {isDangerous && <DangerHelp title={t(isPrivate ? "report.danger_now" : "report.keep_away")} />}
      <TextArea
        label={t("report.words")}
        note={t("report.optional")}
        hint={isPrivate ? t("report.words_private_hint") : undefined}
        value={words}
        maxLength={4000}
        onInput={(value) => amend({ words: value })}
      />
    </>
  );
}
