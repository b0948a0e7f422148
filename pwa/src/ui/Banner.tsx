import "./Banner.css";
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface BannerProps {
  kind: "info" | "private" | "warning" | "danger" | "offline";
  title?: string;
  children?: ComponentChildren;
  /** Said at once by a screen reader: for what has just gone wrong. */
  urgent?: boolean;
  icon?: IconName;
}

const ICONS = { info: "info", private: "lock", warning: "alert", danger: "alert", offline: "offline" };

/** Stays until its cause goes: offline, private, warning, danger. */
export function Banner({ kind, title, children, urgent = false, icon = ICONS[kind] }: BannerProps) {
  return (
    <div class={`banner banner--${kind}`} role={urgent ? "alert" : undefined}>
      <Icon name={icon} size={22} />
      <div>
        {title && <p class="banner-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}
