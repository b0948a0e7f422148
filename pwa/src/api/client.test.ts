import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, ask, rememberToken, speaker } from "./client";

let asked: Request[] = [];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(request);
    return Promise.resolve(answer());
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  speaker.language = "en-GB";
});

const reply = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const report = (ref: string) => api.GET("/api/v1/reports/{ref}", { params: { path: { ref } } });

describe("a request", () => {
  it("says which language is read here", async () => {
    speaker.language = "cy";
    answer = reply(200, { items: [] });
    await ask(api.GET("/api/v1/issue-types"));
    expect(asked[0]?.headers.get("Accept-Language")).toBe("cy");
  });

  it("shows the key of the report it is about, and of no other", async () => {
    rememberToken("FT-7K3Q-2M", "secret");
    answer = reply(200, {});
    await ask(report("FT-7K3Q-2M"));
    await ask(report("FT-0000-00"));
    expect(asked.map((request) => request.headers.get("Track-Token"))).toEqual(["secret", null]);
  });

  it("that changes something carries the cookie's own token", async () => {
    vi.spyOn(document, "cookie", "get").mockReturnValue("csrftoken=abc");
    answer = reply(200, { person: null, roles: [], is_demo: false });
    await ask(api.POST("/api/v1/session", { body: { email: "a@example.org", password: "b" } }));
    await ask(api.GET("/api/v1/session"));
    expect(asked.map((request) => request.headers.get("X-CSRFToken"))).toEqual(["abc", null]);
  });
});

describe("what goes wrong", () => {
  it("is a Problem with the server's own sentence", async () => {
    answer = reply(404, {
      type: "/problems/not-found",
      title: "Not found",
      status: 404,
      detail: "Nothing here.",
    });
    await expect(ask(report("FT-0000-00"))).rejects.toMatchObject({
      status: 404,
      type: "/problems/not-found",
      detail: "Nothing here.",
      isNotFound: true,
    });
  });

  it("is a Problem too where a proxy answers with a page", async () => {
    answer = () => new Response("<h1>Bad gateway</h1>", { status: 502 });
    await expect(ask(report("FT-0000-00"))).rejects.toMatchObject({
      status: 502,
      type: "about:blank",
      detail: "",
    });
  });

  it("is offline where nothing answers", async () => {
    answer = () => Promise.reject(new TypeError("Failed to fetch"));
    await expect(ask(report("FT-0000-00"))).rejects.toMatchObject({ isOffline: true });
  });
});
