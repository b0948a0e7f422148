import "./QuickExit.css";
import { t } from "../app/language";
import { Icon } from "./Icon";

/** A plain, busy page that says nothing of this one. */
const ELSEWHERE = "https://www.bbc.co.uk/weather";

/**
 * "Leave now": away at once, and the back button doesn't come back here. `onLeave` forgets what was typed.
 * On every private step, in the top corner.
 */
export function QuickExit({ onLeave }: { onLeave: () => void }) {
  return (
    <button
      type="button"
      class="quick-exit"
      onClick={() => {
        onLeave();
        document.documentElement.hidden = true;
        location.replace(ELSEWHERE);
      }}
    >
      <Icon name="close" size={18} />
      {t("ui.leave_now")}
    </button>
  );
}
