import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t, tn } from "../../app/language";
import {
  type Area,
  areaOf,
  areaRound,
  boundsOf,
  type Cover,
  type Covering,
  coverOf,
  cropOf,
  type Found,
  isSame,
  LEAST_CROP,
  MOST_COVERS,
  movedArea,
  movedCover,
  resizedArea,
  type Spot,
} from "./geometry";
import { NO_PAST, type Past, remember, undo } from "./history";

export type Tool = "cover" | "brush" | "crop";
/** What the keys and the arrows under the picture act on: a cover by its number, or the frame of the crop. */
export type Held = number | "crop" | null;

/** Everything that can be done to one photo, by whatever means: finger, pen, mouse, key or button. */
export type Editing = ReturnType<typeof useEditing>;

/** Keep what is being done to one photo. `value` is the parent's; each act that is whole goes to `onChange`. */
export function useEditing(value: Covering, onChange: (next: Covering) => void) {
  const past = useSignal<Past>(NO_PAST);
  const draft = useSignal<Covering | null>(null);
  const held = useSignal<Held>(null);
  const tool = useSignal<Tool>("cover");
  const said = useSignal("");
  const given = useRef(value);
  if (given.current !== value && !isSame(given.current, value)) {
    // Somebody else changed it: what was done before is not to be brought back over that.
    past.value = NO_PAST;
    held.value = null;
  }
  given.current = value;

  /** Said once by a screen reader; the same words a second time are said again. */
  function say(words: string): void {
    said.value = said.peek() === words ? `${words}\u00a0` : words;
  }
  function commit(next: Covering, what: string | null = null): void {
    draft.value = null;
    if (isSame(given.current, next)) return;
    past.value = remember(past.value, given.current, what);
    given.current = next;
    onChange(next);
  }
  function withCover(at: number, cover: Cover): Covering {
    const { covers, crop } = given.current;
    return { covers: covers.map((one, index) => (index === at ? cover : one)), crop };
  }
  function add(cover: Cover, words: string): void {
    const { covers, crop } = given.current;
    if (covers.length >= MOST_COVERS) {
      draft.value = null;
      say(t("cover.no_more"));
      return;
    }
    commit({ covers: [...covers, cover], crop });
    held.value = covers.length;
    say(words);
  }

  return {
    /** What is on the screen: with what is still under the finger. */
    shown: draft.value ?? value,
    draft,
    held,
    tool,
    said,
    say,
    commit,
    withCover,
    add,
    canUndo: past.value.steps.length > 0,

    choose(next: Tool): void {
      tool.value = next;
      held.value = next === "crop" ? "crop" : null;
      draft.value = null;
      say(t(`cover.${next}_keys`));
    },
    /** A box of the usual size, square on the screen. */
    addBox(round: Spot, ratio: number): void {
      const w = ratio >= 1 ? 0.16 : 0.24;
      const area = areaRound(round, w, Math.min(0.5, w * ratio));
      add({ kind: "box", ...area, style: "cover" }, t("cover.added", { n: given.current.covers.length + 1 }));
    },
    take(found: Found): void {
      add(coverOf(found), t("cover.taken", { n: given.current.covers.length + 1 }));
    },
    takeAll(found: readonly Found[]): void {
      const { covers, crop } = given.current;
      const taken = found.slice(0, MOST_COVERS - covers.length).map(coverOf);
      commit({ covers: [...covers, ...taken], crop });
      say(tn("cover.all_taken", taken.length));
    },
    /** Move what is held, by fractions of the photo. */
    move(dx: number, dy: number): void {
      const at = held.value;
      if (at === null) return;
      if (at === "crop") {
        setCrop(movedArea(areaOf(given.current.crop), dx, dy));
        return;
      }
      const cover = given.current.covers[at];
      if (!cover) return;
      const next = movedCover(cover, dx, dy);
      commit(withCover(at, next), `move ${at}`);
      say(placeOf(boundsOf(next)));
    },
    /** Make what is held larger or smaller. A stroke keeps its size. */
    resize(dw: number, dh: number): void {
      const at = held.value;
      if (at === null) return;
      if (at === "crop") {
        setCrop(resizedArea(areaOf(given.current.crop), dw, dh, LEAST_CROP));
        return;
      }
      const cover = given.current.covers[at];
      if (cover?.kind !== "box") return;
      const next = resizedArea(cover, dw, dh);
      commit(withCover(at, next), `size ${at}`);
      say(placeOf(next));
    },
    /** Take away the cover that is held, or the crop. */
    remove(): void {
      const at = held.value;
      const { covers, crop } = given.current;
      if (at === "crop") {
        commit({ covers, crop: null });
        say(t("cover.whole"));
      } else if (at !== null && covers[at]) {
        commit({ covers: covers.filter((_, index) => index !== at), crop });
        held.value = null;
        say(t("cover.removed", { n: at + 1 }));
      }
    },
    undo(): void {
      const back = undo(past.value);
      if (!back) {
        say(t("cover.nothing_to_undo"));
        return;
      }
      past.value = back.past;
      draft.value = null;
      given.current = back.value;
      if (typeof held.value === "number" && !back.value.covers[held.value]) held.value = null;
      onChange(back.value);
      say(tn("cover.undone", back.value.covers.length));
    },
  };

  function setCrop(area: Area): void {
    const crop = cropOf(area);
    commit({ covers: given.current.covers, crop }, "crop");
    say(t("cover.crop_at", inPercent(areaOf(crop))));
  }
}

/** Where an area lies, in words. */
export function placeOf(area: Area): string {
  return t("cover.place", inPercent(area));
}

/** An area in whole hundredths of the photo. */
export function inPercent({ x, y, w, h }: Area): { left: number; top: number; wide: number; high: number } {
  const percent = (fraction: number) => Math.round(fraction * 100);
  return { left: percent(x), top: percent(y), wide: percent(w), high: percent(h) };
}
