import { Fragment } from "preact";
import type { ServedReport } from "../api/shapes";
import { dayAndTime, distance } from "../app/dates";
import { language, t } from "../app/language";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { asking } from "./job";
import { PanelHeading } from "./PanelHeading";
import { Shown } from "./Shown";

/** What a person told us: their answers, their words, and how to reach them. */
export function ReportFacts({ report, heading }: { report: ServedReport; heading: string | null }) {
  return (
    <section class="panel-report">
      <PanelHeading>{heading ?? t("desk.told")}</PanelHeading>
      {report.description ? (
        <blockquote dir="auto" lang={report.language}>
          {report.description}
        </blockquote>
      ) : (
        <p class="muted">{t("desk.no_words")}</p>
      )}
      <dl class="panel-facts">
        {report.answers.map((answer) => (
          <Fragment key={answer.key}>
            <dt>{answer.key}</dt>
            <dd>{answer.name}</dd>
          </Fragment>
        ))}
        <dt>{t("desk.received")}</dt>
        <dd>{dayAndTime(report.received_at)}</dd>
        {report.at_home && (
          <>
            <dt>{t("desk.at_home")}</dt>
            <dd>{t(report.private ? "desk.at_home_private" : "desk.at_home_what")}</dd>
          </>
        )}
        {report.accuracy_m !== null && (
          <>
            <dt>{t("desk.place_within")}</dt>
            <dd>{distance(report.accuracy_m)}</dd>
          </>
        )}
        <Contact report={report} />
        {!report.language.toLowerCase().startsWith("en") && (
          <>
            <dt>{t("desk.reads")}</dt>
            <dd>{languageName(report.language)}</dd>
          </>
        )}
      </dl>
      <Shown report={report} />
      {report.can_share && (
        <Button
          kind="second"
          size="small"
          icon="share"
          onClick={() => (asking.value = { kind: "share", ref: report.ref })}
        >
          {t("share.open")}
        </Button>
      )}
      {report.can_moderate && (
        <a class="link small" href={`/desk/senders?ref=${report.ref}`}>
          {t("desk.limit_sender")}
        </a>
      )}
    </section>
  );
}

function Contact({ report }: { report: ServedReport }) {
  const { name, email, phone } = report;
  if (!name && !email && !phone)
    return (
      <>
        <dt>{t("desk.contact")}</dt>
        <dd>{t("desk.no_contact")}</dd>
      </>
    );
  return (
    <>
      <dt>{t("desk.contact")}</dt>
      <dd class="panel-contact">
        {name && <span dir="auto">{name}</span>}
        {email && (
          <a class="link" href={`mailto:${email}`}>
            {email}
          </a>
        )}
        {phone &&
          (report.needs.includes("no_phone") || report.needs.includes("bsl") ? (
            <span>
              <Icon name="hand" size={16} /> <span dir="ltr">{phone}</span> {t("desk.dont_ring")}
            </span>
          ) : (
            <a class="link" href={`tel:${phone.replace(/[^+\d]/g, "")}`} dir="ltr">
              {phone}
            </a>
          ))}
      </dd>
    </>
  );
}

function languageName(tag: string): string {
  return new Intl.DisplayNames([language.value], { type: "language" }).of(tag) ?? tag;
}
