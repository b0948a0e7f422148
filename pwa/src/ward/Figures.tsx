import type { ComponentChildren } from "preact";
import type { Ward } from "../api/shapes";
import { day } from "../app/dates";
import { days as daysOf } from "../app/durations";
import { language, t, tn } from "../app/language";
import { Icon } from "../ui/Icon";
import { change } from "./ward";

/** So few that one more or less would say something else. */
const FEW = 5;

/** The ward in five figures; each says what it counts, from when, and what it was before. */
export function Figures({ shown }: { shown: Ward }) {
  const since = day(shown.since);
  const days = shown.days;
  return (
    <section aria-label={t("ward.figures")}>
      <ul class="ward-figures">
        <Figure label={t("ward.open")} n={number(shown.open)} says={t("ward.open_what")} />
        <Figure label={t("ward.overdue")} n={number(shown.overdue)} says={t("ward.overdue_what")}>
          {shown.overdue > 0 ? (
            <span class="ward-late">
              <Icon name="st-late" size={14} />
              {t("ward.of_open", { n: shown.overdue, of: shown.open })}
            </span>
          ) : (
            <span class="ward-good">
              <Icon name="st-done" size={14} />
              {t("ward.none_overdue")}
            </span>
          )}
        </Figure>
        <Figure label={t("ward.reported")} n={number(shown.reported)} says={t("ward.since", { day: since })}>
          <Before now={shown.reported} before={shown.reported_before} days={days} />
        </Figure>
        <Figure label={t("ward.cleared")} n={number(shown.cleared)} says={t("ward.since", { day: since })}>
          <Before now={shown.cleared} before={shown.cleared_before} days={days} isGoodWhen="more" />
        </Figure>
        <Median shown={shown} />
      </ul>
    </section>
  );
}

function Median({ shown }: { shown: Ward }) {
  const { median_days, median_days_before, cleared, days } = shown;
  const says = t("ward.median_what", { day: day(shown.since) });
  if (median_days === null)
    return (
      <Figure label={t("ward.median")} n={t("ward.no_figure")} says={says}>
        {t("ward.nothing_cleared")}
      </Figure>
    );
  return (
    <Figure label={t("ward.median")} n={daysOf(median_days)} says={says}>
      {cleared < FEW
        ? tn("ward.only_few", cleared)
        : median_days_before === null
          ? t("ward.nothing_before", { days })
          : t("ward.days_before", { n: daysOf(median_days_before), days })}
    </Figure>
  );
}

interface FigureProps {
  label: string;
  n: string;
  /** What is counted, and from when. */
  says: string;
  children?: ComponentChildren;
}

function Figure({ label, n, says, children }: FigureProps) {
  return (
    <li class="card ward-figure">
      <p class="ward-label">{label}</p>
      <p class="ward-n">{n}</p>
      {children && <p class="ward-change">{children}</p>}
      <p class="ward-says">{says}</p>
    </li>
  );
}

interface BeforeProps {
  now: number;
  before: number;
  days: number;
  isGoodWhen?: "more";
}

function Before({ now, before, days, isGoodWhen }: BeforeProps) {
  const how = change(now, before);
  if (how === null) return <>{t("ward.none_either", { days })}</>;
  const words =
    how === "same" ? t("ward.same", { days }) : tn(`ward.change_${how}`, Math.abs(now - before), { days });
  return (
    <span class={how === isGoodWhen ? "ward-good" : undefined}>
      {how !== "same" && <Icon name={how === "more" ? "chevron-up" : "chevron-down"} size={16} />}
      {words}
    </span>
  );
}

function number(n: number): string {
  return new Intl.NumberFormat(language.value).format(n);
}
