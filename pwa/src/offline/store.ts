import type { IDBPTransaction } from "idb";
import { type Database, type Tables, THE_DRAFT } from "./database";
import type { Store } from "./drain";
import type { Entry, KeptDraft, Mine, Problem, ReportReply } from "./entry";
import { growingPause, type Pauses } from "./pause";

/** Between the tries of one entry. */
export const ENTRY_PAUSES: Pauses = { first_ms: 5_000, longest_ms: 10 * 60_000 };

type NewEntry = Entry extends infer E ? (E extends Entry ? Omit<E, "seq"> : never) : never;

/** The outbox and "my reports" in IndexedDB. Every write is on the disk before its promise resolves. */
export class PhoneStore implements Store {
  constructor(
    private readonly db: Database,
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  /** Keep entries and the bytes of their photos, all or none. */
  async add(entries: readonly NewEntry[], bytes: ReadonlyMap<string, Blob> = new Map()): Promise<void> {
    const tx = this.write();
    const writes: Promise<unknown>[] = entries.map((entry) => tx.objectStore("entries").add(entry as Entry));
    for (const [id, blob] of bytes) writes.push(tx.objectStore("bytes").put({ id, blob }));
    await Promise.all([...writes, tx.done]);
  }

  /** Everything that is not sent yet, oldest first. */
  all(): Promise<Entry[]> {
    return this.db.getAll("entries");
  }

  async bytes(id: string): Promise<Blob | null> {
    return (await this.db.get("bytes", id))?.blob ?? null;
  }

  async next(tried: ReadonlySet<string>): Promise<Entry | null> {
    const entries = await this.all();
    const here = new Set(entries.map((entry) => entry.id));
    const now = this.now();
    // "sending" counts as waiting: only the holder of the lock asks, so it is left from a run that was cut short.
    const ready = entries.find(
      (entry) =>
        entry.state !== "refused" &&
        entry.not_before <= now &&
        !tried.has(entry.id) &&
        !(entry.after && here.has(entry.after)),
    );
    return ready ?? null;
  }

  /** The earliest time at which something may be tried again, null when nothing waits by the clock. */
  async nextTime(): Promise<number | null> {
    const entries = await this.all();
    const here = new Set(entries.map((entry) => entry.id));
    const times = entries
      .filter((entry) => entry.state !== "refused" && !(entry.after && here.has(entry.after)))
      .map((entry) => entry.not_before);
    return times.length > 0 ? Math.min(...times) : null;
  }

  sending(id: string): Promise<void> {
    return this.change(id, (entry) => ({ ...entry, state: "sending", attempts: entry.attempts + 1 }));
  }

  wait(id: string): Promise<void> {
    return this.change(id, (entry) => ({ ...entry, state: "waiting" }));
  }

  postpone(id: string, after_ms: number | null): Promise<void> {
    return this.change(id, (entry) => ({
      ...entry,
      state: "waiting",
      not_before: this.now() + (after_ms ?? growingPause(ENTRY_PAUSES, entry.attempts, this.random())),
    }));
  }

  refuse(id: string, problem: Problem): Promise<void> {
    return this.change(id, (entry) => ({ ...entry, state: "refused", problem }));
  }

  /** Let a refused or postponed entry go at once. */
  retry(id: string): Promise<void> {
    return this.change(id, (entry) =>
      entry.state === "sending" ? entry : { ...entry, state: "waiting", problem: null, not_before: 0 },
    );
  }

  /** Forget every pause: the phone has signal again, or the person asked. */
  async hurry(): Promise<void> {
    const tx = this.write();
    for (let row = await tx.objectStore("entries").openCursor(); row; row = await row.continue()) {
      if (row.value.not_before > 0) await row.update({ ...row.value, not_before: 0 });
    }
    await tx.done;
  }

  /**
   * Change what a report will say. False when it is too late: it is on its way, or an earlier try may have reached the
   * server, which would keep the words of that try.
   */
  async edit(id: string, change: (entry: Entry & { kind: "report" }) => Entry): Promise<boolean> {
    const tx = this.write();
    const row = await tx.objectStore("entries").index("id").openCursor(id);
    const entry = row?.value;
    const isFree = entry?.kind === "report" && (entry.state === "refused" || entry.attempts === 0);
    if (isFree) {
      const next = change(entry);
      await row?.update({ ...next, state: "waiting", problem: null, not_before: 0 });
      // Photos that it no longer names go with it.
      const named = next.kind === "report" ? next.body.photos : [];
      await this.takeOut(tx, new Set(entry.body.photos.filter((photo) => !named.includes(photo))));
    }
    await tx.done;
    return isFree;
  }

  async done(entry: Entry, report: ReportReply | null): Promise<void> {
    const tx = this.write();
    await this.takeOut(tx, new Set([entry.id]));
    if (entry.kind === "report" && report) await tx.objectStore("mine").put(remembered(entry, report));
    await tx.done;
  }

  /** Take out an entry that the person no longer wants sent, and what waits for it. */
  async remove(id: string): Promise<void> {
    const tx = this.write();
    const entries = await tx.objectStore("entries").getAll();
    for (const entry of entries) {
      // A report that still names the photo would leave the desk waiting for it.
      if (entry.kind !== "report" || !entry.body.photos.includes(id)) continue;
      const photos = entry.body.photos.filter((photo) => photo !== id);
      await tx.objectStore("entries").put({ ...entry, body: { ...entry.body, photos } });
    }
    const gone = entries.filter((entry) => entry.id === id || entry.after === id).map((entry) => entry.id);
    await this.takeOut(tx, new Set(gone));
    await tx.done;
  }

  /** Reports sent from this phone, newest first. */
  async mine(): Promise<Mine[]> {
    const rows = await this.db.getAll("mine");
    return rows.sort((a, b) => (b.made_at ?? "").localeCompare(a.made_at ?? ""));
  }

  async mineOf(id: string): Promise<Mine | null> {
    return (await this.db.get("mine", id)) ?? null;
  }

  /** So much of its history has been on the screen. */
  async see(id: string, entries: number): Promise<void> {
    const tx = this.write();
    const row = await tx.objectStore("mine").get(id);
    if (row) await tx.objectStore("mine").put({ ...row, seen: entries });
    await tx.done;
  }

  /**
   * Take sent reports off this phone, with the keys to them and whatever else here waits to be sent about them; the
   * reports themselves stay with those who deal with them.
   */
  async forget(ids: ReadonlySet<string>): Promise<void> {
    const tx = this.write();
    const rows = await tx.objectStore("mine").getAll();
    const refs = new Set(rows.filter((row) => ids.has(row.id)).map((row) => row.ref));
    const entries = await tx.objectStore("entries").getAll();
    const about = entries.filter(
      (entry) =>
        (entry.kind !== "photo" && ids.has(entry.after ?? "")) ||
        ((entry.kind === "follow" || entry.kind === "still_there") && refs.has(entry.body.target?.ref ?? "")),
    );
    await this.takeOut(tx, new Set(about.map((entry) => entry.id)));
    for (const id of ids) await tx.objectStore("mine").delete(id);
    await tx.done;
  }

  /** Keep the report in the making in place of what was kept of it; the bytes of a photo are written once. */
  async keepDraft({ told, photos }: KeptDraft): Promise<void> {
    const tx = this.db.transaction(["draft", "draft_photos"], "readwrite");
    const shelf = tx.objectStore("draft_photos");
    const wanted = new Set(photos.map((photo) => photo.id));
    const here = new Set(await shelf.getAllKeys());
    const writes: Promise<unknown>[] = [
      tx.objectStore("draft").put({ id: THE_DRAFT, told, photos: [...wanted] }),
    ];
    for (const id of here) if (!wanted.has(id)) writes.push(shelf.delete(id));
    for (const photo of photos) if (!here.has(photo.id)) writes.push(shelf.put(photo));
    await Promise.all([...writes, tx.done]);
  }

  /** The report in the making, null when there is none. */
  async keptDraft(): Promise<KeptDraft | null> {
    const tx = this.db.transaction(["draft", "draft_photos"]);
    const row = await tx.objectStore("draft").get(THE_DRAFT);
    const photos = await tx.objectStore("draft_photos").getAll();
    await tx.done;
    if (!row) return null;
    const inOrder = row.photos.map((id) => photos.find((photo) => photo.id === id));
    return { told: row.told, photos: inOrder.filter((photo) => photo !== undefined) };
  }

  /** Keep nothing of it any more. */
  async dropDraft(): Promise<void> {
    const tx = this.db.transaction(["draft", "draft_photos"], "readwrite");
    const cleared = [tx.objectStore("draft").clear(), tx.objectStore("draft_photos").clear()];
    // The page may be left in the next moment.
    tx.commit();
    await Promise.all([...cleared, tx.done]);
  }

  private write(): IDBPTransaction<Tables, ("entries" | "bytes" | "mine")[], "readwrite"> {
    return this.db.transaction(["entries", "bytes", "mine"], "readwrite", { durability: "strict" });
  }

  private async change(id: string, how: (entry: Entry) => Entry): Promise<void> {
    const tx = this.write();
    const row = await tx.objectStore("entries").index("id").openCursor(id);
    if (row) await row.update(how(row.value));
    await tx.done;
  }

  private async takeOut(tx: ReturnType<PhoneStore["write"]>, ids: ReadonlySet<string>): Promise<void> {
    for (const id of ids) {
      const key = await tx.objectStore("entries").index("id").getKey(id);
      if (key !== undefined) await tx.objectStore("entries").delete(key);
      await tx.objectStore("bytes").delete(id);
    }
  }
}

function remembered(entry: Entry & { kind: "report" }, report: ReportReply): Mine {
  const isPrivate = entry.about.isPrivate || report.private;
  const kept = { id: entry.id, ref: report.ref, track_token: report.track_token, isPrivate };
  if (isPrivate)
    return { ...kept, title: null, issue_type: null, made_at: null, aim_at: null, department: null };
  return {
    ...kept,
    title: report.title,
    issue_type: entry.body.issue_type,
    made_at: entry.made_at,
    aim_at: report.aim_at,
    department: report.department?.name ?? report.body.name,
  };
}
