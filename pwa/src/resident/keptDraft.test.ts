// @vitest-environment node
import { beforeEach, expect, it, vi } from "vitest";
import type { IssueType } from "../api/shapes";
import type { KeptDraft } from "../offline/entry";

const kinds: Partial<IssueType>[] = [
  { key: "fly_tip", visibility: "pub" },
  { key: "asb_nuisance", visibility: "prv" },
];
vi.mock("./issueTypes", () => ({
  issueType: (key: string | null) => kinds.find((kind) => kind.key === key),
}));

/** What the phone keeps. */
const store = vi.hoisted(() => {
  let kept: KeptDraft | null = null;
  return {
    keepDraft: async (draft: KeptDraft) => {
      kept = draft;
    },
    keptDraft: async () => kept,
    dropDraft: async () => {
      kept = null;
    },
  };
});
vi.mock("../offline/run", () => ({ phoneStore: async () => store }));

/** The window, which hears that its page is left. */
const page = new EventTarget();
vi.stubGlobal("addEventListener", page.addEventListener.bind(page));

function leavePage(): void {
  page.dispatchEvent(new Event("pagehide"));
}

/** The form's modules as a page that was just loaded has them. */
async function load() {
  vi.resetModules();
  const form = await import("./draft");
  const keeping = await import("./keptDraft");
  await keeping.startKeeping();
  return { ...form, ...keeping };
}

const place = { lat: 53.4, lon: -2.3, accuracy_m: null, source: "pin" as const };
const photo = (id: string) => ({
  id,
  blob: new Blob([id], { type: "image/jpeg" }),
  src: "",
  place: null,
  takenAt: null,
});

beforeEach(() => store.dropDraft());

it("goes on after a reload where it was, photos in their order", async () => {
  const before = await load();
  before.amend({ photos: [photo("b"), photo("a")], place });
  before.chooseIssueType("fly_tip");
  before.amend({ words: "By the gate" });
  leavePage();
  await vi.waitFor(async () => expect((await store.keptDraft())?.photos).toHaveLength(2));

  const after = await load();
  expect(after.draft.value).toMatchObject({ words: "By the gate", issueType: "fly_tip", place });
  expect(after.draft.value.photos.map((one) => one.id)).toEqual(["b", "a"]);
  expect(after.isBroughtBack.value).toBe(true);
});

it("lets go of everything once the kind is a private one", async () => {
  const form = await load();
  form.amend({ photos: [photo("a")], place });
  leavePage();
  await vi.waitFor(async () => expect(await store.keptDraft()).not.toBeNull());
  form.chooseIssueType("asb_nuisance");
  await vi.waitFor(async () => expect(await store.keptDraft()).toBeNull());
  form.amend({ words: "Shouting every night" });
  leavePage();
  expect((await load()).isBegun.value).toBe(false);
});

it("keeps nothing of a report that was sent or put away, nor the bytes of a photo taken out", async () => {
  const form = await load();
  form.amend({ photos: [photo("a"), photo("b")] });
  form.removePhoto("a");
  leavePage();
  await vi.waitFor(async () => expect((await store.keptDraft())?.photos).toMatchObject([{ id: "b" }]));
  form.clearDraft();
  await vi.waitFor(async () => expect(await store.keptDraft()).toBeNull());
});
