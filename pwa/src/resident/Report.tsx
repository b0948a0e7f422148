import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { navigate, path, type ViewProps } from "../app/router";
import { draft, isBegun } from "./draft";
import { loadIssueTypes } from "./issueTypes";
import { startKeeping } from "./keptDraft";
import { later } from "./later";
import { PhotoStep } from "./PhotoStep";
import { WhatStep } from "./WhatStep";
import { WhereStep } from "./WhereStep";

/** Not on the first screen of a report: fetched while that is being filled in. */
const CheckStep = later(() => import("./CheckStep").then((module) => module.CheckStep));
const SentStep = later(() => import("./SentStep").then((module) => module.SentStep));
const PeopleStep = later(() => import("./PeopleStep").then((module) => module.PeopleStep));

/** Making a report, one question a screen: `/report`, `/report/where`, `/report/what`, `/report/check`, `/report/sent`. */
export default function Report({ params }: ViewProps) {
  useEffect(() => {
    // A kept list answers without signal; a step that needs it and has none says so itself.
    loadIssueTypes().catch(() => {});
    for (const step of [PeopleStep, CheckStep, SentStep]) step.fetch();
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
    case "other":
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
