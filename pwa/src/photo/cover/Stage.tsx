import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../app/language";
import { useBrush } from "./brush";
import { CropFrame } from "./CropFrame";
import { dragOf } from "./drag";
import type { Editing } from "./editing";
import { type Found, type Spot, uncovered } from "./geometry";
import { HeldCover, placed } from "./HeldCover";
import { Painted } from "./Painted";
import { STEP, WAYS } from "./ways";

interface StageProps {
  editing: Editing;
  src: string;
  width: number;
  height: number;
  found: readonly Found[] | null;
  label: string;
  describedBy: string;
  brushWidth: number;
}

/** The photo itself, and on it whatever can be taken hold of. */
export function Stage(props: StageProps) {
  const { editing, src, width, height, found, label, describedBy, brushWidth } = props;
  const stage = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLButtonElement>(null);
  const pointed = useSignal(false);
  const { shown, tool, held } = editing;
  const ratio = width / height;
  const brush = useBrush(editing, brushWidth);
  const drag = useRef<ReturnType<typeof dragOf> | null>(null);
  const count = shown.covers.length;
  const wanted = held.value;

  useLayoutEffect(() => {
    // What was just put there has the focus, so that the keys act on it; a finger needs none.
    if (wanted === null || pointed.peek() || !stage.current?.contains(document.activeElement)) return;
    stage.current.querySelector<HTMLElement>(`[data-held="${wanted}"]`)?.focus();
  }, [wanted, count]);

  function spotAt(event: PointerEvent): Spot {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }
  function down(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0) return;
    pointed.value = true;
    const on = event.target instanceof Element ? event.target : null;
    if (on?.closest("[data-found]")) return;
    drag.current = dragOf(editing, spotAt(event), {
      held: on?.closest<HTMLElement>("[data-held]")?.dataset.held ?? null,
      corner: on?.closest<HTMLElement>("[data-corner]")?.dataset.corner ?? null,
      ratio,
      brushWidth,
    });
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }
  function up(event: PointerEvent): void {
    drag.current?.end(spotAt(event));
    drag.current = null;
  }
  function cancel(): void {
    drag.current = null;
    editing.draft.value = null;
  }

  function onKey(event: KeyboardEvent): void {
    pointed.value = false;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isHeld = event.target instanceof HTMLElement && event.target.dataset.held !== undefined;
    const acts = isHeld ? keyOnHeld(event) : event.target === paper.current && keyOnStage(event);
    if (acts) event.preventDefault();
  }
  function keyOnHeld({ key, shiftKey }: KeyboardEvent): boolean {
    const way = WAYS[key];
    if (way) (shiftKey ? editing.resize : editing.move)(way.x * STEP, way.y * STEP);
    else if (key === "Delete" || key === "Backspace") {
      editing.remove();
      if (tool.value !== "crop") paper.current?.focus();
    } else if (key === "Escape") paper.current?.focus();
    else return false;
    return true;
  }
  function keyOnStage(event: KeyboardEvent): boolean {
    if (tool.value === "brush") return brush.key(event);
    if (event.key !== "Enter") return false;
    if (tool.value === "cover") editing.addBox({ x: 0.5, y: 0.5 }, ratio);
    else stage.current?.querySelector<HTMLElement>("[data-held=crop]")?.focus();
    return true;
  }

  const isCropping = tool.value === "crop";
  return (
    <div
      ref={stage}
      class={`cover-stage cover-stage--${tool.value}`}
      style={{ aspectRatio: `${width} / ${height}`, "--cover-ratio": ratio }}
      // A screen reader leaves the arrows to it, as to a map.
      role="application"
      aria-label={label}
      onPointerDown={down}
      onPointerMove={(event) => drag.current?.move(spotAt(event))}
      onPointerUp={up}
      onPointerCancel={cancel}
      onKeyDown={onKey}
    >
      <button
        ref={paper}
        type="button"
        class="cover-paper"
        aria-label={label}
        aria-describedby={describedBy}
        onBlur={brush.lift}
      />
      <Painted src={src} width={width} height={height} covering={{ covers: shown.covers, crop: null }} />
      {!isCropping &&
        shown.covers.map((cover, index) => (
          <HeldCover key={index} cover={cover} n={index + 1} editing={editing} />
        ))}
      {tool.value === "cover" &&
        uncovered(found, shown.covers).map((one) => (
          <button
            type="button"
            key={`${one.x} ${one.y}`}
            class="cover-found"
            data-found
            style={placed(one)}
            aria-label={t(one.kind === "plate" ? "cover.found_plate" : "cover.found_face")}
            onClick={() => editing.take(one)}
          />
        ))}
      {tool.value === "brush" && brush.cursor}
      {(isCropping || shown.crop) && <CropFrame crop={shown.crop} isHeld={isCropping} editing={editing} />}
    </div>
  );
}
