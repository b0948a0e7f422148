import "./SizePicker.css";
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

export interface Size {
  value: string;
  label: string;
  /** Key of its picture, where that is not the value. */
  picture?: string | undefined;
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
            <svg
              class="size-picture"
              width="44"
              height="36"
              viewBox="0 5 48 40"
              aria-hidden="true"
              focusable="false"
            >
              {PICTURES[size.picture || size.value] ?? PICTURES.dont_know}
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

/** By the keys of the seven classes, and of the depths of a hole. */
const PICTURES: Record<string, ComponentChildren> = {
  single_bag: (
    <path d="M14 38c-4-8 0-18 7-21l-3-2c1-3 4-4 5-5 3 2 4 0 6-1 1 2 4 2 4 3l-3 5c8 4 12 13 8 21z" />
  ),
  single_item: (
    <>
      <path d="M10 25v-8a4 4 0 0 1 4-4h20a4 4 0 0 1 4 4v8" />
      <path d="M6 28a4 4 0 0 1 8 0v3h20v-3a4 4 0 0 1 8 0v9H6zM11 37v3M37 37v3" />
    </>
  ),
  car_boot: (
    <>
      <path d="M6 34V24l8-2 6-9h14l6 9v12zM16 22h24" />
      <circle class="size-wheel" cx="15" cy="35" r="4" />
      <circle class="size-wheel" cx="33" cy="35" r="4" />
    </>
  ),
  small_van: (
    <>
      <path d="M5 35V19a3 3 0 0 1 3-3h18v19M26 16h5l7 9 5 2v8h-4M5 35h3M17 35h13M26 25h12" />
      <circle cx="12.5" cy="36" r="4.2" />
      <circle cx="34.5" cy="36" r="4.2" />
    </>
  ),
  transit_van: (
    <>
      <path d="M3 35V11a2 2 0 0 1 2-2h24v26M29 12h7l8 12v11h-3M3 35h4M16 35h15M29 24h15" />
      <circle cx="11.5" cy="36" r="4.5" />
      <circle cx="36" cy="36" r="4.5" />
    </>
  ),
  tipper_lorry: (
    <>
      <path d="M3 21h27v11H7zM6 20c3-7 8-3 10-8 4 5 8 2 11 8" />
      <path d="M30 34V16h7l7 9v10h-3M4 36h3M16 36h16M33 25h11" />
      <circle cx="11.5" cy="37" r="4" />
      <circle cx="36.5" cy="37" r="4" />
    </>
  ),
  many_loads: (
    <path d="M3 37c1-7 5-9 8-14 3 5 6 6 8 11M17 37c2-12 7-18 12-25 5 8 14 12 16 25zM26 26l4 5M34 24l2 5" />
  ),
  coin_edge: <path d="M4 22h8c2 0 2 6 5 6h14c3 0 3-6 5-6h8M20 24h8" />,
  coin: (
    <>
      <path d="M4 16h8c2 0 2 20 5 20h14c3 0 3-20 5-20h8" />
      <circle cx="24" cy="27" r="6" />
    </>
  ),
  fist: (
    <>
      <path d="M4 12h8c2 0 2 28 5 28h14c3 0 3-28 5-28h8" />
      <path d="M19 35V20M29 35V20M19 20a5 5 0 0 1 10 0M19 27h10M19 35h10" />
    </>
  ),
  dont_know: (
    <>
      <circle cx="24" cy="24" r="13" />
      <path d="M19.5 20.5a4.6 4.6 0 1 1 7 4c-1.8 1-2.5 1.8-2.5 3.5M24 31.5v.01" />
    </>
  ),
};
