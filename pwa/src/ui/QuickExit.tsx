import "./QuickExit.css";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../app/language";
import { Icon } from "./Icon";

/** A page that says nothing of this one; it is kept on the phone, so it comes without signal too. */
const ELSEWHERE = "/plain.html";
/** While this is set, `early.js` lets nobody come back by the back button. */
const LEFT = "left";
const TIMES = 3;
const WITHIN_MS = 2_000;

/**
 * "Leave now": away at once, by a tap or by pressing Escape three times, and the back button doesn't come back here.
 * `onLeave` forgets what was typed; it is called first, and what it begins has to be done without waiting.
 * On every private step, in the top corner.
 */
export function QuickExit({ onLeave }: { onLeave: () => void }) {
  const latest = useRef(onLeave);
  latest.current = onLeave;
  useEffect(() => {
    let presses: number[] = [];
    function press(event: KeyboardEvent) {
      if (event.key !== "Escape" || event.repeat) return;
      presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
      if (presses.length >= TIMES) leave(latest.current);
    }
    // Before anything on the screen can keep the key to itself.
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  }, []);
  return (
    <button
      type="button"
      class="quick-exit"
      title={t("ui.leave_keys")}
      aria-keyshortcuts="Escape Escape Escape"
      onClick={() => leave(onLeave)}
    >
      <Icon name="close" size={18} />
      {t("ui.leave_now")}
    </button>
  );
}

function leave(onLeave: () => void): void {
  document.documentElement.hidden = true;
  try {
    onLeave();
    sessionStorage.setItem(LEFT, "yes");
  } finally {
    location.replace(ELSEWHERE);
  }
}
