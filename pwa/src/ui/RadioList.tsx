import "./RadioList.css";
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

export interface RadioOption {
  value: string;
  label: string;
  hint?: string | undefined;
  icon?: IconName | undefined;
  /** Shown under the option once it is chosen: its own question. */
  follow?: ComponentChildren;
}

interface RadioListProps {
  legend: string;
  name: string;
  options: readonly RadioOption[];
  value: string | null;
  onChange: (value: string) => void;
  /** Told when an option is tapped. Arrow keys change the value without it: whoever uses them is still looking. */
  onTap?: () => void;
  /** The legend is on the screen already as its question. */
  hideLegend?: boolean;
}

/** One of several, each a full row for a thumb. */
export function RadioList({
  legend,
  name,
  options,
  value,
  onChange,
  onTap,
  hideLegend = false,
}: RadioListProps) {
  return (
    <fieldset class="radio-list">
      <legend class={hideLegend ? "visually-hidden" : "chip-legend"}>{legend}</legend>
      <div class="radio-rows">
        {options.map((option) => (
          <div key={option.value}>
            <label
              class="radio-row"
              onPointerUp={(event) => {
                if (event.button === 0) onTap?.();
              }}
            >
              <input
                class="visually-hidden"
                type="radio"
                name={name}
                checked={option.value === value}
                onChange={() => onChange(option.value)}
              />
              {option.icon && (
                <span class="radio-icon">
                  <Icon name={option.icon} />
                </span>
              )}
              <span class="radio-words">
                <span class="radio-label">{option.label}</span>
                {option.hint && <span class="radio-hint">{option.hint}</span>}
              </span>
              <span class="radio-mark">{option.value === value && <Icon name="check" size={16} />}</span>
            </label>
            {option.value === value && option.follow && <div class="radio-follow">{option.follow}</div>}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
