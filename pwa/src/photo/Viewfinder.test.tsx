import { render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Viewfinder } from "./Viewfinder";

const root = document.createElement("div");
const stop = vi.fn();
const onPhotos = vi.fn();
const onOpen = vi.fn();

function camera(open: () => Promise<unknown>): void {
  vi.stubGlobal("navigator", Object.assign(navigator, { mediaDevices: { getUserMedia: open } }));
}

function draw(full = false): void {
  render(<Viewfinder full={full} onOpen={onOpen} onPhotos={onPhotos} />, root);
}

const stream = {
  getTracks: () => [{ stop }],
  getVideoTracks: () => [{ addEventListener: () => {}, getCapabilities: () => ({}) }],
};

beforeEach(() => {
  document.body.append(root);
  vi.spyOn(HTMLVideoElement.prototype, "play").mockResolvedValue();
  vi.spyOn(HTMLVideoElement.prototype, "srcObject", "set").mockImplementation(() => {});
});

afterEach(() => {
  render(null, root);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const mock of [stop, onPhotos, onOpen]) mock.mockReset();
});

test("the place is asked for as the camera opens, and the camera is let go of when the screen goes", async () => {
  camera(async () => stream);
  draw();
  await vi.waitFor(() =>
    expect(root.querySelector<HTMLButtonElement>(".viewfinder-shutter")?.disabled).toBe(false),
  );
  expect(onOpen).toHaveBeenCalledTimes(1);
  render(null, root);
  await vi.waitFor(() => expect(stop).toHaveBeenCalledTimes(1));
});

test("a camera that opens after the screen has gone is let go of at once", async () => {
  let open: (value: unknown) => void = () => {};
  camera(() => new Promise((resolve) => (open = resolve)));
  draw();
  await vi.waitFor(() => expect(onOpen).toHaveBeenCalled());
  render(null, root);
  open(stream);
  await vi.waitFor(() => expect(stop).toHaveBeenCalledTimes(1));
});

test("without the camera a photo can still be chosen", async () => {
  camera(() => Promise.reject(new DOMException("", "NotAllowedError")));
  draw();
  await vi.waitFor(() => expect(root.textContent).toContain("Doorstep may not use the camera."));
  const input = root.querySelector<HTMLInputElement>("input[type=file]");
  const photo = new File(["abc"], "x.jpg", { type: "image/jpeg" });
  Object.defineProperty(input, "files", { value: [photo] });
  input?.dispatchEvent(new Event("change", { bubbles: true }));
  expect(onPhotos).toHaveBeenCalledWith([photo]);
});

test("with as many photos as there may be, no more are taken", async () => {
  camera(async () => stream);
  draw(true);
  await vi.waitFor(() => expect(onOpen).toHaveBeenCalled());
  expect(root.querySelector<HTMLButtonElement>(".viewfinder-shutter")?.disabled).toBe(true);
  expect(root.querySelector<HTMLInputElement>("input[type=file]")?.disabled).toBe(true);
});
