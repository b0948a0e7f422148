import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { navigate, path, type ViewProps } from "../app/router";
import { CheckStep } from "./CheckStep";
import { draft, isBegun } from "./draft";
import { loadIssueTypes } from "./issueTypes";
import { startKeeping } from "./keptDraft";
import { PeopleStep } from "./PeopleStep";
import { PhotoStep } from "./PhotoStep";
import { SentStep } from "./SentStep";
import { WhatStep } from "./WhatStep";
import { WhereStep } from "./WhereStep";

/** Making a report, one question a screen: `/report`, `/report/where`, `/report/what`, `/report/check`, `/report/sent`. */
export default function Report({ params }: ViewProps) {
  useEffect(() => {
    // A kept list answers without signal; a step that needs it and has none says so itself.
    loadIssueTypes().catch(() => {});
  }, []);
  const { place, issueType } = draft.value;
  const step = params.step ?? "photo";
  const isBack = useSignal(isBegun.value);
  useEffect(() => {
    void startKeeping().then(() => {
      isBack.value = true;
    });
  }, [isBack]);
  const cannot = (step === "what" && !place) || (step === "check" && !(place && issueType));
  useEffect(() => {
    // A step opened by its address, or after the page was loaded anew, begins at the beginning.
    // Leaving clears the report before the next screen is drawn: the way out is not to be taken back.
    if (cannot && isBack.value && path.peek().startsWith("/report/")) navigate("/report", { replace: true });
  }, [cannot, isBack.value]);
  if (cannot) return null;
  switch (step) {
    case "people":
      return <PeopleStep />;
    case "where":
      return <WhereStep />;
    case "what":
      return <WhatStep />;
    case "check":
      return <CheckStep />;
    case "sent":
      return <SentStep />;
    default:
      return <PhotoStep />;
  }
}
