import { describe, expect, it } from "vitest";
import { type Brush, paintCovers, planOf } from "./bake";
import type { Covering } from "./geometry";

/** Writes down what is painted. */
function easel(): { brush: Brush; rects: number[][]; lines: number[][]; widths: number[] } {
  const rects: number[][] = [];
  const lines: number[][] = [];
  const widths: number[] = [];
  const brush = {
    fillStyle: "",
    strokeStyle: "",
    lineCap: "butt" as CanvasLineCap,
    lineJoin: "miter" as CanvasLineJoin,
    lineWidth: 1,
    fillRect: (...area: number[]) => rects.push(area),
    beginPath: () => {},
    moveTo: (...spot: number[]) => lines.push(spot),
    lineTo: (...spot: number[]) => lines.push(spot),
    stroke() {
      widths.push(this.lineWidth);
    },
  };
  return { brush: brush as Brush, rects, lines, widths };
}

describe("the size of what is baked", () => {
  it("is the photo's own while that is small, and at most 2048 pixels long", () => {
    expect(planOf(640, 480, null)).toMatchObject({ width: 640, height: 480, scale: 1 });
    expect(planOf(4032, 3024, null)).toMatchObject({ width: 2048, height: 1536 });
    expect(planOf(3024, 4032, null)).toMatchObject({ width: 1536, height: 2048 });
  });

  it("is that of the part that is kept", () => {
    const plan = planOf(4000, 3000, { x: 0.25, y: 0.5, w: 0.5, h: 0.5 });
    expect(plan).toEqual({
      from: { x: 1000, y: 1500, w: 2000, h: 1500 },
      width: 2000,
      height: 1500,
      scale: 1,
    });
  });

  it("never is nothing, nor reaches past the photo's edge", () => {
    for (const [w, h] of [
      [1, 1],
      [3, 5000],
      [4999, 2],
    ] as const) {
      const plan = planOf(w, h, { x: 0.899, y: 0.9, w: 0.101, h: 0.1 });
      expect(Math.min(plan.width, plan.height, plan.from.w, plan.from.h)).toBeGreaterThanOrEqual(1);
      expect(plan.from.x + plan.from.w).toBeLessThanOrEqual(w);
      expect(plan.from.y + plan.from.h).toBeLessThanOrEqual(h);
    }
  });
});

describe("the covers", () => {
  it("lie where they lay on the whole photo, after it is cut and made smaller", () => {
    const covering: Covering = {
      covers: [{ kind: "box", x: 0.5, y: 0.5, w: 0.1, h: 0.1, style: "cover" }],
      crop: { x: 0.25, y: 0.25, w: 0.5, h: 0.5 },
    };
    const { brush, rects } = easel();
    paintCovers(brush, covering, 8000, 4000, planOf(8000, 4000, covering.crop, 2000));
    expect(rects).toEqual([[1000, 500, 400, 200]]);
  });

  it("leave no edge showing between pixels, and are whole where a blur was proposed", () => {
    const { brush, rects } = easel();
    const covers = [{ kind: "box", x: 0.105, y: 0.105, w: 0.1, h: 0.1, style: "blur" }] as const;
    paintCovers(brush, { covers, crop: null }, 100, 100, planOf(100, 100, null));
    expect(rects).toEqual([[10, 10, 11, 11]]);
  });

  it("follow the brush, as wide as it was on the long edge; a dot is drawn too", () => {
    const { brush, lines, widths } = easel();
    const covers = [
      {
        kind: "stroke",
        points: [
          [0.1, 0.2],
          [0.3, 0.4],
        ],
        width: 0.05,
        style: "cover",
      },
      { kind: "stroke", points: [[0.5, 0.5]], width: 0.02, style: "cover" },
    ] as const;
    paintCovers(brush, { covers, crop: null }, 1000, 500, planOf(1000, 500, null));
    expect(widths).toEqual([50, 20]);
    expect(lines.slice(0, 2)).toEqual([
      [100, 100],
      [300, 200],
    ]);
    expect(lines[3]?.[0]).toBeGreaterThan(lines[2]?.[0] ?? 0);
  });
});
