// @vitest-environment node
import { expect, test } from "vitest";
import { clusters } from "./cluster";
import { project } from "./mercator";

const at = (id: string, lat: number, lon: number) => ({ id, lat, lon });
const ids = (zoom: number, ...places: ReturnType<typeof at>[]) =>
  clusters(places, zoom).map((group) => group.places.map((place) => place.id));

test("reports moved to the same point of a street are one mark at every zoom", () => {
  const one = at("a", 53.42, -2.35);
  for (const zoom of [12, 16, 19]) expect(ids(zoom, one, { ...one, id: "b" })).toEqual([["a", "b"]]);
});

test("neighbours are parted by going nearer", () => {
  const near = [at("a", 53.42, -2.35), at("b", 53.4202, -2.35)];
  expect(ids(14, ...near)).toEqual([["a", "b"]]);
  expect(ids(18, ...near)).toEqual([["a"], ["b"]]);
});

test("neighbours are joined whichever cells they fall into", () => {
  for (let shift = 0; shift < 20; shift++) {
    const lon = -2.35 + shift * 0.00007;
    expect(ids(15, at("a", 53.42, lon), at("b", 53.4203, lon + 0.0002))).toEqual([["a", "b"]]);
  }
});

test("every place is in exactly one group", () => {
  const places = Array.from({ length: 500 }, (_, n) =>
    at(`${n}`, 53.4 + ((n * 37) % 101) / 4_000, -2.4 + ((n * 53) % 97) / 4_000),
  );
  const found = ids(14, ...places).flat();
  expect(found).toHaveLength(500);
  expect(new Set(found).size).toBe(500);
});

test("no two marks stand within reach of each other", () => {
  const places = Array.from({ length: 300 }, (_, n) =>
    at(`${n}`, 53.4 + ((n * 37) % 101) / 8_000, -2.4 + ((n * 53) % 97) / 8_000),
  );
  const marks = clusters(places, 15).map((group) => project(group.at, 15));
  const gaps = marks.flatMap((one, index) =>
    marks.slice(index + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
  );
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(44);
});

test("no places, no groups", () => {
  expect(clusters([], 15)).toEqual([]);
});
