import type { JobLine } from "../api/shapes";
import { duration } from "../app/durations";
import { t } from "../app/language";

/** How a job stands against the day by which it should be done. */
export interface TimeLeft {
  /** "23h 48m", "1d over"; the dash of no aim. */
  words: string;
  /** How much of the time is used, 0 to 1; null where there is no aim. */
  used: number | null;
  urgency: "calm" | "soon" | "late";
}

const SOON_MS = 4 * 60 * 60_000;

/** Time left for a job at `at` (milliseconds since 1970). */
export function timeLeft(line: Pick<JobLine, "aim_at" | "queued_at" | "status">, at: number): TimeLeft {
  if (!line.aim_at || line.status === "ended") return { words: t("desk.none"), used: null, urgency: "calm" };
  const aim = Date.parse(line.aim_at);
  const begun = Date.parse(line.queued_at);
  const left = aim - at;
  if (left < 0)
    return { words: t("desk.over", { time: duration(left, "narrow") }), used: 1, urgency: "late" };
  const used = aim > begun ? Math.min(1, Math.max(0.04, (at - begun) / (aim - begun))) : 1;
  return { words: duration(left, "narrow", 2), used, urgency: left < SOON_MS ? "soon" : "calm" };
}
