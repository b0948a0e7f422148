import type { Spot } from "./geometry";

/** How far one press of an arrow goes, in fractions of the photo. */
export const STEP = 0.01;
/** Which way each arrow key goes. A photo is not mirrored right to left. */
export const WAYS: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
