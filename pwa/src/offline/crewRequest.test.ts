// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { CrewEntry } from "./crewRequest";
import type { Entry } from "./entry";
import { type Solve, sender } from "./sender";

const base = {
  id: "11111111-1111-4111-8111-111111111111",
  made_at: "2026-11-20T10:24:00Z",
  attempts: 0,
  state: "sending" as const,
  problem: null,
  after: null,
  not_before: 0,
  language: "en-GB",
};
const start: CrewEntry = { ...base, kind: "start_job", body: { job: 7 } };
const cleared: CrewEntry = {
  ...base,
  kind: "outcome",
  body: { job: 7, found: { outcome: "CLR", photo_id: "p", note: "", owner_body: null } },
};
const moveRefused = { type: "/problems/move-refused", title: "", status: 409, detail: "It has ended." };

const noWork: Solve = () => Promise.reject(new Error("no challenge was to come"));

function answering(replies: Record<string, [number, unknown]>) {
  const asked: string[] = [];
  const shelf = { bytes: async () => null, mineOf: async () => null };
  const send = sender(shelf, noWork, async (url, init) => {
    const name = `${init?.method ?? "GET"} ${String(url).replace("/api/v1/", "")}`;
    asked.push(`${name} ${init?.body ?? ""}`.trim());
    const [status, body] = replies[name] ?? [404, {}];
    return Response.json(body, { status });
  });
  return { send, asked };
}

describe("what a crew did", () => {
  test("goes to the job, with what was found", async () => {
    const { send, asked } = answering({ "POST jobs/7/start": [200, {}], "POST jobs/7/outcome": [200, {}] });
    expect((await send(start)).kind).toBe("done");
    expect((await send(cleared)).kind).toBe("done");
    expect(asked[1]).toBe('POST jobs/7/outcome {"outcome":"CLR","photo_id":"p","note":"","owner_body":null}');
  });

  test("a start that comes too late has nothing more to tell", async () => {
    const { send } = answering({ "POST jobs/7/start": [409, moveRefused] });
    expect((await send(start)).kind).toBe("done");
  });

  test("an outcome that arrived before its answer was lost is not told as refused", async () => {
    const again: Entry = { ...cleared, attempts: 1 };
    const refusal: [number, unknown] = [409, moveRefused];
    const ours = answering({
      "POST jobs/7/outcome": refusal,
      "GET jobs/7": [200, { line: { outcome: "CLR" } }],
    });
    expect((await ours.send(again)).kind).toBe("done");
    const other = answering({
      "POST jobs/7/outcome": refusal,
      "GET jobs/7": [200, { line: { outcome: null } }],
    });
    expect((await other.send(again)).kind).toBe("refused");
  });

  test("an outcome refused the first time is shown", async () => {
    const { send, asked } = answering({ "POST jobs/7/outcome": [409, moveRefused] });
    expect(await send(cleared)).toMatchObject({ kind: "refused", problem: { detail: "It has ended." } });
    expect(asked).toHaveLength(1);
  });
});
