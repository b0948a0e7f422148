import { computed, signal } from "@preact/signals";
import type { About, Entry, Mine, PushAddress, ReportDraft, ReportReply, Target } from "./entry";
import { newId } from "./id";
import { phoneStore } from "./run";

/** Everything that is not sent yet, oldest first. Photos are listed without their bytes. */
export const entries = signal<readonly Entry[]>([]);
/** How many of them will go by themselves. */
export const waitingCount = computed(() => entries.value.filter((entry) => entry.state !== "refused").length);
/** Those that a rule said no to; they stay until the person changes or removes them. */
export const refused = computed(() => entries.value.filter((entry) => entry.state === "refused"));
/** Reports sent from this phone, newest first. */
export const mine = signal<readonly Mine[]>([]);
/** The server's answers to reports sent since this page was opened, by the report's id. In memory only. */
export const replies = signal<ReadonlyMap<string, ReportReply>>(new Map());

/** The phone would not keep what was given to it (full, or storage switched off). Nothing was kept of it. */
export class NotKept extends Error {
  override name = "NotKept";
}

let wake: () => void = () => {};

/** Called by `start.ts`: what to do when something new is to be sent. */
export function onNewEntries(callback: () => void): void {
  wake = callback;
}

/** Read the lists anew; needed after another page or the worker has changed them. */
export async function refresh(): Promise<void> {
  const store = await phoneStore();
  [entries.value, mine.value] = await Promise.all([store.all(), store.mine()]);
}

/** Keep what the server said to reports of this page for the thank-you screen. */
export function learn(reports: Iterable<[string, ReportReply]>): void {
  const added = [...reports];
  if (added.length > 0) replies.value = new Map([...replies.value, ...added]);
}

/** Forget the server's answers: somebody else may be about to hold this phone. */
export function forgetReplies(): void {
  replies.value = new Map();
}

/**
 * Keep a report and its photos on the phone, and begin to send them.
 *
 * photos   the bytes as they are to be sent, at most four
 * Returns  the report's id: its entry is gone from `entries` and its answer is in `replies` once it is sent
 * Raises   NotKept
 */
export async function enqueueReport(
  draft: ReportDraft,
  photos: readonly Blob[],
  about: About,
): Promise<string> {
  const id = newId();
  const made_at = new Date().toISOString();
  const named = photos.map((blob) => ({ id: newId(), blob }));
  const base = { made_at, ...fresh(draft.language) };
  await keep(
    [
      {
        ...base,
        id,
        kind: "report",
        about,
        after: null,
        body: { ...draft, id, made_at, photos: named.map((photo) => photo.id) },
      },
      ...named.map(({ id: photo, blob }) => ({
        ...base,
        id: photo,
        kind: "photo" as const,
        after: id,
        body: { type: blob.type, size: blob.size },
      })),
    ],
    new Map(named.map((photo) => [photo.id, photo.blob])),
  );
  return id;
}

/** What a person wants done with a report besides making it. */
export type Wish =
  | { kind: "follow"; by: { push: PushAddress } | { email: string } }
  | { kind: "still_there"; note: string };

/**
 * Keep a wish about a report, and begin to send it.
 *
 * of       the report: `{ref, track_token}` of one that was sent, or the id of one that may still wait in the outbox
 * Returns  the entry's id
 * Raises   NotKept
 */
export async function enqueue(wish: Wish, of: Target | string, language: string): Promise<string> {
  const base = { ...fresh(language), id: newId(), made_at: now(), after: typeof of === "string" ? of : null };
  const target = typeof of === "string" ? null : of;
  if (wish.kind === "follow") await keep([{ ...base, kind: wish.kind, body: { target, by: wish.by } }]);
  else await keep([{ ...base, kind: wish.kind, body: { target, note: wish.note } }]);
  return base.id;
}

/** Take out an entry, and with a report its photos and follows. It is not sent if it has not gone yet. */
export async function remove(id: string): Promise<void> {
  await (await phoneStore()).remove(id);
  await refresh();
}

/** Try an entry again now. */
export async function retry(id: string): Promise<void> {
  await (await phoneStore()).retry(id);
  await refresh();
  wake();
}

/**
 * Change a report that has not gone. False when it is too late; the report then goes as it was.
 *
 * takesPhotos  false takes out the photos that wait with it, bytes and all
 */
export async function edit(
  id: string,
  draft: ReportDraft,
  about: About,
  takesPhotos: boolean,
): Promise<boolean> {
  const changed = await (await phoneStore()).edit(id, (entry) => ({
    ...entry,
    about,
    body: { ...entry.body, ...draft, ...(takesPhotos ? {} : { photos: [] }) },
  }));
  await refresh();
  wake();
  return changed;
}

/** The bytes of a photo that has not gone, for its picture on the screen. */
export async function photoOf(id: string): Promise<Blob | null> {
  return (await phoneStore()).bytes(id);
}

/** The id on this phone of a report that was sent from here; of any other, its reference. */
export function idOf(ref: string): string {
  return mine.value.find((one) => one.ref === ref)?.id ?? ref;
}

/** Remember that so much of a report's history has been on the screen, so that more of it is news. */
export async function see(id: string, entries: number): Promise<void> {
  if (mine.value.find((one) => one.id === id)?.seen === entries) return;
  await (await phoneStore()).see(id, entries);
  await refresh();
}

/** Take sent reports off this phone, by their ids here, with the keys to them. */
export async function forget(ids: ReadonlySet<string>): Promise<void> {
  await (await phoneStore()).forget(ids);
  replies.value = new Map([...replies.value].filter(([one]) => !ids.has(one)));
  await refresh();
}

type Kept = Parameters<Awaited<ReturnType<typeof phoneStore>>["add"]>;

/** Keep entries and the bytes of their photos, all or none, and begin to send them. Raises NotKept. */
export async function keep(...what: Kept): Promise<void> {
  try {
    await (await phoneStore()).add(...what);
  } catch (cause) {
    throw new NotKept("The phone did not keep this.", { cause });
  }
  await refresh();
  wake();
}

/** What every new entry begins with. */
export function fresh(language: string) {
  return { attempts: 0, state: "waiting" as const, problem: null, not_before: 0, language };
}

function now(): string {
  return new Date().toISOString();
}
