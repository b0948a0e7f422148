import { useEffect, useRef } from "preact/hooks";
import { t } from "../../app/language";
import { navigate } from "../../app/router";
import { online } from "../../offline/start";
import { Banner } from "../../ui/Banner";
import { IconButton } from "../../ui/Button";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { Icon } from "../../ui/Icon";
import { Skeleton } from "../../ui/Skeleton";
import { isWide } from "../wide";
import { Asked } from "./Asked";
import { CheckPhotos } from "./CheckPhotos";
import { CheckWords } from "./CheckWords";
import { check, checkProblem, decidedElsewhere, draft, photoAt, readCheck } from "./check";
import { photosIn } from "./draft";
import type { Wanted } from "./list";
import { besides, checkAddress } from "./list";

interface Place {
  department: string;
  wanted: Wanted;
  open: string;
}

/** What one person sent, as it came: photos, words, and what others say of it. */
export function CheckOne({ department, wanted, open }: Place) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = check.value;
  const problem = checkProblem.value;
  const isThere = shown !== null;
  useEffect(() => {
    // The next one opens by itself: a screen reader has to hear which.
    if (isThere && document.activeElement !== document.body) heading.current?.focus();
  }, [isThere]);
  const many = shown ? photosIn(shown).length : 0;
  const Heading = isWide.value ? "h2" : "h1";
  return (
    <article class="check-one" aria-label={t("check.one")}>
      <div class="check-head">
        {!isWide.value && (
          <IconButton
            icon="chevron-left"
            flips
            label={t("check.to_list")}
            onClick={() => navigate(checkAddress(department, wanted))}
          />
        )}
        <div>
          <p class="muted strong">
            <span dir="ltr">{open}</span>
            {many > 0 && ` · ${t("check.photo_n", { n: photoAt.value + 1, of: many })}`}
          </p>
          {shown && (
            <Heading ref={heading} class="panel-title" tabIndex={-1}>
              {shown.title}
            </Heading>
          )}
        </div>
        <div class="check-steps">
          <Step by={-1} department={department} wanted={wanted} open={open} />
          <Step by={1} department={department} wanted={wanted} open={open} />
        </div>
      </div>
      {decidedElsewhere.value && (
        <Banner kind="warning" title={t("check.decided_elsewhere")} urgent>
          {t("check.decided_elsewhere_what")}
        </Banner>
      )}
      {problem && (online.value || !shown) && (
        <DidNotLoad
          words={
            problem.isNotFound || problem.status === 403
              ? t("check.not_yours")
              : problem.detail || t("desk.no_answer")
          }
          onRetry={() => void readCheck()}
        />
      )}
      {!shown && !problem && <Skeleton rows={3} tall />}
      {shown && draft.value && (
        <>
          <Asked shown={shown} />
          <CheckPhotos shown={shown} made={draft.value} />
          <CheckWords shown={shown} made={draft.value} />
          <p class="check-record">{t("check.record")}</p>
        </>
      )}
    </article>
  );
}

function Step({ by, department, wanted, open }: Place & { by: 1 | -1 }) {
  const line = besides(open, by);
  const words = t(by > 0 ? "check.next" : "check.before");
  return (
    <button
      type="button"
      class="check-step"
      disabled={!line}
      aria-label={words}
      onClick={() => line && navigate(checkAddress(department, wanted, line.ref), { replace: true })}
    >
      {by < 0 && <Icon name="chevron-left" size={18} flips />}
      <kbd>{by > 0 ? "J" : "K"}</kbd>
      {by > 0 && <Icon name="chevron-right" size={18} flips />}
    </button>
  );
}
