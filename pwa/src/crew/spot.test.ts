import { expect, it } from "vitest";
import type { ServedReport } from "../api/shapes";
import { hideable, passable } from "./spot";

function report(more: Partial<ServedReport>): ServedReport {
  const photo = { id: "p1", state: "ready", hidden: false, after: false, waits: true };
  return { shown: "all", description: "Cans", words_passed: false, photos: [photo], ...more } as ServedReport;
}
const kinds = (parts: readonly { what: string }[]) => parts.map(({ what }) => what);

it("lets a crew pass what is kept back, and hide what could be seen", () => {
  expect(kinds(passable(report({ shown: "outline" })))).toEqual(["report", "words", "photo"]);
  const photos = [{ id: "p1", state: "ready", hidden: false, waits: false }] as ServedReport["photos"];
  expect(kinds(passable(report({ photos })))).toEqual(["words"]);
  expect(kinds(hideable(report({ shown: "outline" })))).toEqual(["photo", "report"]);
  expect(kinds(hideable(report({ words_passed: true })))).toEqual(["photo", "words", "report"]);
});

it("offers nothing back that somebody hid by hand: that needs a note, at the desk", () => {
  const photos = [{ id: "p1", state: "ready", hidden: true }] as ServedReport["photos"];
  expect(kinds(passable(report({ shown: "nothing", words_passed: true, photos })))).toEqual([]);
  expect(kinds(hideable(report({ shown: "nothing", photos })))).toEqual([]);
});

it("offers no photo that nobody can see yet, and no words where there are none", () => {
  const photos = [{ id: "p1", state: "pending", hidden: false }] as ServedReport["photos"];
  expect(kinds(passable(report({ description: "", photos })))).toEqual([]);
});
