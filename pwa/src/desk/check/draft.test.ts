import { expect, it } from "vitest";
import type { Check, CheckPhoto } from "../../api/shapes";
import { bodyOf } from "./check";
import { bringsBack, draftOf, isTouched, reasonsOf, takenBy, wordsAfter } from "./draft";

const TEXT = "Ring me on 07700 900118.";
const FACE = { kind: "face", x: 0.4, y: 0.4, w: 0.1, h: 0.1, score: 0.9 };
const BOX = { kind: "box", x: 0.39, y: 0.39, w: 0.12, h: 0.12, style: "cover" } as const;

function photo(more: Partial<CheckPhoto> = {}): CheckPhoto {
  return {
    id: "p1",
    state: "ready",
    width: 1920,
    height: 1080,
    hidden: false,
    release: "waiting",
    found: [FACE],
    covers: [],
    crop: null,
    after: false,
    ...more,
  };
}
function check(more: Partial<Check> = {}): Check {
  return {
    ref: "WP-6C2T-9M",
    title: "Bags put out wrongly",
    issue_type: { key: "waste_put_out", name: "Bags put out wrongly" },
    visibility: "held",
    shown: "outline",
    received_at: "2026-03-04T10:00:00Z",
    street: "Finch Terrace",
    wants: ["report", "words", "photo"],
    due_at: null,
    words: {
      text: TEXT,
      marks: [{ start: 11, end: 23, kind: "phone" }],
      public: "",
      state: "waiting",
    },
    photos: [photo()],
    flags: [],
    objection: null,
    history: [],
    public_now: { sight: "outline", title: "Bags put out wrongly", words: "", photos: [] },
    version: "v1.0",
    can: ["decide"],
    ...more,
  };
}
const passedWords = { text: TEXT, marks: [], public: "Ring me […]", state: "passed" } as const;

it("takes out what a pattern marked before anybody has done anything, and says why", () => {
  const now = check();
  const made = draftOf(now);
  expect(wordsAfter(now, made)).toBe("Ring me on […].");
  expect(takenBy(now, made)).toEqual(["words_cut"]);
  expect(reasonsOf(now, made)).toEqual(["phone"]);
  expect(isTouched(now, made)).toBe(false);
});

it("sends a whole pass: each photo with its covers, and the cuts as browsers count them", () => {
  const now = check();
  const made = draftOf(now);
  const photos = new Map([["p1", { shown: true, covering: { covers: [BOX], crop: null } }]]);
  expect(bodyOf(now, { ...made, photos, note: " Looked twice " }, "pass")).toEqual({
    version: "v1.0",
    decision: "pass",
    reasons: ["phone", "face"],
    note: "Looked twice",
    words: { decision: "pass", cuts: [{ start: 11, end: 23 }] },
    photos: [{ id: "p1", decision: "pass", covers: [BOX], crop: null }],
  });
});

it("sends nothing of words and photos when the whole report is hidden", () => {
  expect(bodyOf(check(), draftOf(check()), "hide")).toMatchObject({
    decision: "hide",
    words: null,
    photos: [],
  });
});

it("lets a person take back a reason that followed from what was done, and add another", () => {
  const now = check();
  const byHand = new Map([["phone", false] as const, ["accuses", true] as const]);
  expect(reasonsOf(now, { ...draftOf(now), byHand })).toEqual(["accuses"]);
});

it("gives no reason for a face that was covered before anybody looked", () => {
  const now = check({ words: null, photos: [photo({ covers: [{ ...BOX }] })] });
  expect(reasonsOf(now, draftOf(now))).toEqual([]);
  expect(takenBy(now, draftOf(now))).toEqual([]);
});

it("begins from what was decided before, and takes nothing when that is passed again", () => {
  const now = check({ words: { ...passedWords, marks: [] }, shown: "all" });
  const made = draftOf(now);
  expect(wordsAfter(now, made)).toBe("Ring me […]");
  expect(takenBy(now, made)).toEqual([]);
});

it("asks for a note where something hidden by hand would be seen again", () => {
  const hidden = check({ photos: [photo({ hidden: true })] });
  const made = draftOf(hidden);
  expect(bringsBack(hidden, made)).toBe(false);
  expect(
    bringsBack(hidden, {
      ...made,
      photos: new Map([["p1", { shown: true, covering: { covers: [], crop: null } }]]),
    }),
  ).toBe(true);
  expect(bringsBack(check({ shown: "nothing" }), draftOf(check()))).toBe(true);
});

it("leaves photos out that are not read yet: there is nothing to look at", () => {
  const now = check({ photos: [photo({ state: "pending" })] });
  expect(bodyOf(now, draftOf(now), "pass").photos).toEqual([]);
});

it("takes the author nothing of a crew's photo", () => {
  const now = check({ words: null, photos: [photo({ after: true })] });
  const photos = new Map([["p1", { shown: false, covering: { covers: [], crop: null } }]]);
  expect(takenBy(now, { ...draftOf(now), photos })).toEqual([]);
});
