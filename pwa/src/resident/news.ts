import type { Report } from "../api/shapes";
import type { Mine } from "../offline/entry";

/** What happens to a report in its first minutes was on the thank-you screen. */
const FIRST_MS = 120_000;

/** Whether something happened to a report since its history was last on this phone's screen. */
export function hasNews(kept: Mine, report: Report | null): boolean {
  if (!report) return false;
  if (kept.seen !== undefined) return report.timeline.length > kept.seen;
  const first = Date.parse(report.mine?.received_at ?? report.received_on) + FIRST_MS;
  return report.timeline.some((entry) => entry.at !== null && Date.parse(entry.at) > first);
}
