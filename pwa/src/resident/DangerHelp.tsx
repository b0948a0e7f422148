import "./DangerHelp.css";
import { useSignal } from "@preact/signals";
import { t } from "../app/language";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";

interface DangerHelpProps {
  title: string;
  /** Also whom to ring when it is not urgent, or without a name. */
  more?: boolean;
  /** What to do, or not to do, with this kind of problem. */
  advice?: string | undefined;
}

/** Before any question about people: whom to ring, text or sign to, when somebody is in danger. */
export function DangerHelp({ title, more = false, advice }: DangerHelpProps) {
  const isOpen = useSignal(false);
  return (
    <section class="danger-help">
      <h2>
        <Icon name="alert" size={26} />
        {title}
      </h2>
      <div class="pair">
        <a class="button button--danger" href="tel:999">
          <Icon name="phone" size={22} />
          <span>{t("report.call_999")}</span>
        </a>
        <Button
          kind="second"
          onClick={() => {
            isOpen.value = true;
          }}
        >
          {t("report.text_or_sign")}
        </Button>
      </div>
      {advice && <p class="danger-advice">{advice}</p>}
      {more && (
        <p class="danger-numbers">
          <span>
            {t("report.not_urgent")} <a href="tel:101">101</a>
          </span>
          <span>
            {t("report.no_name")} <a href="tel:0800555111">0800 555 111</a>
          </span>
        </p>
      )}
      {isOpen.value && (
        <Dialog
          title={t("report.text_or_sign")}
          onClose={() => {
            isOpen.value = false;
          }}
        >
          <ul class="stack">
            {(["text", "relay", "bsl"] as const).map((way) => (
              <li key={way}>
                <p class="strong">{t(`report.sos_${way}`)}</p>
                <p>{t(`report.sos_${way}_how`)}</p>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </section>
  );
}
