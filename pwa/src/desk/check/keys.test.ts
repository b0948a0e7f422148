import { afterEach, beforeEach, expect, it, vi } from "vitest";

const decisions = vi.hoisted(() => ({ press: vi.fn(async () => {}) }));
vi.mock("./decisions", () => decisions);

import type { Check, CheckList } from "../../api/shapes";
import { navigate, path } from "../../app/router";
import { setKeys } from "../keys";
import { check } from "./check";
import { listenToCheckKeys } from "./keys";
import { list } from "./list";

let stop = () => {};
function press(key: string, target: EventTarget = document): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

beforeEach(() => {
  list.value = { items: ["A", "B", "C"].map((ref) => ({ ref })) } as CheckList;
  check.value = { ref: "A", photos: [] } as unknown as Check;
  navigate("/desk/cleansing/check/A?wanted=asked");
  decisions.press.mockClear();
  setKeys(true);
  stop = listenToCheckKeys();
});
afterEach(() => stop());

it("goes as many steps as it was pressed, though the screen has not followed yet", () => {
  press("j");
  press("j");
  expect(path.value).toBe("/desk/cleansing/check/C");
  press("k");
  expect(path.value).toBe("/desk/cleansing/check/B");
});

it("decides of the check on the screen, in the list it stands in", () => {
  press("p");
  expect(decisions.press).toHaveBeenCalledWith("pass", {
    department: "cleansing",
    wanted: "asked",
    ref: "A",
  });
});

it("decides nothing of a check that is still on its way", () => {
  press("j");
  press("p");
  expect(decisions.press).not.toHaveBeenCalled();
});

it("leaves letters to whoever writes, and to those who have switched the keys off", () => {
  const note = document.body.appendChild(document.createElement("textarea"));
  press("h", note);
  setKeys(false);
  press("h");
  expect(decisions.press).not.toHaveBeenCalled();
});
