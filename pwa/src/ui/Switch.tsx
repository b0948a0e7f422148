import "./Switch.css";
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ComponentChildren;
}

/** Something that is on or off from now on. */
export function Switch({ on, onChange, children }: SwitchProps) {
  return (
    <button type="button" class="switch" role="switch" aria-checked={on} onClick={() => onChange(!on)}>
      <span class="switch-words">{children}</span>
      <span class="switch-track">
        {on && <Icon name="check" size={14} />}
        <i />
      </span>
    </button>
  );
}
