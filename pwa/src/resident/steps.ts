import { back, navigate } from "../app/router";
import { draft, unanswered } from "./draft";
import { issueType } from "./issueTypes";

export type Step =
  | "/report"
  | "/report/other"
  | "/report/where"
  | "/report/what"
  | "/report/check"
  | "/report/sent";

/** Whether what is told is of a private kind, or is going to be. */
export function isPrivate(): boolean {
  return draft.value.about !== null || issueType(draft.value.issueType)?.visibility === "prv";
}

/** On to a step. Steps of a private kind take each other's place, so that the back button tells nothing of them. */
export function goTo(step: Step): void {
  navigate(step, { replace: isPrivate() });
}

/** Back to the step before. */
export function goBack(step: Step): void {
  if (isPrivate()) navigate(step, { replace: true });
  else back(step);
}

/** The first step that still needs something; the last one when all is told. */
export function nextStep(): Step {
  const { place, issueType: key, answers } = draft.value;
  const kind = issueType(key);
  if (!place) return "/report/where";
  return kind && unanswered(kind, answers).length === 0 ? "/report/check" : "/report/what";
}
