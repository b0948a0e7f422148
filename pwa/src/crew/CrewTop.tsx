import "./crew.css";
import type { ComponentChildren } from "preact";
import { t, tn } from "../app/language";
import { liveState } from "../live/watch";
import { refused, waitingCount } from "../offline/outbox";
import { online } from "../offline/start";
import { IconButton } from "../ui/Button";
import { Icon } from "../ui/Icon";

interface CrewTopProps {
  title: string;
  sub?: string;
  onBack?: () => void;
  /** The bar's title is the screen's only heading. */
  isHeading?: boolean;
  children?: ComponentChildren;
}

/** The top of a crew's screen: where one is, and whether everything has gone. */
export function CrewTop({ title, sub, onBack, isHeading = false, children }: CrewTopProps) {
  return (
    <header class={onBack ? "crew-top crew-top--bar" : "crew-top"}>
      {onBack && <IconButton icon="chevron-left" label={t("ui.back")} flips onClick={onBack} />}
      <div class="crew-top-words">
        {isHeading ? (
          <h1 class="crew-top-title" tabIndex={-1}>
            {title}
          </h1>
        ) : (
          <p class="crew-top-title">{title}</p>
        )}
        {sub && <p class="crew-top-sub">{sub}</p>}
      </div>
      {children}
      <SyncPill />
    </header>
  );
}

/** What has not gone yet, in a word; nothing where all is well and live. */
function SyncPill() {
  const waiting = waitingCount.value;
  const stuck = refused.value.length;
  const isOffline = !online.value;
  const words = isOffline
    ? waiting > 0
      ? tn("crew.offline_to_send", waiting)
      : t("crew.offline")
    : stuck > 0
      ? tn("crew.not_taken", stuck)
      : waiting > 0
        ? tn("crew.sending", waiting)
        : t(liveState.value === "connecting" ? "crew.connecting" : "crew.live");
  const icon = isOffline ? "offline" : stuck > 0 ? "alert" : waiting > 0 ? "sync" : null;
  return (
    <p class="crew-sync" role="status">
      {icon ? <Icon name={icon} size={18} /> : <i class="crew-live-dot" />}
      <span>{words}</span>
    </p>
  );
}
