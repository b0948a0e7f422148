import "./TopBar.css";
import type { ComponentChildren } from "preact";
import { t } from "../app/language";
import { IconButton } from "./Button";

interface TopBarProps {
  /** Small title in the bar. The screen's own heading is its `h1`. */
  title?: string;
  /** The title is the screen's only heading. */
  isHeading?: boolean;
  onBack?: () => void;
  /** A cross in place of the arrow: this leaves the whole flow. */
  closes?: boolean;
  children?: ComponentChildren;
}

/** Back, title, and one action at the end. */
export function TopBar({ title, isHeading = false, onBack, closes = false, children }: TopBarProps) {
  return (
    <header class="top-bar">
      {onBack && (
        <IconButton
          icon={closes ? "close" : "chevron-left"}
          label={t(closes ? "ui.close" : "ui.back")}
          flips={!closes}
          onClick={onBack}
        />
      )}
      {isHeading ? (
        <h1 class="top-bar-title" tabIndex={-1}>
          {title}
        </h1>
      ) : (
        <p class="top-bar-title">{title}</p>
      )}
      {children}
    </header>
  );
}
