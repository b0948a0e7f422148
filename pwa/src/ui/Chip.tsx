import "./Chip.css";
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface ChipProps {
  children: ComponentChildren;
  chosen: boolean;
  onClick: () => void;
  icon?: IconName | undefined;
}

/** A filter that is on or off. Chosen adds a tick as well as fill. */
export function Chip({ children, chosen, onClick, icon }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={chosen} onClick={onClick}>
      {chosen ? <Icon name="check" size={18} /> : icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
    </button>
  );
}

interface ChoiceProps<T extends string> {
  /** The question. */
  legend: string;
  name: string;
  options: readonly { value: T; label: string; icon?: IconName | undefined }[];
  value: T | null;
  onChange: (value: T) => void;
  /** The legend is on the screen already as its question. */
  hideLegend?: boolean;
}

/** One answer out of a few, as chips: radio buttons by keyboard and for a screen reader. */
export function ChipChoice<T extends string>(props: ChoiceProps<T>) {
  const { legend, name, options, value, onChange, hideLegend = false } = props;
  return (
    <fieldset class="chip-choice">
      <legend class={hideLegend ? "visually-hidden" : "chip-legend"}>{legend}</legend>
      <div class="chips">
        {options.map((option) => (
          <label class="chip" key={option.value}>
            <input
              class="visually-hidden"
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.value === value ? (
              <Icon name="check" size={18} />
            ) : (
              option.icon && <Icon name={option.icon} size={20} />
            )}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
