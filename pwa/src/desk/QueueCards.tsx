import { photoUrl } from "../api/photos";
import type { JobLine } from "../api/shapes";
import { duration } from "../app/durations";
import { shapeOfJob } from "../app/jobs";
import { t } from "../app/language";
import { Icon } from "../ui/Icon";
import { Sign } from "../ui/Sign";
import { Tag } from "../ui/Tag";
import { timeLeft } from "./aim";
import { now } from "./clock";
import type { Place } from "./keys";
import { Marks } from "./Marks";
import { addressOf, freshJobs, queue } from "./queue";

/** The queue on a narrow screen: one card a job. */
export function QueueCards({ department, filter }: Place) {
  return (
    <ul class="queue-cards">
      {queue.value?.items.map((line) => (
        <li key={line.id}>
          <JobCard line={line} address={addressOf(department, filter, line.id)} />
        </li>
      ))}
    </ul>
  );
}

function JobCard({ line, address }: { line: JobLine; address: string }) {
  const isFresh = freshJobs.value.has(line.id);
  const left = timeLeft(line, now.value);
  return (
    <a
      id={`job-${line.id}`}
      class={isFresh ? "card queue-card queue-card--fresh" : "card queue-card"}
      href={address}
    >
      {line.photo ? (
        <img
          class="queue-thumb"
          src={photoUrl(line.photo, 320)}
          alt=""
          loading="lazy"
          width={72}
          height={72}
        />
      ) : (
        <span class="queue-thumb">
          <Icon name={line.icon} size={28} />
        </span>
      )}
      <span class="queue-card-words">
        <span class="queue-card-title">{line.title}</span>
        <span class="queue-card-tags">
          <Tag shape={shapeOfJob(line)}>{line.is_overdue ? t("desk.status_overdue") : line.status_words}</Tag>
          <Marks line={line} isFresh={isFresh} />
        </span>
        <span class="small muted">
          {t("desk.card_line", {
            ref: line.ref,
            age: duration(now.value - Date.parse(line.queued_at), "narrow"),
            left:
              left.urgency === "late" || left.used === null
                ? left.words
                : t("desk.left_n", { time: left.words }),
            crew: line.crew?.name ?? t("desk.no_crew"),
          })}
        </span>
        {line.needs.length > 0 && (
          <span class="queue-card-tags">
            {line.needs.map((need) => (
              <Sign key={need} kind="need">
                {t(`desk.need_${need}`)}
              </Sign>
            ))}
          </span>
        )}
      </span>
    </a>
  );
}
