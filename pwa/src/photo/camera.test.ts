import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openCamera } from "./camera";

const STREAM = {} as MediaStream;
const ask = vi.fn<() => Promise<MediaStream>>();

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset();
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: ask } });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(): Promise<MediaStream | string> {
  const opening = openCamera().catch((cause: { why: string }) => cause.why);
  await vi.runAllTimersAsync();
  return opening;
}

test.each(["AbortError", "NotReadableError"])(
  "a camera that says %s at first is tried again",
  async (name) => {
    ask.mockRejectedValueOnce(new DOMException("", name)).mockResolvedValueOnce(STREAM);
    expect(await opened()).toBe(STREAM);
  },
);

test("a camera that stays busy is tried twice and said to be busy", async () => {
  ask.mockRejectedValue(new DOMException("", "NotReadableError"));
  expect(await opened()).toBe("busy");
  expect(ask).toHaveBeenCalledTimes(2);
});

test("who says no is not asked again", async () => {
  ask.mockRejectedValue(new DOMException("", "NotAllowedError"));
  expect(await opened()).toBe("denied");
  expect(ask).toHaveBeenCalledTimes(1);
});
