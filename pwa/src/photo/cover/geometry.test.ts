import { describe, expect, it } from "vitest";
import {
  type Area,
  areaBetween,
  areaOf,
  areaRound,
  BRUSH,
  CORNERS,
  type Cover,
  coverOf,
  cropOf,
  isFurther,
  LEAST_CROP,
  LEAST_EDGE,
  MOST_POINTS,
  movedCover,
  pulledArea,
  resizedArea,
  type Spot,
  strokeThrough,
  uncovered,
} from "./geometry";

/** Numbers that look like chance and are the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
/** Also far outside of the photo, and what is no number at all. */
function anywhere(next: () => number): number {
  const kind = next();
  if (kind < 0.03) return Number.NaN;
  if (kind < 0.06) return Number.POSITIVE_INFINITY;
  return kind < 0.4 ? next() * 6 - 3 : next();
}
const spotIn = (next: () => number): Spot => ({ x: anywhere(next), y: anywhere(next) });
const runs = Array.from({ length: 400 }, (_, seed) => seed + 1);

function expectInside({ x, y, w, h }: Area, least: number): void {
  for (const value of [x, y, w, h]) expect(Number.isFinite(value)).toBe(true);
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(Math.min(w, h)).toBeGreaterThanOrEqual(least - 0.0002);
  expect(Math.max(x + w, y + h)).toBeLessThanOrEqual(1 + 1e-9);
}

describe("an area", () => {
  it("never lies outside the photo, whatever is done to it", () => {
    for (const seed of runs) {
      const next = chance(seed);
      let area = areaBetween(spotIn(next), spotIn(next));
      expectInside(area, LEAST_EDGE);
      expectInside(areaRound(spotIn(next), next() * 0.9 + 0.05, next() * 0.9 + 0.05), 0.05);
      for (let step = 0; step < 12; step += 1) {
        const corner = CORNERS[Math.floor(next() * 4)] ?? "se";
        const act = next();
        if (act < 0.4) area = resizedArea(area, anywhere(next), anywhere(next));
        else if (act < 0.7) area = pulledArea(area, corner, spotIn(next));
        else
          area = movedCover(
            { kind: "box", style: "cover", ...area },
            anywhere(next),
            anywhere(next),
          ) as Area & Cover;
        expectInside(area, LEAST_EDGE);
      }
    }
  });

  it("keeps its size when it is pushed against an edge", () => {
    const moved = movedCover({ kind: "box", x: 0.4, y: 0.4, w: 0.3, h: 0.2, style: "cover" }, 5, -5);
    expect(moved).toEqual({ kind: "box", x: 0.7, y: 0, w: 0.3, h: 0.2, style: "cover" });
  });

  it("stays at the corner opposite to the one that is pulled", () => {
    const area = { x: 0.2, y: 0.3, w: 0.4, h: 0.4 };
    expect(pulledArea(area, "nw", { x: 0.5, y: 0.6 })).toEqual({ x: 0.5, y: 0.6, w: 0.1, h: 0.1 });
    expect(pulledArea(area, "se", { x: 0.1, y: 0.1 })).toEqual({ x: 0.1, y: 0.1, w: 0.1, h: 0.2 });
  });

  it("covers where a finger went, whichever way it went", () => {
    const one = areaBetween({ x: 0.1, y: 0.2 }, { x: 0.5, y: 0.6 });
    expect(one).toEqual({ x: 0.1, y: 0.2, w: 0.4, h: 0.4 });
    expect(areaBetween({ x: 0.5, y: 0.6 }, { x: 0.1, y: 0.2 })).toEqual(one);
  });
});

describe("a stroke", () => {
  it("lies on the photo, keeps its ends, and has no more points than may be sent", () => {
    for (const seed of runs.slice(0, 60)) {
      const next = chance(seed);
      const spots = Array.from({ length: 1 + Math.floor(next() * 4000) }, () => ({ x: next(), y: next() }));
      const stroke = strokeThrough(spots, BRUSH.first);
      expect(stroke.points.length).toBeLessThanOrEqual(MOST_POINTS);
      expect(stroke.points.length).toBeGreaterThan(0);
      for (const at of [0, -1]) {
        expect(stroke.points.at(at)?.[0]).toBeCloseTo(spots.at(at)?.x ?? -1, 4);
        expect(stroke.points.at(at)?.[1]).toBeCloseTo(spots.at(at)?.y ?? -1, 4);
      }
      const moved = movedCover(stroke, anywhere(next), anywhere(next));
      if (moved.kind !== "stroke") throw new Error("A stroke stays one.");
      for (const [x, y] of moved.points) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x, y)).toBeLessThanOrEqual(1);
      }
    }
  });

  it("leaves out what a still finger adds", () => {
    expect(isFurther({ x: 0.5, y: 0.5 }, undefined)).toBe(true);
    expect(isFurther({ x: 0.5, y: 0.501 }, { x: 0.5, y: 0.5 })).toBe(false);
    expect(isFurther({ x: 0.5, y: 0.51 }, { x: 0.5, y: 0.5 })).toBe(true);
  });
});

describe("a crop", () => {
  it("is none where it leaves the whole photo", () => {
    expect(cropOf({ x: -1, y: 0, w: 3, h: 1 })).toBeNull();
    expect(areaOf(null)).toEqual({ x: 0, y: 0, w: 1, h: 1 });
  });

  it("always leaves something to look at", () => {
    for (const seed of runs) {
      const next = chance(seed);
      const crop = cropOf(pulledArea(areaOf(null), "se", spotIn(next), LEAST_CROP));
      expectInside(areaOf(crop), LEAST_CROP);
    }
  });
});

describe("what a detector found", () => {
  const face = { kind: "face", x: 0.4, y: 0.4, w: 0.1, h: 0.1 };

  it("is proposed until something covers it", () => {
    expect(uncovered([face], [])).toEqual([face]);
    expect(uncovered([face], [coverOf(face)])).toEqual([]);
    expect(uncovered([face], [{ kind: "box", x: 0.45, y: 0.4, w: 0.1, h: 0.1, style: "cover" }])).toEqual([
      face,
    ]);
    expect(uncovered(null, [])).toEqual([]);
  });

  it("lies on the photo when it is taken, though the detector looked past its edge", () => {
    expectInside(coverOf({ kind: "face", x: -0.1, y: 0.95, w: 0.3, h: 0.4 }), LEAST_EDGE);
  });
});
