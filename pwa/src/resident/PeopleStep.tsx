import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { Skeleton } from "../ui/Skeleton";
import { DangerHelp } from "./DangerHelp";
import { amend, chooseIssueType } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueTypes, loadIssueTypes } from "./issueTypes";
import { goTo } from "./steps";
import "../ui/GoRow.css";
import { Icon } from "../ui/Icon";

/** Problems about people: danger first, no photo, always private. */
export function PeopleStep() {
  const kinds = issueTypes.value?.filter((kind) => kind.visibility === "prv");
  const failed = useSignal(false);

  function load() {
    failed.value = false;
    loadIssueTypes().catch(() => {
      failed.value = true;
    });
  }
  useEffect(load, []);
  return (
    <FlowScreen
      question={t("report.people")}
      isPrivate
      onBack={notAboutPeople}
      dock={
        <Button kind="second" icon="chevron-left" onClick={notAboutPeople}>
          {t("report.not_people")}
        </Button>
      }
    >
      <p class="muted">{t("report.people_no_photo")}</p>
      <DangerHelp title={t("report.danger_now")} more />
      {kinds ? (
        kinds.map((kind) => (
          <button
            type="button"
            class="go-row"
            key={kind.key}
            onClick={() => {
              amend({ photos: [] });
              chooseIssueType(kind.key);
              goTo("/report/where");
            }}
          >
            <span class="go-icon go-icon--tile">
              <Icon name={kind.icon} size={26} />
            </span>
            <span class="go-words">
              <span class="go-title">{kind.label}</span>
              {kind.hint && <span class="go-hint">{kind.hint}</span>}
            </span>
            <Icon name="chevron-right" size={22} flips />
          </button>
        ))
      ) : failed.value ? (
        <DidNotLoad onRetry={load} />
      ) : (
        <Skeleton rows={1} />
      )}
      <Banner kind="private" title={t("report.always_private_these")}>
        {t("report.always_private_these_what")}
      </Banner>
    </FlowScreen>
  );
}

function notAboutPeople(): void {
  amend({ issueType: null, answers: {} });
  navigate("/report", { replace: true });
}
