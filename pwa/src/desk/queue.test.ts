import { beforeEach, describe, expect, it, vi } from "vitest";

const server = vi.hoisted(() => {
  const state: { says: unknown; asked: string[] } = { says: null, asked: [] };
  globalThis.fetch = async (input) => {
    state.asked.push(input instanceof Request ? input.url : String(input));
    if (state.says === null) throw new TypeError("no signal");
    return Response.json(state.says);
  };
  return state;
});

import {
  addressOf,
  filterOf,
  freshJobs,
  openQueue,
  queue,
  queueProblem,
  readMore,
  refreshQueue,
} from "./queue";

const everything = { status: "open", issue_type: "", ward: "" };

function page(ids: readonly number[], next: string | null = null) {
  return {
    department: { key: "cleansing", name: "Cleansing" },
    counts: { open: ids.length, no_crew: 0, overdue: 0, to_pass: 0 },
    items: ids.map((id) => ({ id, title: `Litter ${id}`, queued_at: new Date(id * 60_000).toISOString() })),
    next,
  };
}

beforeEach(async () => {
  server.says = page([]);
  await openQueue("nothing", everything);
  server.asked = [];
});

describe("the address of a queue", () => {
  it("says what is filtered, and can be read back", () => {
    const filter = { status: "overdue", issue_type: "fly_tip", ward: "weirside" };
    const address = addressOf("cleansing", filter, 12);
    expect(address).toBe("/desk/cleansing/12?status=overdue&type=fly_tip&ward=weirside");
    expect(filterOf(new URL(address, "http://x").searchParams)).toEqual(filter);
  });

  it("is short where nothing is filtered, and a status that is not known is none", () => {
    expect(addressOf("cleansing", everything)).toBe("/desk/cleansing");
    expect(filterOf(new URLSearchParams("status=lost"))).toEqual(everything);
  });
});

describe("a queue", () => {
  it("marks the jobs that come while it is open, and no others", async () => {
    server.says = page([1, 2]);
    await openQueue("cleansing", everything);
    expect(freshJobs.value.size).toBe(0);
    server.says = page([1, 3, 2]);
    await refreshQueue();
    expect([...freshJobs.value]).toEqual([3]);
  });

  it("does not take for new what only moved up from a later page", async () => {
    server.says = page([5, 9], "later");
    await openQueue("cleansing", everything);
    server.says = page([5, 6], "later");
    await refreshQueue();
    expect(freshJobs.value.size).toBe(0);
  });

  it("adds the next page behind what is there, each job once", async () => {
    server.says = page([1, 2], "later");
    await openQueue("cleansing", everything);
    server.says = page([2, 3]);
    await readMore();
    expect(queue.value?.items.map((line) => line.id)).toEqual([1, 2, 3]);
    expect(new URL(server.asked.at(-1) ?? "").searchParams.get("cursor")).toBe("later");
  });

  it("stays on the screen when there is no signal", async () => {
    server.says = page([1]);
    await openQueue("cleansing", everything);
    server.says = null;
    await refreshQueue();
    expect([queue.value?.items.length, queueProblem.value?.isOffline]).toEqual([1, true]);
  });
});
