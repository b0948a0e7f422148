import "./Icon.css";
import sprite from "./icons.svg?url&no-inline";

/** Names of the symbols in icons.svg, without their `i-`. */
export type IconName = string;

/** Address of one symbol, for places that are not drawn by Preact: map markers. */
export function iconHref(name: IconName): string {
  return `${sprite}#i-${name}`;
}

interface IconProps {
  name: IconName;
  /** Edge in CSS pixels; grows with the text. */
  size?: number;
  /** Only where no word stands beside it. */
  label?: string;
  /** Chevrons and arrows turn round in right-to-left languages. */
  flips?: boolean;
}

/** One icon of the sprite, in the colour of the text round it. */
export function Icon({ name, size = 24, label, flips = false }: IconProps) {
  const edge = `${size / 16}rem`;
  return (
    <svg
      class={flips ? "icon icon--flips" : "icon"}
      width={edge}
      height={edge}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      focusable="false"
    >
      <use href={iconHref(name)} />
    </svg>
  );
}
