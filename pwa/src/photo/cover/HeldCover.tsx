import { t } from "../../app/language";
import { type Editing, inPercent } from "./editing";
import { type Area, boundsOf, CORNERS, type Cover } from "./geometry";

/** One cover that can be taken hold of: by Tab, or by a finger. */
export function HeldCover({ cover, n, editing }: { cover: Cover; n: number; editing: Editing }) {
  const isHeld = editing.held.value === n - 1;
  const bounds = boundsOf(cover);
  const label = t(cover.kind === "box" ? "cover.box" : "cover.stroke", { n, ...inPercent(bounds) });
  return (
    <button
      type="button"
      class={isHeld ? "cover-held cover-held--now" : "cover-held"}
      data-held={n - 1}
      style={placed(bounds)}
      aria-label={label}
      aria-current={isHeld ? "true" : undefined}
      onFocus={() => {
        editing.held.value = n - 1;
      }}
    >
      {isHeld &&
        cover.kind === "box" &&
        CORNERS.map((corner) => (
          <i key={corner} class={`cover-corner cover-corner--${corner}`} data-corner={corner} />
        ))}
    </button>
  );
}

/** Style that lays an element over an area of the photo. Never mirrored: a photo is not. */
export function placed({ x, y, w, h }: Area) {
  return { left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` };
}
