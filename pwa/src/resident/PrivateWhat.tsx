import { useSignal } from "@preact/signals";
import type { IssueType } from "../api/shapes";
import { t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { ChipChoice } from "../ui/Chip";
import { Asked, useAsking } from "./Asked";
import { DangerHelp } from "./DangerHelp";
import { amend, changeKind, draft } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueType, issueTypes } from "./issueTypes";
import { Promised } from "./Promised";
import { HATE, kindsOf, NOT_SURE } from "./people";
import { goBack } from "./steps";

const UNSURE = "unsure";

/** What is happening: whom to ring, who will read it, and only then what is asked. */
export function PrivateWhat() {
  const { issueType: key, about, answers, isUnsure } = draft.value;
  const kinds = kindsOf(about, issueTypes.value ?? []);
  const kind = issueType(key);
  const noKind = useSignal(false);
  const asking = useAsking(kind);

  function next() {
    noKind.value = kind === undefined;
    asking.next();
    if (!kind) document.querySelector<HTMLElement>("#kinds input")?.focus();
  }
  function choose(value: string) {
    noKind.value = false;
    const chosen = issueType(value === UNSURE ? NOT_SURE : value);
    if (chosen) changeKind(chosen, value === UNSURE);
  }
  const hate = issueType(HATE);
  const mayBeHate = kind && kind.key !== HATE && answers.target === "yes" && hate;
  return (
    <FlowScreen
      step={3}
      question={t("report.what_is_happening")}
      isPrivate
      onBack={() => goBack("/report/where")}
      dock={
        <Button onClick={next} leads>
          {t("report.next_check")}
        </Button>
      }
    >
      <DangerHelp title={t("report.anyone_in_danger")} advice={kind?.advice} />
      <Promised kind={kind ?? kinds[0]} />
      {kinds.length > 1 && (
        <div id="kinds" class="kind-chips">
          <ChipChoice
            legend={t("report.what_is_happening")}
            hideLegend
            name="kind"
            value={isUnsure ? UNSURE : key}
            onChange={choose}
            options={[
              ...kinds.map((one) => ({ value: one.key, label: shortName(one) })),
              { value: UNSURE, label: t("report.chip_unsure") },
            ]}
          />
        </div>
      )}
      {noKind.value && (
        <Banner kind="danger" urgent>
          {t("report.kind_needed")}
        </Banner>
      )}
      {kind && <Asked kind={kind} missing={asking.missing} />}
      {mayBeHate && (
        <div role="status">
          <Banner kind="info" title={t("report.may_be_hate")}>
            <p>{hate.promise?.next}</p>
            <Button kind="quiet" size="small" onClick={() => asHate(hate)}>
              {t("report.as_hate")}
            </Button>
          </Banner>
        </div>
      )}
    </FlowScreen>
  );
}

/** What this person answered so far goes along. */
function asHate(hate: IssueType): void {
  changeKind(hate);
  amend({ isUnsure: false });
  document.querySelector<HTMLElement>(".question")?.focus();
}

const SHORT: ReadonlySet<string> = new Set([
  "asb_nuisance",
  "asb_neighbour",
  "asb_drinking",
  "asb_vehicle",
  "hate",
]);

/** In one or two words, to stand beside others. */
function shortName(kind: IssueType): string {
  return SHORT.has(kind.key) ? t(`report.chip_${kind.key}`) : kind.label;
}
