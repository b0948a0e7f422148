import { describe, expect, it } from "vitest";
import { duration } from "./durations";

const minute = 60_000;

describe("duration", () => {
  it.each([
    [0, "1 minute"],
    [12 * minute, "12 minutes"],
    [119 * minute, "1 hour"],
    [-50 * 60 * minute, "2 days"],
  ])("%i ms is %s", (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it("is narrow in tables, and tells two parts where there are two", () => {
    expect(duration(23 * 60 * minute + 48 * minute, "narrow", 2)).toBe("23h 48m");
    expect(duration(24 * 60 * minute, "narrow", 2)).toBe("1d");
  });
});
