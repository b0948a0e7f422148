// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Entry, Mine } from "./entry";
import { retryAfterMs, type Solve, sender } from "./sender";

const base = {
  id: "11111111-1111-4111-8111-111111111111",
  made_at: "2026-11-20T10:24:00Z",
  attempts: 0,
  state: "sending" as const,
  problem: null,
  after: null,
  not_before: 0,
  language: "cy",
};

const report: Entry = {
  ...base,
  kind: "report",
  about: { title: "Fly-tipping", isPrivate: false },
  body: {
    id: base.id,
    issue_type: "fly_tip",
    description: "Two mattresses",
    made_at: base.made_at,
    point: { lat: 53.42, lon: -2.35, source: "pin" },
    place_note: "",
    answers: {},
    photos: [],
    name: null,
    email: null,
    phone: null,
    needs: [],
    at_home: false,
    language: "cy",
  },
};
const photo: Entry = { ...base, kind: "photo", body: { type: "image/png", size: 3 } };
const stillThere: Entry = {
  ...base,
  kind: "still_there",
  after: "r",
  body: { target: null, note: "Still here" },
};
const sent: Mine = {
  id: "r",
  ref: "FT-7K3Q-2M",
  track_token: "secret",
  isPrivate: false,
  title: null,
  issue_type: null,
  made_at: null,
  aim_at: null,
  department: null,
};

const shelf = {
  bytes: async () => new Blob(["abc"], { type: "image/png" }),
  mineOf: async (id: string) => (id === "r" ? sent : null),
};

const noWork: Solve = () => Promise.reject(new Error("no challenge was to come"));

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: { url: string; init: RequestInit }[] = [];
  const send = sender(shelf, noWork, async (url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  });
  return { send, asked };
}

describe("a report", () => {
  test.each([200, 201])("is done when the server answers %i with its reference", async (status) => {
    const { send, asked } = answering(status, { ref: "FT-7K3Q-2M", track_token: "t" });
    expect(await send(report)).toMatchObject({ kind: "done", report: { ref: "FT-7K3Q-2M" } });
    expect(asked[0]?.url).toBe("/api/v1/reports");
    expect(JSON.parse(String(asked[0]?.init.body))).toMatchObject({ id: base.id, issue_type: "fly_tip" });
  });

  test("stays when something else than the server answers 200", async () => {
    const { send } = answering(200, "<html>Welcome to our hotel</html>");
    expect(await send(report)).toEqual({ kind: "later", after_ms: null });
  });

  test("under 4 KB with ordinary words", async () => {
    const { send, asked } = answering(201, { ref: "FT-7K3Q-2M", track_token: "t" });
    await send(report);
    expect(String(asked[0]?.init.body).length).toBeLessThan(4096);
  });
});

test("a photo goes as its own bytes under its own id", async () => {
  const { send, asked } = answering(201, {});
  expect(await send(photo)).toEqual({ kind: "done", report: null });
  expect(asked[0]).toMatchObject({ url: `/api/v1/photos/${base.id}`, init: { method: "PUT" } });
  expect(new Headers(asked[0]?.init.headers).get("content-type")).toBe("image/png");
});

test("a wish about a report that was sent meanwhile finds its reference and carries its token", async () => {
  const { send, asked } = answering(200, {});
  await send(stillThere);
  expect(asked[0]?.url).toBe("/api/v1/reports/FT-7K3Q-2M/still-there");
  const headers = new Headers(asked[0]?.init.headers);
  expect([headers.get("track-token"), headers.get("accept-language")]).toEqual(["secret", "cy"]);
});

test.each([
  [401, { kind: "offline" }],
  [408, { kind: "later", after_ms: 120_000 }],
  [425, { kind: "later", after_ms: 120_000 }],
  [429, { kind: "later", after_ms: 120_000 }],
  [500, { kind: "later", after_ms: 120_000 }],
  [503, { kind: "later", after_ms: 120_000 }],
])("an answer of %i means %o", async (status, reply) => {
  const { send } = answering(status, "", { "Retry-After": "120" });
  expect(await send(report)).toEqual(reply);
});

