import { signal } from "@preact/signals";
import { render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CoverEditor } from "./CoverEditor";
import { type Covering, type Found, NOTHING_COVERED } from "./geometry";

const root = document.createElement("div");
const value = signal<Covering>(NOTHING_COVERED);

function Held({ found }: { found: readonly Found[] | null }) {
  return (
    <CoverEditor
      photo="/photo.webp"
      label="Photo 1"
      value={value.value}
      found={found}
      onChange={(next) => {
        value.value = next;
      }}
    />
  );
}

async function open(found: readonly Found[] | null = null): Promise<HTMLElement> {
  render(<Held found={found} />, root);
  return vi.waitFor(() => {
    const stage = root.querySelector<HTMLElement>(".cover-paper");
    if (!stage) throw new Error("The photo is not there yet.");
    return stage;
  });
}

beforeEach(() => {
  value.value = NOTHING_COVERED;
  document.body.append(root);
  vi.spyOn(HTMLImageElement.prototype, "src", "set").mockImplementation(function (this: HTMLImageElement) {
    Object.defineProperties(this, { naturalWidth: { value: 400 }, naturalHeight: { value: 300 } });
    queueMicrotask(() => this.onload?.(new Event("load")));
  });
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 400, 300));
  HTMLElement.prototype.setPointerCapture = () => {};
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.restoreAllMocks();
});

/** Press a key where the focus is, and wait until it is drawn. */
async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const init = { key, bubbles: true, cancelable: true, ...more };
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", init));
  await drawn();
}
async function point(stage: HTMLElement, ...spots: readonly [number, number][]): Promise<void> {
  for (const [index, [clientX, clientY]] of spots.entries()) {
    const kind = index === 0 ? "pointerdown" : index === spots.length - 1 ? "pointerup" : "pointermove";
    stage.dispatchEvent(
      new PointerEvent(kind, { clientX, clientY, isPrimary: true, button: 0, bubbles: true }),
    );
  }
  await drawn();
}
const drawn = () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));
const tool = (name: string) =>
  [...root.querySelectorAll<HTMLButtonElement>(".cover-tool")].find((one) => one.textContent === name);
const boxes = () => value.value.covers.filter((cover) => cover.kind === "box");
const said = () => root.querySelector("[role=status]")?.textContent ?? "";

test("a cover is made, moved, made larger and removed by keys alone, and each act is said", async () => {
  (await open()).focus();
  await press("Enter");
  const [made] = boxes();
  expect(made).toMatchObject({ kind: "box", style: "cover" });
  expect((made?.x ?? 0) + (made?.w ?? 0) / 2).toBeCloseTo(0.5, 3);
  expect(said()).not.toBe("");
  expect((document.activeElement as HTMLElement).dataset.held).toBe("0");
  await press("ArrowRight");
  await press("ArrowDown");
  expect(boxes()[0]?.x).toBeCloseTo((made?.x ?? 0) + 0.01, 5);
  expect(boxes()[0]?.y).toBeCloseTo((made?.y ?? 0) + 0.01, 5);
  await press("ArrowRight", { shiftKey: true });
  expect(boxes()[0]?.w).toBeCloseTo((made?.w ?? 0) + 0.01, 5);
  await press("Delete");
  expect(boxes()).toEqual([]);
  expect((document.activeElement as HTMLElement).className).toBe("cover-paper");
});

test("undo brings back what was there, also by the keys", async () => {
  (await open()).focus();
  await press("Enter");
  const made = value.value;
  for (let times = 0; times < 5; times += 1) await press("ArrowLeft");
  await press("z", { ctrlKey: true });
  expect(value.value).toEqual(made);
  tool("cover.undo")?.click();
  await drawn();
  expect(value.value).toEqual(NOTHING_COVERED);
  expect(tool("cover.undo")?.getAttribute("aria-disabled")).toBe("true");
});

test("the brush goes by keys: lowered by Space, led by arrows, lifted by Space", async () => {
  const stage = await open();
  tool("cover.brush")?.click();
  await drawn();
  stage.focus();
  await press("ArrowRight");
  expect(value.value.covers).toEqual([]);
  for (const key of [" ", "ArrowRight", "ArrowRight", "ArrowDown", " "]) await press(key);
  expect(value.value.covers).toMatchObject([
    {
      kind: "stroke",
      points: [
        [0.51, 0.5],
        [0.52, 0.5],
        [0.53, 0.5],
        [0.53, 0.51],
      ],
    },
  ]);
});

test("a finger draws a box, and a tap puts one where it was", async () => {
  const stage = await open();
  await point(stage, [40, 30], [60, 50], [120, 90]);
  expect(boxes()).toEqual([{ kind: "box", x: 0.1, y: 0.1, w: 0.2, h: 0.2, style: "cover" }]);
  await point(stage, [300, 200], [300, 200]);
  expect(boxes()).toHaveLength(2);
  expect((boxes()[1]?.x ?? 0) + (boxes()[1]?.w ?? 0) / 2).toBeCloseTo(0.75, 3);
});

test("a finger that the system takes away leaves nothing behind", async () => {
  const stage = await open();
  stage.dispatchEvent(
    new PointerEvent("pointerdown", { clientX: 9, clientY: 9, isPrimary: true, button: 0 }),
  );
  stage.dispatchEvent(
    new PointerEvent("pointermove", { clientX: 99, clientY: 99, isPrimary: true, bubbles: true }),
  );
  stage.dispatchEvent(new PointerEvent("pointercancel", { isPrimary: true, bubbles: true }));
  await drawn();
  expect(value.value).toEqual(NOTHING_COVERED);
  expect(root.querySelectorAll(".painted-box")).toHaveLength(0);
});

test("what a detector found is covered one by one, or all at once", async () => {
  const found = [
    { kind: "face", x: 0.1, y: 0.1, w: 0.1, h: 0.1 },
    { kind: "plate", x: 0.5, y: 0.6, w: 0.2, h: 0.1 },
  ];
  await open(found);
  root.querySelector<HTMLElement>("[data-found]")?.click();
  await drawn();
  expect(boxes()).toHaveLength(1);
  root.querySelector<HTMLElement>(".cover-tool--found")?.click();
  await drawn();
  expect(boxes().map(({ style }) => style)).toEqual(["blur", "blur"]);
  expect(root.querySelector(".cover-tool--found")).toBeNull();
});

test("the frame is pulled in by keys, and taken away by a tap", async () => {
  await open();
  tool("cover.crop")?.click();
  await drawn();
  root.querySelector<HTMLElement>("[data-held=crop]")?.focus();
  for (let times = 0; times < 3; times += 1) await press("ArrowLeft", { shiftKey: true });
  expect(value.value.crop).toEqual({ x: 0, y: 0, w: 0.97, h: 1 });
  root.querySelector<HTMLElement>(".cover-arrows .icon-button:last-child")?.click();
  await drawn();
  expect(value.value.crop).toBeNull();
});

test("what is changed from outside can't be undone from here", async () => {
  (await open()).focus();
  await press("Enter");
  value.value = { covers: [], crop: { x: 0, y: 0, w: 0.5, h: 0.5 } };
  await drawn();
  expect(tool("cover.undo")?.getAttribute("aria-disabled")).toBe("true");
});

test("a photo that this browser can't open says so", async () => {
  vi.mocked(
    Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src")?.set as () => void,
  ).mockImplementation(function (this: HTMLImageElement) {
    queueMicrotask(() => this.onerror?.(new Event("error")));
  });
  render(<Held found={null} />, root);
  await vi.waitFor(() => expect(root.querySelector("[role=alert]")).not.toBeNull());
});
