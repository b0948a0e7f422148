import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, tn } from "../app/language";
import { navigate } from "../app/router";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { Skeleton } from "../ui/Skeleton";
import { DangerHelp } from "./DangerHelp";
import { amend, draft, dropPhotos } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueTypes, loadIssueTypes } from "./issueTypes";
import { kindsOf, NEEDLES, type PeopleRow, rowsOf } from "./people";
import { goTo } from "./steps";
import "../ui/GoRow.css";
import "./PeopleStep.css";
import { Icon } from "../ui/Icon";

/** Problems about people: danger first, no photo, always private. */
export function PeopleStep() {
  const catalogue = issueTypes.value;
  const failed = useSignal(false);
  const photos = draft.value.photos.length;

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
      {photos > 0 && <Banner kind="warning">{tn("report.photos_go_when_chosen", photos)}</Banner>}
      {catalogue ? (
        rowsOf(catalogue).map((row) => <Row key={row.key} row={row} onChoose={() => chooseRow(row)} />)
      ) : failed.value ? (
        <DidNotLoad onRetry={load} />
      ) : (
        <Skeleton rows={4} />
      )}
      <Banner kind="private" title={t("report.always_private_these")}>
        {t("report.always_private_these_what")}
      </Banner>
      {catalogue && kindsOf(NEEDLES.key, catalogue).length > 0 && (
        <>
          <h2 class="people-also">{t("report.also_no_photo")}</h2>
          <Row row={NEEDLES} onChoose={chooseNeedles} />
        </>
      )}
    </FlowScreen>
  );
}

function Row({ row, onChoose }: { row: PeopleRow; onChoose: () => void }) {
  return (
    <button type="button" class="go-row" onClick={onChoose}>
      <span class="go-icon go-icon--tile">
        <Icon name={row.icon} size={26} />
      </span>
      <span class="go-words">
        <span class="go-title">{t(`report.row_${row.key}`)}</span>
        <span class="go-hint">{t(`report.row_${row.key}_hint`)}</span>
      </span>
      <Icon name="chevron-right" size={22} flips />
    </button>
  );
}

/** From here on nothing of it is kept on the phone, and what was is let go. */
function chooseRow(row: PeopleRow): void {
  dropPhotos();
  const [only, ...others] = row.kinds;
  const isTheOne = only !== undefined && others.length === 0;
  if (draft.value.about !== row.key) amend({ answers: {}, isUnsure: false });
  const keeps = draft.value.about === row.key && !isTheOne;
  amend({ about: row.key, ...(keeps ? {} : { issueType: isTheOne ? only : null }) });
  goTo("/report/where");
}

function chooseNeedles(): void {
  dropPhotos();
  amend({ about: null, issueType: NEEDLES.key, answers: {}, isUnsure: false });
  goTo("/report/where");
}

function notAboutPeople(): void {
  amend({ about: null, issueType: null, isUnsure: false, answers: {} });
  navigate("/report", { replace: true });
}
