import { t } from "../app/language";
import { Button } from "./Button";
import { Card } from "./Card";
import { Icon } from "./Icon";
import "./DidNotLoad.css";

/** Something didn't load: what, that nothing is lost, and a way out. */
export function DidNotLoad({ words, onRetry }: { words?: string | undefined; onRetry: () => void }) {
  return (
    <Card wrong>
      <div class="did-not-load" role="alert">
        <Icon name="alert" />
        <div>
          <p class="strong">{t("ui.did_not_load")}</p>
          <p class="small">{words ?? t("ui.nothing_lost")}</p>
        </div>
        <Button kind="second" size="small" onClick={onRetry}>
          {t("ui.try_again")}
        </Button>
      </div>
    </Card>
  );
}
