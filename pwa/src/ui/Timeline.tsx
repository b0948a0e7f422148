import "./Timeline.css";
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

export interface TimelineEntry {
  key: string;
  title: string;
  /** When, as words. */
  when: string;
  detail?: ComponentChildren;
  icon?: IconName;
  /** The look of the last one: where it stands now. */
  shape?: "new" | "doing" | "done" | "late";
}

/** What has happened, newest last; tells politely when it grows. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol class="timeline" aria-label={label} aria-live="polite" aria-relevant="additions">
      {entries.map((entry, index) => (
        <li
          key={entry.key}
          class={
            index === entries.length - 1 ? `timeline-now timeline-now--${entry.shape ?? "new"}` : undefined
          }
        >
          <span class="timeline-node">
            <Icon name={entry.icon ?? "check"} size={17} />
          </span>
          <div>
            <p class="timeline-title">{entry.title}</p>
            <p class="timeline-when">{entry.when}</p>
            {entry.detail && <div class="timeline-detail">{entry.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