test.each([400, 403, 404, 409, 413, 415, 422])("%i is a refusal with its reason", async (status) => {
  const { send } = answering(status, {
    type: "/problems/x",
    title: "No",
    detail: "Not here.",
    field: "point",
  });
  expect(await send(photo)).toEqual({
    kind: "refused",
    problem: { type: "/problems/x", title: "No", status, detail: "Not here.", field: "point" },
  });
});

describe("a challenge", () => {
  const asked = {
    type: "/problems/challenge",
    title: "",
    status: 429,
    detail: "",
    challenge: { parameters: 1 },
  };

  function challenging(solve: Solve, ...later: Response[]) {
    const seen: (string | null)[] = [];
    const replies = [Response.json(asked, { status: 429 }), ...later];
    const send = sender(shelf, solve, async (_url, init) => {
      seen.push(new Headers(init?.headers).get("challenge-answer"));
      return replies.shift() ?? Response.error();
    });
    return { send, seen };
  }

  test("is worked at, and the same is sent again with the answer", async () => {
    const worked: unknown[] = [];
    const solve: Solve = async (...about) => {
      worked.push(about);
      return { kind: "answer", answer: "abc" };
    };
    const taken = Response.json({ ref: "FT-7K3Q-2M", track_token: "t" }, { status: 201 });
    const { send, seen } = challenging(solve, taken);
    expect(await send(report)).toMatchObject({ kind: "done", report: { ref: "FT-7K3Q-2M" } });
    expect(worked).toEqual([[{ parameters: 1 }, base.id]]);
    expect(seen).toEqual([null, "abc"]);
  });

  test("that the person stops keeps the report here, and says so", async () => {
    const { send, seen } = challenging(async () => ({ kind: "stopped" }));
    expect(await send(report)).toMatchObject({
      kind: "refused",
      problem: { type: "/problems/check-stopped" },
    });
    expect(seen).toHaveLength(1);
  });

  test("that cannot be worked at here waits", async () => {
    const { send } = challenging(async () => ({ kind: "later", after_ms: null }));
    expect(await send(report)).toEqual({ kind: "later", after_ms: null });
  });

  test("after an answer that does not count waits, and does not go round in a circle", async () => {
    const again = Response.json(asked, { status: 429 });
    const { send, seen } = challenging(async () => ({ kind: "answer", answer: "abc" }), again);
    expect(await send(report)).toEqual({ kind: "later", after_ms: null });
    expect(seen).toHaveLength(2);
  });
});

test("no network is offline; a photo too slow for its time is tried later", async () => {
  const failing = (name: string) =>
    sender(shelf, noWork, async () => {
      throw new DOMException("", name);
    });
  expect(await failing("NetworkError")(report)).toEqual({ kind: "offline" });
  expect(await failing("TimeoutError")(report)).toEqual({ kind: "offline" });
  expect(await failing("TimeoutError")(photo)).toEqual({ kind: "later", after_ms: null });
});

test("a photo whose bytes the phone has lost is refused, not sent empty", async () => {
  const send = sender({ ...shelf, bytes: async () => null }, noWork, () =>
    Promise.reject(new Error("not to be called")),
  );
  expect(await send(photo)).toMatchObject({ kind: "refused", problem: { type: "/problems/photo-gone" } });
});

test("Retry-After is read in both its forms and never trusted beyond a day", () => {
  const now = Date.parse("2026-11-20T10:00:00Z");
  expect(retryAfterMs("30", now)).toBe(30_000);
  expect(retryAfterMs("Fri, 20 Nov 2026 10:01:00 GMT", now)).toBe(60_000);
  expect(retryAfterMs("Fri, 20 Nov 2020 10:01:00 GMT", now)).toBe(0);
  expect(retryAfterMs("99999999", now)).toBe(86_400_000);
  expect(retryAfterMs("soon", now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});
