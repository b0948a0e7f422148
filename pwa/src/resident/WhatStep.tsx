import "./WhatStep.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { IssueType } from "../api/shapes";
import { t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { TextArea } from "../ui/Field";
import { GoRow } from "../ui/GoRow";
import { RadioList } from "../ui/RadioList";
import { Skeleton } from "../ui/Skeleton";
import { DangerHelp } from "./DangerHelp";
import { amend, chooseIssueType, draft, isAsked, unanswered } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueType, issueTypes, loadIssueTypes, publicTypes } from "./issueTypes";
import { Questions } from "./Questions";
import { goBack, goTo } from "./steps";

/** What it is, with its own one or two questions and a place for words. */
export function WhatStep() {
  const { issueType: key, answers, words } = draft.value;
  const kind = issueType(key);
  const isPrivate = kind?.visibility === "prv";
  const missing = useSignal<readonly string[]>([]);
  const showsAll = useSignal(key === null);
  const failed = useSignal(false);
  const noKind = useSignal(false);
  const isDangerous = kind?.questions.some((question) =>
    question.options.some((option) => option.danger && answers[question.id] === option.key),
  );

  function load() {
    failed.value = false;
    loadIssueTypes().catch(() => {
      failed.value = true;
    });
  }
  useEffect(load, []);

  function next() {
    noKind.value = kind === undefined;
    if (!kind) return;
    missing.value = unanswered(kind, answers);
    const first = missing.value[0];
    if (first === undefined) goTo("/report/check");
    else document.querySelector<HTMLElement>(`#ask-${first} :is(input, button)`)?.focus();
  }

  return (
    <FlowScreen
      step={3}
      question={t(isPrivate ? "report.what_is_happening" : "report.what")}
      isPrivate={isPrivate}
      onBack={() => goBack("/report/where")}
      dock={
        <Button onClick={next} leads>
          {t("report.next_check")}
        </Button>
      }
    >
      {isPrivate && (
        <>
          <DangerHelp title={t("report.anyone_in_danger")} />
          <Banner kind="private" title={t("report.always_private")}>
            {t("report.always_private_what")}
          </Banner>
        </>
      )}
      {!issueTypes.value && (failed.value ? <DidNotLoad onRetry={load} /> : <Skeleton rows={5} />)}
      {issueTypes.value && !isPrivate && (
        <Kinds
          kind={kind}
          showsAll={showsAll.value}
          onShowAll={() => {
            showsAll.value = true;
          }}
          onTap={() => {
            showsAll.value = false;
          }}
          onChoose={(value) => {
            noKind.value = false;
            missing.value = [];
            chooseIssueType(value);
          }}
        />
      )}
      {noKind.value && (
        <Banner kind="danger" urgent>
          {t("report.kind_needed")}
        </Banner>
      )}
      {kind && (
        <>
          <Questions
            questions={kind.questions.filter((question) => isAsked(question, answers))}
            missing={missing.value.filter((id) => answers[id] === undefined)}
          />
          {isDangerous && <DangerHelp title={t("report.keep_away")} />}
          <TextArea
            label={t("report.words")}
            note={t("report.optional")}
            hint={isPrivate ? t("report.words_private_hint") : undefined}
            value={words}
            maxLength={4000}
            onInput={(value) => amend({ words: value })}
          />
        </>
      )}
    </FlowScreen>
  );
}

interface KindsProps {
  kind: IssueType | undefined;
  showsAll: boolean;
  onShowAll: () => void;
  onTap: () => void;
  onChoose: (key: string) => void;
}

/** Every kind; once one is chosen only that one, so that its questions are in sight. */
function Kinds({ kind, showsAll, onShowAll, onTap, onChoose }: KindsProps) {
  const shown = showsAll || !kind ? publicTypes.value : [kind];
  return (
    <>
      {kind && !showsAll && (
        <p class="kinds-all">
          <button type="button" class="link kinds-more" onClick={onShowAll}>
            {t("report.all_problems")}
          </button>
        </p>
      )}
      <RadioList
        legend={t("report.what")}
        hideLegend
        name="kind"
        value={kind?.key ?? null}
        onChange={onChoose}
        onTap={onTap}
        options={shown.map(({ key, label, hint, icon }) => ({ value: key, label, hint, icon }))}
      />
      {(showsAll || !kind) && (
        <GoRow
          href="/report/people"
          icon="people"
          title={t("report.people")}
          hint={t("report.people_private")}
          replaces
        />
      )}
    </>
  );
}
