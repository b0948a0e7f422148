import type { JobLine } from "../api/shapes";
import { duration } from "../app/durations";
import { shapeOfJob, whatOf } from "../app/jobs";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { Icon } from "../ui/Icon";
import { Tag } from "../ui/Tag";
import { timeLeft } from "./aim";
import { now } from "./clock";
import type { Place } from "./keys";
import { Marks } from "./Marks";
import { addressOf, freshJobs, queue } from "./queue";

const COLUMNS = ["problem", "reference", "place", "age", "left", "status", "signs", "crew"] as const;

/** The queue as a table. Each row's name is a link; a click anywhere on the row opens it too. */
export function QueueTable({ department, filter, open }: Place) {
  return (
    <table class="queue">
      <caption class="visually-hidden">{t("desk.caption")}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`queue-${column}`}>
              {t(`desk.column_${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {queue.value?.items.map((line) => (
          <Row
            key={line.id}
            line={line}
            isOpen={line.id === open}
            address={addressOf(department, filter, line.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ line, isOpen, address }: { line: JobLine; isOpen: boolean; address: string }) {
  const isFresh = freshJobs.value.has(line.id);
  const left = timeLeft(line, now.value);
  const classes = ["queue-row", isOpen && "queue-row--open", isFresh && "queue-row--fresh"]
    .filter(Boolean)
    .join(" ");
  return (
    // The link in the row is the way by keyboard; the row only makes a larger target for a mouse.
    <tr
      class={classes}
      onClick={(event) => {
        const onLink = event.target instanceof Element && event.target.closest("a");
        if (!onLink && !event.ctrlKey && !event.metaKey) navigate(address);
      }}
    >
      <th scope="row" class="queue-problem">
        <span class="queue-what">
          <Icon name={line.icon} size={20} />
          <a id={`job-${line.id}`} href={address} aria-current={isOpen ? "true" : undefined}>
            {whatOf(line)}
          </a>
          <Marks line={line} isFresh={isFresh} />
        </span>
      </th>
      <td class="queue-reference" dir="ltr">
        {line.ref}
      </td>
      <td class="queue-place">{line.street || line.place_note}</td>
      <td class="queue-age">{duration(now.value - Date.parse(line.queued_at), "narrow")}</td>
      <td class="queue-left">
        <span class={`queue-due queue-due--${left.urgency}`}>
          {left.used !== null && (
            <span class="queue-bar" aria-hidden="true">
              <i style={{ inlineSize: `${Math.round(left.used * 100)}%` }} />
            </span>
          )}
          <span>{left.words}</span>
        </span>
      </td>
      <td class="queue-status">
        <Tag shape={shapeOfJob(line)}>{line.is_overdue ? t("desk.status_overdue") : line.status_words}</Tag>
      </td>
      <td class="queue-signs">
        <Signs needs={line.needs} />
      </td>
      <td class="queue-crew">{line.crew?.name ?? line.handed_to?.name ?? t("desk.no_crew")}</td>
    </tr>
  );
}

function Signs({ needs }: { needs: readonly string[] }) {
  if (needs.length === 0) return <span class="muted">{t("desk.none")}</span>;
  return (
    <>
      {needs.map((need) => (
        <span class="queue-sign" key={need}>
          <Icon name="hand" size={14} />
          {t(`desk.need_${need}_short`)}
        </span>
      ))}
    </>
  );
}
