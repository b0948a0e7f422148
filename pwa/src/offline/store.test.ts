// @vitest-environment node
import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { afterEach, expect, test } from "vitest";
import { openDatabase, UPGRADES } from "./database";
import { PhoneStore } from "./store";

afterEach(() => deleteDB("doorstep"));

const photo = {
  id: "a",
  kind: "photo" as const,
  made_at: "2026-11-20T10:24:00Z",
  attempts: 0,
  state: "waiting" as const,
  problem: null,
  after: null,
  not_before: 0,
  language: "en-GB",
  body: { type: "image/jpeg", size: 3 },
};

test("a newer version of the database keeps what the older one held", async () => {
  const before = await openDatabase();
  await new PhoneStore(before).add([photo], new Map([["a", new Blob(["abc"], { type: "image/jpeg" })]]));
  before.close();
  const after = await openDatabase({
    upgrades: [
      ...UPGRADES,
      async (_db, tx) => {
        const entries = tx.objectStore("entries");
        for (let row = await entries.openCursor(); row; row = await row.continue()) {
          await row.update({ ...row.value, language: "cy" });
        }
      },
    ],
  });
  const store = new PhoneStore(after);
  expect(await store.all()).toMatchObject([{ id: "a", language: "cy" }]);
  expect(await (await store.bytes("a"))?.text()).toBe("abc");
  after.close();
});

test("an open page lets go when a newer one wants to change the database", async () => {
  let closed = false;
  await openDatabase({ onClosed: () => (closed = true) });
  const newer = await openDatabase({ upgrades: [...UPGRADES, () => {}] });
  expect(closed).toBe(true);
  newer.close();
});

test("either all of a report and its photos is kept, or none", async () => {
  const db = await openDatabase();
  const store = new PhoneStore(db);
  await store.add([photo]);
  await expect(store.add([{ ...photo, id: "b" }, photo])).rejects.toThrow();
  expect((await store.all()).map((entry) => entry.id)).toEqual(["a"]);
  db.close();
});

test("a report in the making is kept with its photos in order, each written once, until it is dropped", async () => {
  const db = await openDatabase();
  const store = new PhoneStore(db);
  const shot = (id: string) => ({ id, blob: new Blob([id]), about: { place: null } });
  await store.keepDraft({ told: { words: "" }, photos: [shot("b"), shot("a"), shot("c")] });
  await store.keepDraft({ told: { words: "By the gate" }, photos: [shot("c"), shot("b")] });
  const kept = await store.keptDraft();
  expect(kept?.told).toEqual({ words: "By the gate" });
  expect(kept?.photos.map((photo) => photo.id)).toEqual(["c", "b"]);
  expect(await kept?.photos[1]?.blob.text()).toBe("b");
  expect(await db.count("draft_photos")).toBe(2);
  await store.dropDraft();
  expect([await store.keptDraft(), await db.count("draft_photos")]).toEqual([null, 0]);
  db.close();
});
