import { t, tn } from "./language";

type Width = "narrow" | "long";
const MINUTE = 60_000;
const SIZES = [
  { unit: "day", ms: 24 * 60 * MINUTE },
  { unit: "hour", ms: 60 * MINUTE },
  { unit: "minute", ms: MINUTE },
] as const;

/**
 * How long something takes or has been, as people say it: "12 minutes", "2 days"; narrow, for tables: "12m", "2d".
 * Its words come from our catalogues: no browser knows the Welsh ones.
 *
 * ms     milliseconds; less than a minute counts as one
 * parts  2 tells hours with days and minutes with hours: "23h 48m"
 */
export function duration(ms: number, width: Width = "long", parts: 1 | 2 = 1): string {
  const whole = Math.max(Math.abs(ms), MINUTE);
  const at = SIZES.findIndex((size) => whole >= size.ms);
  const first = SIZES[at] ?? SIZES[2];
  const next = SIZES[at + 1];
  const words = [amount(Math.floor(whole / first.ms), first.unit, width)];
  const rest = next ? Math.floor((whole % first.ms) / next.ms) : 0;
  if (parts === 2 && next && rest > 0) words.push(amount(rest, next.unit, width));
  return words.join(" ");
}

/** "1.8 days". */
export function days(n: number): string {
  return tn("durations.day", n);
}

function amount(n: number, unit: (typeof SIZES)[number]["unit"], width: Width): string {
  return width === "narrow" ? t(`durations.${unit}_narrow`, { n }) : tn(`durations.${unit}`, n);
}
