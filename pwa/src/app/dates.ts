import { language, t } from "./language";

/** Everything here is told in the time of the place that the reports are about. */
const timeZone = "Europe/London";

/** "Tuesday 24 November" (and the year when it is another one). */
export function day(at: string | Date): string {
  const { year, month, date, weekday } = calendar(new Date(at));
  const words = { weekday: nth("dates.weekdays", weekday), day: date, month: nth("dates.months", month - 1) };
  return year === calendar(new Date()).year
    ? t("dates.day", words)
    : t("dates.day_of_year", { ...words, year: String(year) });
}

/** "November 2026", of any day in it. */
export function monthOf(at: string): string {
  const { year, month } = calendar(new Date(`${at}T12:00:00Z`));
  return `${nth("dates.months", month - 1)} ${year}`;
}

/** "24 Nov". */
export function shortDay(at: string | Date): string {
  const { month, date } = calendar(new Date(at));
  return t("dates.short_day", { day: date, month: nth("dates.short_months", month - 1) });
}

/** "10:24". */
export function time(at: string | Date): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(
    new Date(at),
  );
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

interface Calendar {
  year: number;
  /** 1 to 12. */
  month: number;
  date: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** The date where the reports are. Its words come from our catalogues: no browser knows the Welsh ones. */
function calendar(at: Date): Calendar {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return { year, month, date, weekday: new Date(`${day}T00:00:00Z`).getUTCDay() };
}

function midnight(at: Date): number {
  const { year, month, date } = calendar(at);
  return Date.UTC(year, month - 1, date);
}

/** One word of a list in the catalogue: "Sunday, Monday, …". */
function nth(key: string, index: number): string {
  return t(key).split(", ")[index] ?? "";
}
