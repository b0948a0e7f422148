import { t } from "../app/language";
import { online } from "../offline/start";
import { Banner } from "../ui/Banner";
import { Button, LinkButton } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import type { Place } from "./keys";
import { QueueCards } from "./QueueCards";
import { QueueTable } from "./QueueTable";
import { addressOf, isReadingMore, queue, queueProblem, readMore, refreshQueue } from "./queue";
import { isWide } from "./wide";

/** The rows of the queue, in whatever state they are. */
export function QueueView({ department, filter, open }: Place) {
  const shown = queue.value;
  const problem = queueProblem.value;
  const isFiltered = filter.status !== "open" || filter.issue_type !== "" || filter.ward !== "";
  return (
    <div class="desk-rows">
      {!online.value && (
        <Banner kind="offline" title={t("desk.offline_title")}>
          {t("desk.offline_what")}
        </Banner>
      )}
      {problem && online.value && (
        <DidNotLoad
          words={shown ? t("desk.shows_older") : problem.isNotFound ? t("desk.not_yours") : problem.detail}
          onRetry={() => void refreshQueue()}
        />
      )}
      {!shown && !problem && <Skeleton rows={8} />}
      {shown &&
        shown.items.length > 0 &&
        (isWide.value ? (
          <QueueTable department={department} filter={filter} open={open} />
        ) : (
          <QueueCards department={department} filter={filter} open={open} />
        ))}
      {shown?.items.length === 0 && (
        <EmptyState
          title={t(isFiltered ? "desk.none_match" : "desk.empty")}
          action={
            isFiltered && (
              <LinkButton
                kind="second"
                size="small"
                href={addressOf(department, { status: "open", issue_type: "", ward: "" })}
              >
                {t("desk.show_all")}
              </LinkButton>
            )
          }
        >
          {t(isFiltered ? "desk.none_match_what" : "desk.empty_what")}
        </EmptyState>
      )}
      {shown?.next && (
        <div class="desk-more">
          <Button
            kind="second"
            size="small"
            busy={isReadingMore.value ? t("desk.reading_more") : null}
            onClick={() => void readMore()}
          >
            {t("desk.more", { n: shown.items.length })}
          </Button>
        </div>
      )}
    </div>
  );
}
