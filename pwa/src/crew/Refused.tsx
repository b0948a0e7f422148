import { t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { giveUp, type Stop, tryAgain } from "./round";

/** What the server would not take, why, and the two ways out. Nothing where all is well. */
export function Refused({ stop }: { stop: Stop }) {
  if (!stop.refused) return null;
  const { entry, problem } = stop.refused;
  return (
    <Banner kind="danger" title={t("crew.refused")} urgent>
      <p>{problem?.detail || t("crew.refused_what")}</p>
      <div class="pair crew-refused-ways">
        <Button kind="second" size="small" icon="sync" onClick={() => void tryAgain(entry)}>
          {t("ui.try_again")}
        </Button>
        <Button kind="link" size="small" onClick={() => void giveUp(entry)}>
          {t("crew.give_up")}
        </Button>
      </div>
    </Banner>
  );
}
