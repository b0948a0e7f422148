// @vitest-environment node
import { expect, test } from "vitest";
import { pixelsPerMetre, project } from "./mercator";
import { type BaseFeature, boundsOf, drawingOf } from "./shapes";

test("places are projected as every web map does it", () => {
  expect(project({ lat: 0, lon: 0 }, 0)).toEqual({ x: 128, y: 128 });
  const { x, y } = project({ lat: 53.42, lon: -2.35 }, 10);
  expect([Math.floor(x / 256), Math.floor(y / 256)]).toEqual([505, 331]);
  expect(pixelsPerMetre(0, 0)).toBeCloseTo(256 / 40_075_016.686, 12);
});

test("a base map falls into pieces by kind, in small numbers round its middle", () => {
  const features: BaseFeature[] = [
    {
      properties: { kind: "building", name: "" },
      geometry: {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [-2.35, 53.42],
              [-2.349, 53.42],
              [-2.349, 53.421],
              [-2.35, 53.42],
            ],
          ],
          [
            [
              [-2.33, 53.42],
              [-2.329, 53.42],
              [-2.329, 53.421],
              [-2.33, 53.42],
            ],
          ],
        ],
      },
    },
    { properties: { kind: "tree" }, geometry: { type: "MultiPoint", coordinates: [[-2.34, 53.42]] } },
    {
      properties: { kind: "street", name: "Weir Lane", name_cy: "Lôn y Gored" },
      geometry: {
        type: "LineString",
        coordinates: [
          [-2.35, 53.42],
          [-2.34, 53.42],
        ],
      },
    },
    { properties: { kind: "path" }, geometry: { type: "MultiLineString", coordinates: [] } },
    { properties: { kind: "park" }, geometry: { type: "Polygon", coordinates: [[]] } },
  ];
  const drawing = drawingOf(features, "en-GB");
  expect(drawing.byKind.get("building")).toHaveLength(2);
  expect(drawing.byKind.get("tree")?.[0]?.form).toBe("point");
  expect(drawing.byKind.get("street")?.[0]).toMatchObject({ form: "line", name: "Weir Lane" });
  expect(drawingOf(features, "cy").byKind.get("street")?.[0]?.name).toBe("Lôn y Gored");
  expect(drawing.byKind.get("path")).toEqual([]);
  expect(drawing.byKind.get("park")).toEqual([]);
  const numbers = [...drawing.byKind.values()].flat().flatMap((piece) => [...(piece.runs[0] ?? [])]);
  expect(Math.max(...numbers.map(Math.abs))).toBeLessThan(10_000);
});

test("a map with nothing on it is a map", () => {
  expect(drawingOf([], "en-GB").byKind.size).toBe(0);
  expect(boundsOf([])).toEqual({ west: 0, south: 0, east: 0, north: 0 });
});
