import "./Sheet.css";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../app/language";

type Stop = "low" | "half" | "full";
const STOPS: readonly Stop[] = ["low", "half", "full"];

interface SheetProps {
  label: string;
  /** Always in sight at the top of the sheet. */
  head: ComponentChildren;
  children: ComponentChildren;
}

/**
 * Lies over the map with three stops. The handle is dragged, or pressed, or moved by the arrow keys;
 * Escape lowers it. Beside the map on a wide screen, where it needs no stops.
 */
export function Sheet({ label, head, children }: SheetProps) {
  const [stop, setStop] = useState<Stop>("half");
  const from = useRef<number | null>(null);
  const move = (by: number) => {
    const next = STOPS[Math.min(STOPS.length - 1, Math.max(0, STOPS.indexOf(stop) + by))];
    if (next) setStop(next);
  };
  return (
    <section
      class={`sheet sheet--${stop}`}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === "Escape") setStop("low");
      }}
    >
      <button
        type="button"
        class="sheet-handle"
        aria-expanded={stop !== "low"}
        aria-label={t(stop === "full" ? "ui.sheet_lower" : "ui.sheet_raise")}
        onClick={() => setStop(stop === "full" ? "low" : stop === "low" ? "half" : "full")}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp") move(1);
          else if (event.key === "ArrowDown") move(-1);
          else return;
          event.preventDefault();
        }}
        onPointerDown={(event) => {
          from.current = event.clientY;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={(event) => {
          const dragged = from.current === null ? 0 : event.clientY - from.current;
          from.current = null;
          if (Math.abs(dragged) > 24) move(dragged < 0 ? 1 : -1);
        }}
      >
        <i />
      </button>
      <div class="sheet-head">{head}</div>
      <div class="sheet-body">{children}</div>
    </section>
  );
}
