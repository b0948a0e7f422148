import { expect, test } from "vitest";
import type { Sharing } from "../../api/shapes";
import { notAgreed } from "./share";

const sharing: Sharing = {
  items: [],
  next: null,
  asked: true,
  said: "My landlord only",
  there: ["contact", "words", "photos"],
  photos: 1,
  bodies: [
    { key: "homes", name: "Homes", agreed: ["contact", "words"], has_email: true },
    { key: "police", name: "Police", agreed: [], has_email: true },
  ],
};

test("what the reporter agreed to needs no reason", () => {
  expect(notAgreed(sharing, "homes", ["contact", "words"])).toEqual([]);
});

test("photos were not asked about, so they need one", () => {
  expect(notAgreed(sharing, "homes", ["words", "photos"])).toEqual(["photos"]);
});

test("a word for one body is none for another, nor for one that is not known", () => {
  expect(notAgreed(sharing, "police", ["contact"])).toEqual(["contact"]);
  expect(notAgreed(sharing, "", ["contact"])).toEqual(["contact"]);
});
