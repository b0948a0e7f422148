import { photoUrl } from "../../api/photos";
import type { CheckLine } from "../../api/shapes";
import { duration } from "../../app/durations";
import { t } from "../../app/language";
import { navigate } from "../../app/router";
import { online } from "../../offline/start";
import { Button } from "../../ui/Button";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { EmptyState } from "../../ui/EmptyState";
import { Icon } from "../../ui/Icon";
import { Skeleton } from "../../ui/Skeleton";
import { catalogue } from "../catalogue";
import { now } from "../clock";
import type { Wanted } from "./list";
import { checkAddress, isReadingMore, list, listProblem, readMore, refreshList, WANTED } from "./list";

interface Place {
  department: string;
  wanted: Wanted;
  open: string | null;
}

/** What waits, objections first and then the oldest, in whatever state the list is. */
export function CheckList({ department, wanted, open }: Place) {
  const shown = list.value;
  const problem = listProblem.value;
  return (
    <div class="check-list">
      <fieldset class="desk-chips">
        <legend class="visually-hidden">{t("desk.show")}</legend>
        {WANTED.map((one) => (
          <button
            key={one}
            type="button"
            class="desk-chip"
            aria-pressed={one === wanted}
            onClick={() => navigate(checkAddress(department, one))}
          >
            <span>{t(`check.wanted_${one}`)}</span>
            {shown && <b>{shown.counts[one]}</b>}
          </button>
        ))}
      </fieldset>
      {problem && online.value && (
        <DidNotLoad
          words={shown ? t("desk.shows_older") : problem.isNotFound ? t("desk.not_yours") : problem.detail}
          onRetry={() => void refreshList()}
        />
      )}
      {!shown && !problem && <Skeleton rows={8} />}
      {shown && shown.items.length > 0 && (
        <ul>
          {shown.items.map((line) => (
            <li key={line.ref}>
              <Row
                line={line}
                address={checkAddress(department, wanted, line.ref)}
                isOpen={line.ref === open}
              />
            </li>
          ))}
        </ul>
      )}
      {shown?.items.length === 0 && (
        <EmptyState title={t(wanted === "all" ? "check.empty" : `check.empty_${wanted}`)}>
          {t("check.empty_what")}
        </EmptyState>
      )}
      {shown?.next && (
        <Button
          kind="second"
          size="small"
          busy={isReadingMore.value ? t("desk.reading_more") : null}
          onClick={() => void readMore()}
        >
          {t("desk.more", { n: shown.items.length })}
        </Button>
      )}
    </div>
  );
}

function Row({ line, address, isOpen }: { line: CheckLine; address: string; isOpen: boolean }) {
  const age = duration(now.value - Date.parse(line.since), "narrow");
  const isLate = Date.parse(line.due_at) < now.value;
  return (
    <a id={`check-${line.ref}`} class="check-row" href={address} aria-current={isOpen ? "true" : undefined}>
      {line.photo ? (
        <img
          class="check-thumb"
          src={photoUrl(line.photo, 320)}
          alt=""
          loading="lazy"
          width={62}
          height={50}
        />
      ) : (
        <span class="check-thumb">
          <Icon name={iconOf(line.issue_type)} />
        </span>
      )}
      <span class="check-row-words">
        <span class="strong">{kindOf(line)}</span>
        <span class="muted">{t("check.row", { street: line.street, wants: wantsIn(line) })}</span>
      </span>
      <span class={isLate ? "check-age check-age--late" : "check-age"}>
        {isLate && <Icon name="st-late" size={14} label={t("check.late")} />}
        {age}
      </span>
    </a>
  );
}

/** What a line asks a person to look at, in a word. */
export function wantsIn({ wants }: Pick<CheckLine, "wants">): string {
  if (wants.includes("objection")) return t("check.wants_objection");
  if (wants.includes("flag")) return t("check.wants_flag");
  if (wants.includes("words") && wants.includes("photo")) return t("check.wants_both");
  return t(`check.wants_${wants.find((one) => one !== "report") ?? "report"}`);
}

/** What a line is about, without its street, which stands under it. */
function kindOf({ issue_type, title }: CheckLine): string {
  return catalogue.value.find((one) => one.key === issue_type)?.label ?? title;
}

/** The icon of an issue type; a paper's where the catalogue has not come. */
export function iconOf(issueType: string): string {
  return catalogue.value.find((one) => one.key === issueType)?.icon ?? "message";
}
