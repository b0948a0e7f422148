import { useSignal } from "@preact/signals";
import { t } from "../app/language";
import { Icon, type IconName } from "../ui/Icon";

interface PinPadProps {
  /** One step of the pin: to the right and down, negative for left and up. */
  onStep: (right: number, down: number) => void;
}

const WAYS: readonly { name: string; icon: IconName; right: number; down: number }[] = [
  { name: "up", icon: "chevron-up", right: 0, down: -1 },
  { name: "left", icon: "chevron-left", right: -1, down: 0 },
  { name: "right", icon: "chevron-right", right: 1, down: 0 },
  { name: "down", icon: "chevron-down", right: 0, down: 1 },
];

/** The pin that stands over the middle of the map. Its tip is the place. */
export function Pin() {
  return (
    <svg class="map-pin" viewBox="-32 -82 64 90" width="54" height="76" aria-hidden="true">
      <ellipse class="mk-shadow" rx="13" ry="5" />
      <path class="map-pin-body" d="M0 2C-4-12-26-26-26-50a26 26 0 0 1 52 0C26-26 4-12 0 2z" />
      <circle class="map-pin-eye" cy="-50" r="10" />
    </svg>
  );
}

/** Buttons that move the pin, for those who don't drag. */
export function PinPad({ onStep }: PinPadProps) {
  const isOpen = useSignal(false);
  return (
    <div class="map-pad">
      {isOpen.value && (
        <fieldset class="map-pad-ways">
          <legend class="visually-hidden">{t("map.move_pin")}</legend>
          {WAYS.map(({ name, icon, right, down }) => (
            <button
              key={name}
              type="button"
              class={`map-pad-way map-pad-way--${name}`}
              aria-label={t(`map.pin_${name}`)}
              onClick={() => onStep(right, down)}
            >
              <Icon name={icon} />
            </button>
          ))}
        </fieldset>
      )}
      <button
        type="button"
        class="map-pad-open"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <Icon name="move" size={20} />
        <span>{t("map.move_pin")}</span>
      </button>
    </div>
  );
}
