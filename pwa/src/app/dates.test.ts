import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { day, dayAndTime, daysBetween, distance, relativeDay, shortDay, time } from "./dates";
import { setLanguage } from "./language";

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime("2026-05-15T09:00:00Z");
});
afterEach(async () => {
  vi.useRealTimers();
  await setLanguage("en-GB");
});

describe("dates", () => {
  it("are told as people say them, in the time of the place", () => {
    expect(day("2026-05-15T09:24:00Z")).toBe("Friday 15 May");
    expect(time("2026-05-15T09:24:00Z")).toBe("10:24");
    expect(shortDay("2026-11-24T23:30:00Z")).toBe("24 Nov");
  });

  it("name the year when it is another one", () => {
    expect(day("2025-12-31T12:00:00Z")).toBe("Wednesday 31 December 2025");
  });

  it("are today, yesterday and tomorrow by the clock in London", () => {
    expect(relativeDay("2026-05-14T23:30:00Z")).toBe("Today");
    expect(relativeDay("2026-05-14T22:30:00Z")).toBe("Yesterday");
    expect(dayAndTime("2026-05-16T08:00:00Z")).toBe("Tomorrow, 09:00");
  });

  it("count whole days across the change of the clocks", () => {
    expect(daysBetween(new Date("2026-03-28T12:00:00Z"), new Date("2026-03-30T00:30:00Z"))).toBe(2);
  });

  it("are Welsh in Welsh, whatever the browser knows", async () => {
    await setLanguage("cy");
    expect(day("2026-05-15T09:24:00Z")).toBe("dydd Gwener 15 Mai");
  });
});

describe("distances", () => {
  it.each([
    [3, "10 m"],
    [43, "40 m"],
    [183, "200 m"],
    [1240, "1.2 km"],
  ])("of %i metres are %s", (metres, words) => {
    expect(distance(metres)).toBe(words);
  });
});
