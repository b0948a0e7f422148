import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** A socket in the hands of the test. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: { subscribe: string[]; token: string | null; since: number | null }[] = [];
  constructor(readonly url: string) {
    super();
    FakeSocket.all.push(this);
  }
  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }
  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }
}

let live: typeof import("./watch");

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  vi.resetModules();
  live = await import("./watch");
});

const ends: (() => void)[] = [];

function watch(...asked: Parameters<typeof live.watch>): () => void {
  const end = live.watch(...asked);
  ends.push(end);
  return end;
}

afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Changes of what is watched are told together, in the next microtask. */
const settled = () => Promise.resolve();

/** A page that watches `topics`, connected and past the first look. */
async function connected(topics: string[], token: string | null = null) {
  const onChange = vi.fn();
  const end = watch(topics, onChange, { token });
  await settled();
  FakeSocket.last.open();
  FakeSocket.last.say({ hello: true, seq: 7 });
  vi.advanceTimersByTime(60);
  onChange.mockClear();
  return { onChange, end };
}

test("one socket serves the whole page and ends with the last watch", async () => {
  const desk = await connected(["queue:street_cleansing"]);
  expect(live.liveState.value).toBe("live");
  const track = watch(["report:FT-7K3Q-2M"], vi.fn(), { token: "secret" });
  watch(["ward:weirside"], vi.fn())();
  await settled();
  expect(FakeSocket.all).toHaveLength(1);
  expect(FakeSocket.last.sent.at(-1)).toEqual({
    subscribe: ["queue:street_cleansing", "report:FT-7K3Q-2M"],
    token: "secret",
    since: 7,
  });
  expect(FakeSocket.last.sent).toHaveLength(2);
  desk.end();
  track();
  await settled();
  vi.advanceTimersByTime(2_000);
  expect(live.liveState.value).toBe("off");
  expect(FakeSocket.last.readyState).toBe(3);
});

test("several changes of one topic in one moment are told once, to those who watch it", async () => {
  const { onChange } = await connected(["ward:weirside"]);
  const other = vi.fn();
  watch(["ward:marsh"], other);
  FakeSocket.last.say({ seq: 8, topic: "ward:weirside", event: "report_submitted" });
  FakeSocket.last.say({ seq: 9, topic: "ward:weirside", event: "report_cleared" });
  expect(onChange).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60);
  expect(onChange.mock.calls).toEqual([["ward:weirside", "report_cleared"]]);
  expect(other).not.toHaveBeenCalled();
});

test("what a screen read before it was subscribed is looked at once more", async () => {
  const onChange = vi.fn();
  watch(["ward:weirside"], onChange);
  await settled();
  FakeSocket.last.open();
  FakeSocket.last.say({ hello: true, seq: 3 });
  vi.advanceTimersByTime(60);
  expect(onChange.mock.calls).toEqual([["ward:weirside", null]]);
});

test("a lost connection comes back after growing pauses and asks for what came since", async () => {
  await connected(["ward:weirside"]);
  FakeSocket.last.say({ seq: 12, topic: "ward:weirside", event: "x" });
  FakeSocket.last.close();
  expect(live.liveState.value).toBe("connecting");
  for (const pause of [500, 1_000, 2_000]) {
    const before = FakeSocket.all.length;
    vi.advanceTimersByTime(pause / 2 - 1);
    expect(FakeSocket.all).toHaveLength(before);
    vi.advanceTimersByTime(pause / 2 + 2);
    expect(FakeSocket.all).toHaveLength(before + 1);
    FakeSocket.last.close();
  }
  vi.advanceTimersByTime(30_000);
  FakeSocket.last.open();
  expect(FakeSocket.last.sent[0]?.since).toBe(12);
});

test("a server that no longer knows what came since has everything looked at again", async () => {
  const { onChange } = await connected(["ward:weirside", "ward:marsh"]);
  FakeSocket.last.say({ hello: true, seq: 3 });
  FakeSocket.last.say({ resync: true });
  vi.advanceTimersByTime(60);
  expect(onChange.mock.calls).toEqual([
    ["ward:weirside", null],
    ["ward:marsh", null],
  ]);
  FakeSocket.last.close();
  vi.advanceTimersByTime(600);
  FakeSocket.last.open();
  expect(FakeSocket.last.sent[0]?.since).toBe(3);
});

test("a server that does not understand is not taken for a live one", async () => {
  watch(["ward:weirside"], vi.fn());
  await settled();
  FakeSocket.last.open();
  FakeSocket.last.say({ type: "/problems/live-message", title: "No", status: 422, detail: "Load it again." });
  expect(live.liveState.value).toBe("connecting");
});

test("signal again, or a phone that wakes: no waiting for the pause", async () => {
  await connected(["ward:weirside"]);
  FakeSocket.last.close();
  dispatchEvent(new Event("online"));
  expect(FakeSocket.all).toHaveLength(2);
});

test("a socket that does not answer is given up", async () => {
  watch(["ward:weirside"], vi.fn());
  await settled();
  const first = FakeSocket.last;
  first.open();
  vi.advanceTimersByTime(10_001);
  expect(first.readyState).toBe(3);
});

test("from one screen to the next the socket stays", async () => {
  const { end } = await connected(["ward:weirside"]);
  end();
  await settled();
  vi.advanceTimersByTime(1_000);
  watch(["queue:highways"], vi.fn());
  await settled();
  vi.advanceTimersByTime(5_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(FakeSocket.last.sent.at(-1)?.subscribe).toEqual(["queue:highways"]);
});

test("nonsense from the socket changes nothing", async () => {
  const { onChange } = await connected(["ward:weirside"]);
  FakeSocket.last.dispatchEvent(new MessageEvent("message", { data: "{" }));
  FakeSocket.last.say(7);
  FakeSocket.last.say({ topic: 7 });
  vi.advanceTimersByTime(60);
  expect(onChange).not.toHaveBeenCalled();
});
