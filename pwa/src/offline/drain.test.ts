// @vitest-environment node
import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "./database";
import { drain } from "./drain";
import type { Entry, Reply, ReportReply } from "./entry";
import { PhoneStore } from "./store";

let db: Database;
let now = 0;

beforeEach(async () => {
  now = 1_000;
  db = await openDatabase();
});

afterEach(async () => {
  db.close();
  await deleteDB("doorstep");
});

/** Numbers that look like chance and are the same each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const base = {
  made_at: "2026-11-20T10:24:00Z",
  attempts: 0,
  state: "waiting" as const,
  problem: null,
  not_before: 0,
  language: "en-GB",
};

type NewEntry = Parameters<PhoneStore["add"]>[0][number];

function report(id: string, isPrivate = false, photos: string[] = []): NewEntry {
  return {
    ...base,
    id,
    kind: "report",
    after: null,
    about: { title: "Fly-tipping, Weir Lane", isPrivate },
    body: {
      id,
      issue_type: "fly_tip",
      description: "Two mattresses",
      made_at: base.made_at,
      point: { lat: 53.42, lon: -2.35, source: "pin" },
      place_note: "",
      answers: {},
      photos,
      name: null,
      email: null,
      phone: null,
      needs: [],
      at_home: false,
      language: "en-GB",
    },
  };
}

function photo(id: string, after: string | null): NewEntry {
  return { ...base, id, kind: "photo", after, body: { type: "image/jpeg", size: 3 } };
}

function follow(id: string, after: string): NewEntry {
  return {
    ...base,
    id,
    kind: "follow",
    after,
    body: { target: null, by: { email: "asha@example.org" } },
  };
}

function answer(id: string): ReportReply {
  return {
    ref: `FT-${id}`,
    track_token: `token-${id}`,
    status: "received",
    title: "Fly-tipping, Weir Lane",
    private: false,
    photos_dropped: 0,
    body: { key: "exampleton", name: "Exampleton" },
    department: { key: "street_cleansing", name: "Street Cleansing" },
    aim_at: "2026-11-24T17:00:00Z",
    explanation: "",
    url: `/r/FT-${id}`,
  };
}

function taken(entry: Entry): Reply {
  return { kind: "done", report: entry.kind === "report" ? answer(entry.id) : null };
}

const no: Reply = {
  kind: "refused",
  problem: { type: "/problems/invalid", title: "No", status: 422, detail: "Not here." },
};

function phone(random: () => number = () => 0.5): PhoneStore {
  return new PhoneStore(db, () => now, random);
}

describe("whatever the server answers, in whatever order", () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))(
    "nothing is lost, repeated or out of turn (%i)",
    async (seed) => {
      const random = chance(seed);
      const store = phone(random);
      const made: string[] = [];
      for (let n = 0; n < 1 + Math.floor(random() * 4); n++) {
        const photos = Array.from({ length: Math.floor(random() * 4) }, (_, p) => `p${n}.${p}`);
        const entries = [
          report(`r${n}`, false, photos),
          ...photos.map((id) => photo(id, `r${n}`)),
          follow(`f${n}`, `r${n}`),
        ];
        await store.add(entries, new Map(photos.map((id) => [id, new Blob([id])])));
        made.push(...entries.map((entry) => entry.id));
      }
      const done = new Set<string>();
      const refusedIds = new Set<string>();
      for (let run = 0; run < 40; run++) {
        const tried = new Set<string>();
        const crashAt = random() < 0.2 ? Math.floor(random() * 4) : -1;
        await drain(store, async (entry) => {
          expect(done.has(entry.id)).toBe(false);
          expect(refusedIds.has(entry.id)).toBe(false);
          expect(tried.has(entry.id)).toBe(false);
          if (entry.after) expect(done.has(entry.after)).toBe(true);
          if (tried.size === crashAt) throw new Error("The phone went off.");
          tried.add(entry.id);
          const dice = random();
          if (dice < 0.15) return { kind: "offline" };
          if (dice < 0.4) return { kind: "later", after_ms: random() < 0.5 ? null : 60_000 };
          if (dice < 0.45) {
            refusedIds.add(entry.id);
            return no;
          }
          done.add(entry.id);
          return taken(entry);
        }).catch((error: Error) => expect(error.message).toBe("The phone went off."));
        now += 3_600_000;
        const kept = (await store.all()).map((entry) => entry.id);
        expect([...kept, ...done].sort()).toEqual([...made].sort());
      }
      const left = await store.all();
      for (const entry of left) {
        const held = entry.after && refusedIds.has(entry.after);
        expect(entry.state === "refused" || held).toBeTruthy();
      }
      const sent = [...done].filter((id) => id.startsWith("r"));
      expect((await store.mine()).map((row) => row.id).sort()).toEqual(sent.sort());
    },
  );
});

test("a report's photos go in the run that sent the report, after it and in order", async () => {
  const store = phone();
  await store.add([report("r", false, ["a", "b"]), photo("a", "r"), photo("b", "r")]);
  const sent: string[] = [];
  const drained = await drain(store, async (entry) => {
    sent.push(entry.id);
    return taken(entry);
  });
  expect(sent).toEqual(["r", "a", "b"]);
  expect(drained.reports.get("r")?.ref).toBe("FT-r");
  expect(await store.all()).toEqual([]);
});

test("a photo that will not go does not hold up the others, and is left alone for a growing while", async () => {
  const store = phone();
  await store.add([photo("a", null), photo("b", null)]);
  const send = async (entry: Entry): Promise<Reply> =>
    entry.id === "a" ? { kind: "later", after_ms: null } : taken(entry);
  await drain(store, send);
  expect((await store.all()).map((entry) => entry.id)).toEqual(["a"]);
  const first = (await store.nextTime()) ?? 0;
  expect(first).toBeGreaterThan(now);
  expect(await store.next(new Set())).toBeNull();
  now = first;
  await drain(store, send);
  expect(((await store.nextTime()) ?? 0) - now).toBeGreaterThan(first - 1_000);
});

test("a server that names a time is left alone until then", async () => {
  const store = phone();
  await store.add([report("r")]);
  await drain(store, async () => ({ kind: "later", after_ms: 90_000 }));
  expect(await store.nextTime()).toBe(now + 90_000);
  await store.hurry();
  expect((await store.next(new Set()))?.id).toBe("r");
});

test("what a rule refused is kept with the reason, until the person changes it", async () => {
  const store = phone();
  await store.add([report("r", false, ["a"]), photo("a", "r")]);
  await drain(store, async () => no);
  const [kept, waiting] = await store.all();
  expect(kept).toMatchObject({ id: "r", state: "refused", problem: { detail: "Not here." } });
  expect(waiting).toMatchObject({ id: "a", state: "waiting" });
  expect(
    await store.edit("r", (entry) => ({ ...entry, body: { ...entry.body, description: "A sofa" } })),
  ).toBe(true);
  const bodies: unknown[] = [];
  await drain(store, async (entry) => {
    bodies.push(entry.body);
    return taken(entry);
  });
  expect(bodies).toMatchObject([{ description: "A sofa" }, { type: "image/jpeg" }]);
});

test("a report that may have reached the server is not changed any more", async () => {
  const store = phone();
  await store.add([report("r")]);
  await drain(store, async () => ({ kind: "offline" }));
  expect(await store.edit("r", (entry) => ({ ...entry, about: { title: "Other", isPrivate: false } }))).toBe(
    false,
  );
});

test("removing a report removes its photos; removing a photo takes its name out of the report", async () => {
  const store = phone();
  await store.add(
    [report("r", false, ["a", "b"]), photo("a", "r"), photo("b", "r")],
    new Map([["b", new Blob(["b"])]]),
  );
  await store.remove("a");
  expect((await store.all())[0]).toMatchObject({ body: { photos: ["b"] } });
  await store.remove("r");
  expect(await store.all()).toEqual([]);
  expect(await store.bytes("b")).toBeNull();
});

test("of a private report nothing but its reference stays on the phone", async () => {
  const store = phone();
  await store.add([report("r", true, ["a"]), photo("a", "r")], new Map([["a", new Blob(["abc"])]]));
  await drain(store, async (entry) => taken(entry));
  expect(await store.mine()).toEqual([
    {
      id: "r",
      ref: "FT-r",
      track_token: "token-r",
      isPrivate: true,
      title: null,
      issue_type: null,
      made_at: null,
      aim_at: null,
      department: null,
    },
  ]);
  expect(await store.all()).toEqual([]);
  expect(await store.bytes("a")).toBeNull();
});

test("taking a report off this phone takes the key to it, and what waits to be sent about it", async () => {
  const store = phone();
  await store.add([report("r"), report("s")]);
  await drain(store, async (entry) => taken(entry));
  const wish = { kind: "still_there" as const, made_at: "", attempts: 0, state: "waiting" as const };
  const rest = { problem: null, after: null, not_before: 0, language: "en-GB" };
  const about = (ref: string) => ({ target: { ref, track_token: "t" }, note: "" });
  await store.add([
    { ...wish, ...rest, id: "about-r", body: about("FT-r") },
    { ...wish, ...rest, id: "about-s", body: about("FT-s") },
  ]);
  await store.forget(new Set(["r", "unknown"]));
  expect((await store.mine()).map((row) => row.id)).toEqual(["s"]);
  expect((await store.all()).map((entry) => entry.id)).toEqual(["about-s"]);
});

test("a report that is changed to a kind without photos lets go of those that wait with it", async () => {
  const store = phone();
  await store.add([report("r", false, ["a"]), photo("a", "r")], new Map([["a", new Blob(["abc"])]]));
  await store.edit("r", (entry) => ({ ...entry, body: { ...entry.body, photos: [] } }));
  expect((await store.all()).map((entry) => entry.id)).toEqual(["r"]);
  expect(await store.bytes("a")).toBeNull();
});
