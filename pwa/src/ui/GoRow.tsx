import "./GoRow.css";
import { Icon, type IconName } from "./Icon";

interface GoRowProps {
  href: string;
  title: string;
  hint?: string | undefined;
  icon: IconName;
  /** The icon on a tile of its own, as in lists of kinds. */
  tile?: boolean;
  /** There is to be no way back to this screen. */
  replaces?: boolean;
}

/** A full row that leads to another screen. */
export function GoRow({ href, title, hint, icon, tile = false, replaces = false }: GoRowProps) {
  return (
    <a class="go-row" href={href} data-replace={replaces || undefined}>
      <span class={tile ? "go-icon go-icon--tile" : "go-icon"}>
        <Icon name={icon} size={26} />
      </span>
      <span class="go-words">
        <span class="go-title">{title}</span>
        {hint && <span class="go-hint">{hint}</span>}
      </span>
      <Icon name="chevron-right" size={22} flips />
    </a>
  );
}
