import { beforeEach, expect, it, vi } from "vitest";

const server = vi.hoisted(() => {
  const state: { says: (request: Request) => Response | Promise<Response>; asked: Request[] } = {
    says: () => Response.json({}),
    asked: [],
  };
  globalThis.fetch = async (input, init) => {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
    state.asked.push(request);
    return state.says(request);
  };
  return state;
});

import {
  change,
  check,
  checkProblem,
  decide,
  decidedElsewhere,
  draft,
  missing,
  openCheck,
  photo,
  pictureOf,
  refreshCheck,
} from "./check";
import { afterThis, besides, list, openList } from "./list";

function one(ref: string, version = "v1.0") {
  return {
    ref,
    title: "Litter",
    words: { text: "Cans by number 4", marks: [], public: "", state: "waiting" },
    photos: [],
    flags: [],
    objection: null,
    shown: "all",
    version,
    can: ["decide"],
  };
}
const page = (...refs: string[]) => ({
  department: { key: "cleansing", name: "Cleansing" },
  counts: { all: refs.length, asked: 0, objected: 0 },
  oldest_at: null,
  items: refs.map((ref) => ({ ref, title: "Litter", wants: ["words"] })),
  next: null,
});
const problem = (status: number, more: object = {}) =>
  Response.json({ type: "/problems/x", detail: "No.", ...more }, { status });

let waiting = ["A", "B", "C"];
let version = "v1.0";
let answer: () => Response = () => Response.json(one("A"));

beforeEach(async () => {
  waiting = ["A", "B", "C"];
  version = "v1.0";
  answer = () => Response.json({});
  server.says = (request) => {
    if (request.url.includes("/moderation/")) return Response.json(page(...waiting));
    if (request.method === "POST") return answer();
    const ref = new URL(request.url).pathname.split("/").at(-2) ?? "";
    return Response.json(one(ref, version));
  };
  await openCheck(null);
  await openList("cleansing", "all");
  server.asked = [];
});

it("is looked at once, since each look is put on record", async () => {
  await openCheck("A");
  expect(check.value?.ref).toBe("A");
  expect(server.asked).toHaveLength(1);
});

it("knows its neighbours, and what comes after it", () => {
  expect(besides("A", 1)?.ref).toBe("B");
  expect(besides("A", -1)).toBeNull();
  expect(besides(null, 1)?.ref).toBe("A");
  expect([afterThis("A"), afterThis("C")]).toEqual(["B", "B"]);
});

it("leaves the list at once when it is decided", async () => {
  await openCheck("A");
  const done = decide("pass");
  waiting = ["B", "C"];
  expect(await done).toBe(true);
  expect(list.value?.items.map(({ ref }) => ref)).toEqual(["B", "C"]);
  const sent = await server.asked.find((request) => request.method === "POST")?.json();
  expect(sent).toMatchObject({ version: "v1.0", decision: "pass" });
});

it("is not decided twice by a second press while the first is on its way", async () => {
  await openCheck("A");
  const [first, second] = await Promise.all([decide("pass"), decide("pass")]);
  expect([first, second]).toEqual([true, false]);
  expect(server.asked.filter((request) => request.method === "POST")).toHaveLength(1);
});

it("says so when somebody else was faster, and shows what is there now", async () => {
  await openCheck("A");
  answer = () => problem(409);
  version = "v2.0";
  expect(await decide("pass")).toBe(false);
  expect([decidedElsewhere.value, check.value?.version]).toEqual([true, "v2.0"]);
});

it("says what is missing, and keeps what was done", async () => {
  await openCheck("A");
  change({ note: "x", out: new Set([1]) });
  answer = () => problem(422, { field: "reasons" });
  expect(await decide("pass")).toBe(false);
  expect([missing.value, draft.value?.note]).toEqual(["reason", "x"]);
});

it("keeps what was done while somebody looks at another", async () => {
  await openCheck("A");
  change({ note: "half done" });
  await openCheck("B");
  expect(draft.value?.note).toBe("");
  await openCheck("A");
  expect(draft.value?.note).toBe("half done");
});

it("is looked at again only while a photo is on its way, and keeps what was done meanwhile", async () => {
  await openCheck("A");
  await refreshCheck();
  expect(server.asked).toHaveLength(1);
  let state = "pending";
  server.says = () =>
    Response.json({ ...one("A"), photos: [{ id: "p1", state, covers: [], crop: null, hidden: false }] });
  await openCheck("A");
  change({ note: "half done" });
  state = "ready";
  await refreshCheck();
  expect([photo.value?.id, draft.value?.note, draft.value?.photos.get("p1")?.shown]).toEqual([
    "p1",
    "half done",
    true,
  ]);
});

it("drops what was done where the report has changed meanwhile", async () => {
  await openCheck("A");
  change({ note: "half done" });
  await openCheck("B");
  version = "v2.0";
  await openCheck("A");
  expect(draft.value?.note).toBe("");
});

it("says that nothing answered, and is not decided", async () => {
  await openCheck("A");
  answer = () => {
    throw new TypeError("no signal");
  };
  await expect(decide("pass")).rejects.toMatchObject({ isOffline: true });
  expect(draft.value).not.toBeNull();
});

it("goes from the screen when the role has ended", async () => {
  server.says = () => problem(403);
  await openCheck("A");
  expect([check.value, checkProblem.value?.status]).toEqual([null, 403]);
});

it("fetches an uncovered picture once, and asks again only where it did not come", async () => {
  server.says = () => new Response(new Blob(["x"]));
  await Promise.all([pictureOf("p1"), pictureOf("p1")]);
  expect(server.asked).toHaveLength(1);
  server.says = () => problem(404);
  await expect(pictureOf("p2")).rejects.toMatchObject({ status: 404 });
  await expect(pictureOf("p2")).rejects.toMatchObject({ status: 404 });
  expect(server.asked).toHaveLength(3);
});
