import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { photoOf, remove } from "./change";
import { enqueueOutcome, enqueueStart } from "./crewWork";
import { entries, refresh } from "./outbox";

const nothing = { outcome: "NFA" as const, note: "", owner_body: null };

beforeEach(async () => {
  await refresh();
  for (const entry of entries.value) await remove(entry.id);
});

test("an outcome is kept with its photo, and names it; the photo waits for nothing", async () => {
  const shot = new Blob(["jpeg"], { type: "image/jpeg" });
  await enqueueOutcome(7, { ...nothing, outcome: "CLR" }, shot, "cy");
  const [outcome, photo] = entries.value;
  expect(outcome).toMatchObject({
    kind: "outcome",
    language: "cy",
    body: { job: 7, found: { outcome: "CLR", photo_id: photo?.id } },
  });
  expect(photo).toMatchObject({ kind: "photo", after: null, body: { type: "image/jpeg", size: 4 } });
  expect(await photoOf(photo?.id ?? "")).toBeTruthy();
});

test("an outcome waits for its own job's start, and for no other", async () => {
  await enqueueStart(7, "en-GB");
  await enqueueOutcome(8, nothing, null, "en-GB");
  await enqueueOutcome(7, nothing, null, "en-GB");
  const [start, other, mine] = entries.value;
  expect([other?.after, mine?.after]).toEqual([null, start?.id]);
});
