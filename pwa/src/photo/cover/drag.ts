import { t } from "../../app/language";
import type { Editing } from "./editing";
import {
  areaBetween,
  areaOf,
  CORNERS,
  type Corner,
  type Cover,
  type Covering,
  cropOf,
  isFurther,
  LEAST_CROP,
  movedArea,
  movedCover,
  pulledArea,
  type Spot,
  strokeThrough,
} from "./geometry";

/** What a finger, pen or mouse does between going down and up. */
export interface Drag {
  move(to: Spot): void;
  end(at: Spot): void;
}

interface Start {
  /** What lies under the finger: a cover's number, "crop", or nothing. */
  held: string | null;
  corner: string | null;
  /** Of the photo: width through height. */
  ratio: number;
  brushWidth: number;
}

/** A finger that moved less has tapped. */
const TAP = 0.012;

/** Begin what the chosen tool does at this spot. */
export function dragOf(editing: Editing, from: Spot, start: Start): Drag {
  if (editing.tool.value === "brush") return brushing(editing, from, start.brushWidth);
  if (editing.tool.value === "crop") return cropping(editing, from, start);
  const at = start.held === null ? -1 : Number(start.held);
  const cover = editing.shown.covers[at];
  if (!cover) return boxing(editing, from, start.ratio);
  editing.held.value = at;
  return shifting(editing, from, at, cover, cornerOf(start.corner));
}

function brushing(editing: Editing, from: Spot, width: number): Drag {
  const spots = [from];
  const before = editing.shown;
  const show = () => {
    editing.draft.value = { ...before, covers: [...before.covers, strokeThrough(spots, width)] };
  };
  show();
  return {
    move(to) {
      if (!isFurther(to, spots.at(-1))) return;
      spots.push(to);
      show();
    },
    end() {
      editing.add(strokeThrough(spots, width), t("cover.brushed"));
      editing.held.value = null;
    },
  };
}

function boxing(editing: Editing, from: Spot, ratio: number): Drag {
  const before = editing.shown;
  const boxTo = (to: Spot): Cover => ({ kind: "box", ...areaBetween(from, to), style: "cover" });
  return {
    move(to) {
      if (isTap(from, to)) editing.draft.value = null;
      else editing.draft.value = { ...before, covers: [...before.covers, boxTo(to)] };
    },
    end(at) {
      if (isTap(from, at)) editing.addBox(from, ratio);
      else editing.add(boxTo(at), t("cover.added", { n: before.covers.length + 1 }));
    },
  };
}

function shifting(editing: Editing, from: Spot, at: number, cover: Cover, corner: Corner | null): Drag {
  const to = (spot: Spot): Covering =>
    editing.withCover(
      at,
      corner && cover.kind === "box"
        ? pulledArea(cover, corner, spot)
        : movedCover(cover, spot.x - from.x, spot.y - from.y),
    );
  return {
    move(spot) {
      if (!isTap(from, spot)) editing.draft.value = to(spot);
    },
    end(spot) {
      if (isTap(from, spot)) editing.draft.value = null;
      else editing.commit(to(spot));
    },
  };
}

function cropping(editing: Editing, from: Spot, start: Start): Drag {
  const before = editing.shown;
  const area = areaOf(before.crop);
  const corner = cornerOf(start.corner);
  const to = (spot: Spot): Covering => {
    if (corner) return { ...before, crop: cropOf(pulledArea(area, corner, spot, LEAST_CROP)) };
    if (before.crop === null) return { ...before, crop: cropOf(areaBetween(from, spot, LEAST_CROP)) };
    return { ...before, crop: cropOf(movedArea(area, spot.x - from.x, spot.y - from.y)) };
  };
  return {
    move(spot) {
      if (!isTap(from, spot)) editing.draft.value = to(spot);
    },
    end(spot) {
      if (isTap(from, spot)) editing.draft.value = null;
      else editing.commit(to(spot));
    },
  };
}

function cornerOf(name: string | null): Corner | null {
  return CORNERS.find((corner) => corner === name) ?? null;
}

function isTap(from: Spot, to: Spot): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) < TAP;
}
