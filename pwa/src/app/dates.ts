import { language, t, tn } from "./language";

/** Everything here is told in the time of the place that the reports are about. */
const timeZone = "Europe/London";

/** "Tuesday 24 November" (and the year when it is another one). */
export function day(at: string | Date): string {
  const date = new Date(at);
  const year = yearOf(date) === yearOf(new Date()) ? undefined : "numeric";
  return written(date, { weekday: "long", day: "numeric", month: "long", year });
}

/** "24 Nov". */
export function shortDay(at: string | Date): string {
  return written(new Date(at), { day: "numeric", month: "short" });
}

/** "10:24". */
export function time(at: string | Date): string {
  return written(new Date(at), { hour: "2-digit", minute: "2-digit" });
}

/** "Today, 10:24", "Yesterday, 10:24", else "Tuesday 24 November, 10:24". */
export function dayAndTime(at: string | Date): string {
  return t("dates.day_and_time", { day: relativeDay(at), time: time(at) });
}

/** "Today", "Yesterday", else the day by name. */
export function relativeDay(at: string | Date): string {
  const ago = daysBetween(new Date(at), new Date());
  if (ago === 0) return t("dates.today");
  if (ago === 1) return t("dates.yesterday");
  if (ago === -1) return t("dates.tomorrow");
  return day(at);
}

/** How many days a moment lies behind now: "2 days late". At least one. */
export function daysLate(at: string | Date): string {
  return tn("dates.days", Math.max(1, daysBetween(new Date(at), new Date())));
}

/** Calendar days from `from` to `to` where the reports are. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** "40 m" or "1.2 km", rounded as people say it. */
export function distance(metres: number): string {
  const far = metres >= 1000;
  const shown = far
    ? metres / 1000
    : metres < 100
      ? Math.round(metres / 10) * 10
      : Math.round(metres / 50) * 50;
  return new Intl.NumberFormat(language.value, {
    style: "unit",
    unit: far ? "kilometer" : "meter",
    maximumFractionDigits: far ? 1 : 0,
  }).format(far ? shown : Math.max(10, shown));
}

function midnight(date: Date): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(date);
  return Date.parse(`${parts}T00:00:00Z`);
}

function yearOf(date: Date): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric" }).format(date);
}

function written(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.value, { timeZone, ...options }).format(date);
}
