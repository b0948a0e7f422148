// @vitest-environment node
import { expect, test } from "vitest";
import { growingPause } from "./pause";

test("pauses grow to the longest and are never all alike", () => {
  const pauses = { first_ms: 5_000, longest_ms: 600_000 };
  expect([1, 2, 3, 8, 50].map((failures) => growingPause(pauses, failures, 1))).toEqual([
    5_000, 10_000, 20_000, 600_000, 600_000,
  ]);
  expect(growingPause(pauses, 1, 0)).toBe(2_500);
});
