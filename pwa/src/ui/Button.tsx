import "./Button.css";
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

type Kind = "primary" | "second" | "quiet" | "danger" | "link";

interface Looks {
  children: ComponentChildren;
  /** One primary a screen. */
  kind?: Kind;
  icon?: IconName;
  /** Which way it leads: a chevron after the words. */
  leads?: boolean;
  /** `large` for crews (gloves), `small` inside a card. */
  size?: "small" | "large";
}

interface ButtonProps extends Looks {
  onClick?: () => void;
  type?: "button" | "submit";
  /** While it works: what it is doing ("Sending photo 1 of 2"). It can't be pressed meanwhile. */
  busy?: string | null | undefined;
  disabled?: boolean;
  label?: string;
  pressed?: boolean;
  expanded?: boolean;
  describedBy?: string;
}

/** Does something here. For going somewhere take `LinkButton`. */
export function Button(props: ButtonProps) {
  const { children, kind = "primary", icon, size, onClick, type = "button", busy, disabled } = props;
  return (
    <button
      type={type}
      class={looks(kind, size)}
      onClick={busy ? undefined : onClick}
      disabled={disabled}
      aria-disabled={busy ? "true" : undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-describedby={props.describedBy}
    >
      {busy ? <Icon name="sync" size={22} /> : icon && <Icon name={icon} size={22} />}
      <span>{busy ?? children}</span>
      {props.leads && !busy && <Icon name="chevron-right" size={20} flips />}
    </button>
  );
}

interface LinkButtonProps extends Looks {
  href: string;
}

/** Looks like a button, goes to an address. */
export function LinkButton({ children, kind = "primary", icon, leads, size, href }: LinkButtonProps) {
  return (
    <a class={looks(kind, size)} href={href}>
      {icon && <Icon name={icon} size={22} />}
      <span>{children}</span>
      {leads && <Icon name="chevron-right" size={20} flips />}
    </a>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** What it does, for those who can't see the icon. */
  label: string;
  onClick: () => void;
  flips?: boolean;
  /** On the map: round and raised. */
  raised?: boolean;
  expanded?: boolean;
}

/** An icon with no word beside it: only for back, close, locate and the like. */
export function IconButton({ icon, label, onClick, flips, raised, expanded }: IconButtonProps) {
  return (
    <button
      type="button"
      class={raised ? "icon-button icon-button--raised" : "icon-button"}
      aria-label={label}
      aria-expanded={expanded}
      onClick={onClick}
    >
      <Icon name={icon} flips={flips ?? false} />
    </button>
  );
}

function looks(kind: Kind, size: Looks["size"]): string {
  return ["button", `button--${kind}`, size && `button--${size}`].filter(Boolean).join(" ");
}
