// @vitest-environment node
import { expect, test } from "vitest";
import { along } from "./labels";

const measure = (text: string) => text.length * 8;

test("a name runs along its street from left to right, whichever way the street was drawn", () => {
  const east = along(Float64Array.of(0, 50, 300, 50), "Weir Lane", 150, measure);
  const west = along(Float64Array.of(300, 50, 0, 50), "Weir Lane", 150, measure);
  for (const glyphs of [east, west]) {
    expect(glyphs.map((glyph) => glyph.text).join("")).toBe("Weir Lane");
    const xs = glyphs.map((glyph) => glyph.x);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    expect(glyphs.every((glyph) => Math.abs(Math.cos(glyph.angle) - 1) < 1e-9)).toBe(true);
  }
});

test("a street too short for its name stays without", () => {
  expect(along(Float64Array.of(0, 0, 60, 0), "Weir Lane", 30, measure)).toEqual([]);
});

test("a name does not go round a sharp corner, but follows a gentle one", () => {
  expect(along(Float64Array.of(0, 0, 100, 0, 100, 100), "Weir Lane", 100, measure)).toEqual([]);
  expect(along(Float64Array.of(0, 0, 100, 0, 200, 30), "Weir Lane", 100, measure)).toHaveLength(9);
});
