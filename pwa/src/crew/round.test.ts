import { beforeEach, describe, expect, it, vi } from "vitest";
import type { JobLine, Round } from "../api/shapes";
import type { Entry } from "../offline/entry";
import { entries } from "../offline/outbox";

/** What the server says next: a body, or null for no signal. */
const server = vi.hoisted(() => {
  const state: { says: unknown } = { says: null };
  globalThis.fetch = async () => {
    if (state.says === null) throw new TypeError("no signal");
    return Response.json(state.says);
  };
  return state;
});

import { loadRound, nextStop, progress, round, roundProblem, stops } from "./round";

function line(id: number, more: Partial<JobLine> = {}): JobLine {
  return {
    id,
    ref: `FT-${id}`,
    issue_type: { key: "fly_tip", name: "Fly-tipping" },
    icon: "flytip",
    title: `Fly-tipping, Weir Lane ${id}`,
    status: "assigned",
    status_words: "With a crew",
    is_urgent: false,
    is_overdue: false,
    aim_at: null,
    queued_at: "2026-11-20T10:00:00Z",
    ended_at: null,
    retry_on: null,
    outcome: null,
    street: "Weir Lane",
    place_note: "",
    ward: null,
    point: { lat: 53.42, lon: -2.35 },
    crew: null,
    handed_to: null,
    reports: 1,
    photo: null,
    photos_awaited: 0,
    waits_for_passing: false,
    needs: [],
    ...more,
  };
}

function today(...items: JobLine[]): Round {
  return { crews: [], items, done_today: 3, topics: ["round:1"] };
}

const base = { made_at: "", attempts: 0, problem: null, after: null, not_before: 0, language: "en-GB" };

function started(job: number): Entry {
  return { ...base, id: `s${job}`, state: "waiting", kind: "start_job", body: { job } };
}

function ended(job: number, state: Entry["state"] = "waiting"): Entry {
  const found = { outcome: "CLR" as const, photo_id: null, note: "", owner_body: null };
  return { ...base, id: `o${job}`, state, kind: "outcome", body: { job, found } };
}

beforeEach(() => {
  entries.value = [];
  round.value = null;
});

describe("today's round", () => {
  it("counts its stops on from what is done", async () => {
    server.says = today(line(7), line(8));
    await loadRound();
    expect(stops.value.map((stop) => stop.number)).toEqual([4, 5]);
    expect(progress.value).toEqual({ done: 3, of: 5 });
  });

  it("shows at once what the phone has still to send", async () => {
    server.says = today(line(7), line(8));
    await loadRound();
    entries.value = [started(8), ended(7)];
    const [first, second] = stops.value;
    expect([first?.isDone, second?.isStarted, second?.isDone]).toEqual([true, true, false]);
    expect(progress.value.done).toBe(4);
    expect(nextStop.value?.line.id).toBe(8);
  });

  it("does not count as done what the server would not take", async () => {
    server.says = today(line(7));
    await loadRound();
    entries.value = [ended(7, "refused")];
    expect([stops.value[0]?.isDone, stops.value[0]?.refused?.entry]).toEqual([false, "o7"]);
  });

  it("stays on the screen when there is no signal, and says so", async () => {
    server.says = today(line(7));
    await loadRound();
    server.says = null;
    await loadRound();
    expect([stops.value.length, roundProblem.value?.isOffline]).toEqual([1, true]);
  });
});
