import "./WhatStep.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { IssueType } from "../api/shapes";
import { t, tn } from "../app/language";
import { entries } from "../offline/outbox";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { GoRow } from "../ui/GoRow";
import { RadioList } from "../ui/RadioList";
import { Skeleton } from "../ui/Skeleton";
import { Asked, useAsking } from "./Asked";
import { chooseIssueType, draft, dropPhotos } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueType, issueTypes, loadIssueTypes, publicTypes } from "./issueTypes";
import { later } from "./later";
import { goBack, isPrivate } from "./steps";

const PrivateWhat = later(() => import("./PrivateWhat").then((module) => module.PrivateWhat));

/** What it is, with its own one or two questions and a place for words. */
export function WhatStep() {
  return isPrivate() ? <PrivateWhat /> : <PublicWhat />;
}

function PublicWhat() {
  const { issueType: key, photos, changes } = draft.value;
  const kind = issueType(key);
  const showsAll = useSignal(key === null);
  const failed = useSignal(false);
  const noKind = useSignal(false);
  const asking = useAsking(kind);
  const taken =
    photos.length + entries.value.filter((one) => one.kind === "photo" && one.after === changes).length;

  function load() {
    failed.value = false;
    loadIssueTypes().catch(() => {
      failed.value = true;
    });
  }
  useEffect(load, []);

  function next() {
    noKind.value = kind === undefined;
    if (kind && !kind.takes_photos) dropPhotos();
    asking.next();
  }

  return (
    <FlowScreen
      step={3}
      question={t("report.what")}
      onBack={() => goBack("/report/where")}
      dock={
        <Button onClick={next} leads>
          {t("report.next_check")}
        </Button>
      }
    >
      {!issueTypes.value && (failed.value ? <DidNotLoad onRetry={load} /> : <Skeleton rows={5} />)}
      {issueTypes.value && (
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
            asking.missing.value = [];
            chooseIssueType(value);
          }}
        />
      )}
      {noKind.value && (
        <Banner kind="danger" urgent>
          {t("report.kind_needed")}
        </Banner>
      )}
      {kind && !kind.takes_photos && taken > 0 && (
        <Banner kind="warning" urgent>
          {tn("report.photos_go_next", taken)}
        </Banner>
      )}
      {kind?.advice && <Banner kind="warning">{kind.advice}</Banner>}
      {kind && <Asked kind={kind} missing={asking.missing} />}
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
          href="/report/other"
          icon="people"
          title={t("report.people")}
          hint={t("report.people_private")}
          replaces
        />
      )}
    </>
  );
}
