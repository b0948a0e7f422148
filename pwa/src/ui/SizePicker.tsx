import "./SizePicker.css";
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

export interface Size {
  value: string;
  label: string;
}

interface SizePickerProps {
  legend: string;
  name: string;
  sizes: readonly Size[];
  value: string | null;
  onChange: (value: string) => void;
}

/** How much: seven pictures and "Don't know", four across, two with large text. Chosen adds a tick. */
export function SizePicker({ legend, name, sizes, value, onChange }: SizePickerProps) {
  return (
    <fieldset class="size-picker">
      <legend class="chip-legend">{legend}</legend>
      <div class="sizes">
        {sizes.map((size) => (
          <label class="size" key={size.value}>
            <input
              class="visually-hidden"
              type="radio"
              name={name}
              checked={size.value === value}
              onChange={() => onChange(size.value)}
            />
            <svg width="34" height="26" viewBox="0 0 34 26" aria-hidden="true" focusable="false">
              <g
                fill="none"
                stroke="currentColor"
                stroke-width="1.75"
                stroke-linejoin="round"
                stroke-linecap="round"
              >
                {PICTURES[size.value] ?? PICTURES.unknown}
              </g>
            </svg>
            <span>{size.label}</span>
            {size.value === value && (
              <span class="size-tick">
                <Icon name="check" size={12} />
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const wheels = (a: number, b: number) => (
  <>
    <circle cx={a} cy="21" r="2.4" />
    <circle cx={b} cy="21" r="2.4" />
  </>
);

/** By the keys of the seven classes. */
const PICTURES: Record<string, ComponentChildren> = {
  bag: <path d="M13 10c-3 3-4 12 4 12s7-9 4-12M14 10h6M15 10l-2-4 4 1 4-1-2 4" />,
  item: <path d="M8 12V9q0-3 3-3h12q3 0 3 3v3M5 12h5v4h14v-4h5v8H5zM8 20v3M26 20v3" />,
  car_boot: (
    <>
      <path d="M5 21H3v-6l4-2 4-6h12l5 6 3 2v6h-3M12 21h10M16 7v6M8 13h20" />
      {wheels(9, 25)}
    </>
  ),
  small_van: (
    <>
      <path d="M6 21H3V7h17l6 7 5 1v6h-3M11 21h12M20 7v7h6" />
      {wheels(8.5, 25.5)}
    </>
  ),
  transit_van: (
    <>
      <path d="M6 21H2V4h20l6 9 4 2v6h-3M11 21h13M22 4v9h6M14 4v13" />
      {wheels(8.5, 26.5)}
    </>
  ),
  tipper: (
    <>
      <path d="M5 21H3v-4h18v4M10 21h9M21 8h6l4 6v7h-2M24 21h-3M2 6l2 9h15l2-9z" />
      {wheels(7.5, 26.5)}
    </>
  ),
  multi: <path d="M2 22h30M4 22l6-9 4 5 5-12 6 9 2-3 5 10M9 8h.01M26 8h.01" />,
  unknown: (
    <>
      <circle cx="17" cy="13" r="9" />
      <path d="M14.3 10.5a2.7 2.7 0 1 1 4 2.3c-.9.5-1.3 1-1.3 2M17 17.6h.01" />
    </>
  ),
};
