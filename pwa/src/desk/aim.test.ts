import { describe, expect, it } from "vitest";
import { timeLeft } from "./aim";

const hour = 3_600_000;
const begun = Date.parse("2026-11-20T10:00:00Z");
const line = { queued_at: "2026-11-20T10:00:00Z", aim_at: "2026-11-21T10:00:00Z", status: "queued" };

describe("time left", () => {
  it.each([
    [0, "calm", 0.04],
    [12 * hour, "calm", 0.5],
    [21 * hour, "soon", 0.875],
    [25 * hour, "late", 1],
  ] as const)("after %i ms is %s", (ms, urgency, used) => {
    expect(timeLeft(line, begun + ms)).toMatchObject({ urgency, used });
  });

  it("is not told where there is no aim, or where the job is over", () => {
    expect(timeLeft({ ...line, aim_at: null }, begun).used).toBeNull();
    expect(timeLeft({ ...line, status: "ended" }, begun + 30 * hour).urgency).toBe("calm");
  });
});
