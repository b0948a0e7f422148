import { useSignal } from "@preact/signals";
import { t } from "../../app/language";
import type { Editing } from "./editing";
import { type Spot, strokeThrough } from "./geometry";
import { STEP, WAYS } from "./ways";

/** With Shift the brush goes so many steps at once. */
const FAR = 5;

/** The brush, led by keys: arrows move it, Space lowers and lifts it. */
export function useBrush(editing: Editing, width: number) {
  const spot = useSignal<Spot>({ x: 0.5, y: 0.5 });
  const line = useSignal<readonly Spot[] | null>(null);

  function draw(spots: readonly Spot[]): void {
    line.value = spots;
    const { covers, crop } = editing.shown;
    // All but what is being drawn, which is the last while there is a draft.
    const before = editing.draft.value ? covers.slice(0, -1) : covers;
    editing.draft.value = { covers: [...before, strokeThrough(spots, width)], crop };
  }
  function lift(): void {
    const drawn = line.value;
    if (!drawn) return;
    line.value = null;
    editing.add(strokeThrough(drawn, width), t("cover.brushed"));
    editing.held.value = null;
  }
  function key(event: KeyboardEvent): boolean {
    const way = WAYS[event.key];
    if (way) {
      const far = STEP * (event.shiftKey ? FAR : 1);
      spot.value = { x: within(spot.value.x + way.x * far), y: within(spot.value.y + way.y * far) };
      if (line.value) draw([...line.value, spot.value]);
      else editing.say(t("cover.brush_at", percentOf(spot.value)));
      return true;
    }
    if (event.key === " ") {
      if (line.value) lift();
      else {
        draw([spot.value]);
        editing.say(t("cover.brush_down", percentOf(spot.value)));
      }
      return true;
    }
    if (event.key === "Escape" && line.value) {
      line.value = null;
      editing.draft.value = null;
      return true;
    }
    return false;
  }

  const { x, y } = spot.value;
  const cursor = (
    <i
      class={line.value ? "cover-brush cover-brush--down" : "cover-brush"}
      style={{ left: `${x * 100}%`, top: `${y * 100}%`, "--cover-brush": width }}
    />
  );
  return { key, lift, cursor };
}

function within(value: number): number {
  return Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
}

function percentOf({ x, y }: Spot): { left: number; top: number } {
  return { left: Math.round(x * 100), top: Math.round(y * 100) };
}
