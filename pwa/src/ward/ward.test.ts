import { describe, expect, it } from "vitest";
import type { MapReport } from "../api/shapes";
import { change, shapeOf, shownShapes, toggleShape, worthRaising } from "./ward";

function report(ref: string, more: Partial<MapReport> = {}): MapReport {
  return {
    ref,
    issue_type: "litter",
    title: "Litter",
    status: "received",
    is_open: true,
    is_overdue: false,
    street: "Weir Lane",
    received_on: "2026-11-01",
    point: { lat: 53.42, lon: -2.35 },
    photo: null,
    ...more,
  };
}

describe("a ward", () => {
  it.each([
    [{}, "new"],
    [{ status: "scheduled" }, "doing"],
    [{ status: "passed_on", is_open: false }, "doing"],
    [{ is_overdue: true }, "late"],
    [{ status: "cleared", is_open: false, is_overdue: true }, "done"],
  ] as const)("draws %o as %s", (more, shape) => {
    expect(shapeOf(report("a", more))).toBe(shape);
  });

  it("raises what is late, longest first, and nothing else", () => {
    const late = { is_overdue: true };
    const found = worthRaising([
      report("new"),
      report("later", { ...late, received_on: "2026-11-05" }),
      report("first", { ...late, received_on: "2026-10-05" }),
      report("over", { ...late, is_open: false }),
    ]);
    expect(found.map(({ ref }) => ref)).toEqual(["first", "later"]);
  });

  it("compares only what there is to compare", () => {
    expect([change(0, 0), change(3, 3), change(4, 3), change(0, 1)]).toEqual([null, "same", "more", "fewer"]);
  });

  it("always shows at least one kind of report", () => {
    for (const shape of [...shownShapes.value]) toggleShape(shape);
    expect(shownShapes.value.size).toBe(1);
  });
});
