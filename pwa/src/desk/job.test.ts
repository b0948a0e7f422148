import { beforeEach, describe, expect, it, vi } from "vitest";

const server = vi.hoisted(() => {
  const state = { replies: new Map<string, () => Response>(), asked: [] as string[] };
  globalThis.fetch = async (input) => {
    const request = input instanceof Request ? input : new Request(input);
    const name = `${request.method} ${new URL(request.url).pathname.replace("/api/v1/", "")}`;
    state.asked.push(name);
    return state.replies.get(name)?.() ?? Response.json({ type: "/problems/not-found" }, { status: 404 });
  };
  return state;
});

import { asking, assign, hide, job, jobProblem, openJob, refreshJob } from "./job";

const whole =
  (id: number, crew: string | null = null) =>
  () =>
    Response.json({ line: { id, crew: crew && { name: crew } }, can: ["assign"] });

beforeEach(async () => {
  server.replies.clear();
  server.asked = [];
  await openJob(null);
});

describe("the job beside the queue", () => {
  it("is gone when it may no longer be seen", async () => {
    server.replies.set("GET jobs/7", whole(7));
    await openJob(7);
    expect(job.value?.line.id).toBe(7);
    server.replies.clear();
    await refreshJob();
    expect([job.value, jobProblem.value?.isNotFound]).toEqual([null, true]);
  });

  it("shows its crew as soon as the server has said so", async () => {
    server.replies.set("GET jobs/7", whole(7));
    server.replies.set("POST jobs/7/assign", whole(7, "North"));
    await openJob(7);
    asking.value = { kind: "assign" };
    await assign(7, 3);
    expect([job.value?.line.crew?.name, asking.value]).toEqual(["North", null]);
  });

  it("keeps the question open when the answer was refused", async () => {
    server.replies.set("GET jobs/7", whole(7));
    await openJob(7);
    asking.value = { kind: "hide", ref: "FT-1", what: "photo", photo: "p" };
    await expect(hide("FT-1", "photo", "A face", "p")).rejects.toMatchObject({ status: 404 });
    expect(asking.value?.kind).toBe("hide");
  });

  it("does not carry a question over to another job", async () => {
    server.replies.set("GET jobs/7", whole(7));
    server.replies.set("GET jobs/8", whole(8));
    await openJob(7);
    asking.value = { kind: "forward" };
    await openJob(8);
    expect(asking.value).toBeNull();
  });

  it("opens with the question that a key asked from the queue", async () => {
    server.replies.set("GET jobs/7", whole(7));
    asking.value = { kind: "assign" };
    await openJob(7);
    expect(asking.value?.kind).toBe("assign");
  });
});
