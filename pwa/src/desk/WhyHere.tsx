import type { ServedReport } from "../api/shapes";
import { t, tn } from "../app/language";
import { Icon } from "../ui/Icon";
import { PanelHeading } from "./PanelHeading";

/** "Why it came here": the sentence, the rule that decided, and on request those that did not. */
export function WhyHere({ report }: { report: ServedReport }) {
  const decided = report.rules.filter((rule) => rule.matched);
  const others = report.rules.filter((rule) => !rule.matched);
  return (
    <section class="card panel-why">
      <PanelHeading>
        <Icon name="rules" size={20} />
        {t("desk.why")}
      </PanelHeading>
      {report.explanation && <p>{report.explanation}</p>}
      <ul>
        {decided.map((rule) => (
          <li key={rule.text}>
            <Icon name="check" size={18} />
            <span>
              <b>{rule.text}.</b> <span class="muted">{rule.why}</span>
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>{tn("desk.why_not", others.length)}</summary>
          <ul class="panel-why-not">
            {others.map((rule) => (
              <li key={rule.text}>
                <Icon name="minus" size={18} />
                <span>
                  <b>{rule.text}.</b> <span class="muted">{rule.why}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="small muted">{t("desk.why_by_itself")}</p>
    </section>
  );
}
