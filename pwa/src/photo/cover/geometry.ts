/** Where covers and the crop lie on a photo. Everything in fractions 0 to 1 of the upright whole photo. */

/** A place on the photo, from its top left corner. */
export interface Spot {
  x: number;
  y: number;
}
/** A rectangle on the photo. */
export interface Area extends Spot {
  w: number;
  h: number;
}
/** A rectangle painted over. `blur` only where a detector proposed it; by hand everything is covered whole. */
export interface BoxCover extends Area {
  kind: "box";
  style: "cover" | "blur";
}
/** What a brush went over. `width` is a fraction of the photo's long edge. */
export interface StrokeCover {
  kind: "stroke";
  points: readonly (readonly [number, number])[];
  width: number;
  style: "cover";
}
export type Cover = BoxCover | StrokeCover;
/** What is done to a photo before anybody else sees it: parts covered, and what lies outside `crop` left away. */
export interface Covering {
  covers: readonly Cover[];
  crop: Area | null;
}
/** What a detector proposes to cover. */
export interface Found extends Area {
  kind: string;
  score?: number;
}

export const NOTHING_COVERED: Covering = { covers: [], crop: null };
/** The server's own limits. */
export const MOST_COVERS = 100;
export const MOST_POINTS = 500;
/** The smallest edge of a cover. */
export const LEAST_EDGE = 0.01;
/** The smallest edge of what a crop leaves. */
export const LEAST_CROP = 0.1;
/** Thinnest and thickest brush, in the photo's long edge. */
export const BRUSH = { least: 0.01, most: 0.15, first: 0.04, step: 0.01 } as const;
/** Digits kept of a fraction: a tenth of a pixel on the largest size that is served. */
const DIGITS = 10_000;
const WHOLE: Area = { x: 0, y: 0, w: 1, h: 1 };

/** A corner by which an area is pulled: west or east, north or south. */
export type Corner = "nw" | "ne" | "sw" | "se";
export const CORNERS: readonly Corner[] = ["nw", "ne", "sw", "se"];

/** The area between two spots, whichever lies where; never smaller than `least`, never outside the photo. */
export function areaBetween(one: Spot, other: Spot, least = LEAST_EDGE): Area {
  return inside(
    {
      x: Math.min(one.x, other.x),
      y: Math.min(one.y, other.y),
      w: Math.abs(one.x - other.x),
      h: Math.abs(one.y - other.y),
    },
    least,
  );
}

/** An area of a given size round a spot, pushed inside the photo. */
export function areaRound(spot: Spot, w: number, h: number): Area {
  return movedArea({ x: spot.x - w / 2, y: spot.y - h / 2, w: tidy(w), h: tidy(h) }, 0, 0);
}

/** The same area elsewhere: as far as asked, or to the edge of the photo. Its size stays. */
export function movedArea<T extends Area>(area: T, dx: number, dy: number): T {
  return { ...area, x: within(area.x + dx, 1 - area.w), y: within(area.y + dy, 1 - area.h) };
}

/** The same area larger or smaller, its top left corner where it was. */
export function resizedArea<T extends Area>(area: T, dw: number, dh: number, least = LEAST_EDGE): T {
  return {
    ...area,
    w: tidy(clamp(area.w + dw, Math.min(least, 1 - area.x), 1 - area.x)),
    h: tidy(clamp(area.h + dh, Math.min(least, 1 - area.y), 1 - area.y)),
  };
}

/** The same area with one corner pulled to a spot; the corner opposite stays. */
export function pulledArea<T extends Area>(area: T, corner: Corner, to: Spot, least = LEAST_EDGE): T {
  const fixed = {
    x: corner.endsWith("w") ? area.x + area.w : area.x,
    y: corner.startsWith("n") ? area.y + area.h : area.y,
  };
  return { ...area, ...areaBetween(fixed, to, least) };
}

/** A cover elsewhere, whole inside the photo. */
export function movedCover(cover: Cover, dx: number, dy: number): Cover {
  if (cover.kind === "box") return movedArea(cover, dx, dy);
  const bounds = boundsOf(cover);
  const to = movedArea(bounds, dx, dy);
  const [x, y] = [to.x - bounds.x, to.y - bounds.y];
  return { ...cover, points: cover.points.map((point) => spotOf({ x: point[0] + x, y: point[1] + y })) };
}

/** The area that a cover's points lie in, without the width of the brush. */
export function boundsOf(cover: Cover): Area {
  if (cover.kind === "box") return cover;
  const xs = cover.points.map(([x]) => x);
  const ys = cover.points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}

/** A stroke through these spots, with no more points than the server takes. */
export function strokeThrough(spots: readonly Spot[], width: number): StrokeCover {
  const stride = Math.ceil(spots.length / (MOST_POINTS - 1));
  const kept = spots.filter((_, index) => index % stride === 0 || index === spots.length - 1);
  return { kind: "stroke", points: kept.map(spotOf), width: tidy(width), style: "cover" };
}

/** Whether a spot is far enough from the last to be worth keeping. */
export function isFurther(spot: Spot, last: Spot | undefined): boolean {
  return !last || Math.hypot(spot.x - last.x, spot.y - last.y) >= 0.003;
}

/** A crop as it is stored: null where nothing is cut off. */
export function cropOf(area: Area): Area | null {
  const { x, y, w, h } = inside(area, LEAST_CROP);
  return x === 0 && y === 0 && w === 1 && h === 1 ? null : { x, y, w, h };
}

/** What a crop leaves. */
export function areaOf(crop: Area | null): Area {
  return crop ?? WHOLE;
}

/** Those of the proposals that nothing covers yet. */
export function uncovered(found: readonly Found[] | null, covers: readonly Cover[]): readonly Found[] {
  const boxes = covers.filter((cover) => cover.kind === "box");
  return (found ?? []).filter((one) => !boxes.some((box) => shareOf(one, box) > 0.8));
}

/** A proposal taken as it is. */
export function coverOf(found: Found): BoxCover {
  return { kind: "box", ...inside(found), style: "blur" };
}

/** Whether two coverings do the same to a photo. */
export function isSame(one: Covering, other: Covering): boolean {
  return JSON.stringify([one.covers, one.crop]) === JSON.stringify([other.covers, other.crop]);
}

/** How much of `part` lies under `over`, 0 to 1. */
function shareOf(part: Area, over: Area): number {
  const w = Math.min(part.x + part.w, over.x + over.w) - Math.max(part.x, over.x);
  const h = Math.min(part.y + part.h, over.y + over.h) - Math.max(part.y, over.y);
  return w > 0 && h > 0 ? (w * h) / (part.w * part.h) : 0;
}

function inside(area: Area, least = LEAST_EDGE): Area {
  const left = clamp(area.x, 0, 1 - least);
  const top = clamp(area.y, 0, 1 - least);
  const w = clamp(area.x + area.w - left, least, 1 - left);
  const h = clamp(area.y + area.h - top, least, 1 - top);
  return { x: tidy(left), y: tidy(top), w: fitted(left, w), h: fitted(top, h) };
}

/** A length that still ends inside the photo when its beginning was rounded. */
function fitted(from: number, length: number): number {
  return Math.floor(Math.min(length, 1 - tidy(from)) * DIGITS + 1e-6) / DIGITS;
}

function spotOf({ x, y }: Spot): [number, number] {
  return [within(x, 1), within(y, 1)];
}

function within(value: number, most: number): number {
  return tidy(clamp(value, 0, most));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Number.isFinite(value) ? value : least));
}

function tidy(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}
