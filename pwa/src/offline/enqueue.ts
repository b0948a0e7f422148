import type { About, PushAddress, ReportDraft, Target } from "./entry";
import { newId } from "./id";
import { refresh, wakeOutbox } from "./outbox";
import { phoneStore } from "./run";

/** The phone would not keep what was given to it (full, or storage switched off). Nothing was kept of it. */
export class NotKept extends Error {
  override name = "NotKept";
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

type Kept = Parameters<Awaited<ReturnType<typeof phoneStore>>["add"]>;

/** Keep entries and the bytes of their photos, all or none, and begin to send them. Raises NotKept. */
export async function keep(...what: Kept): Promise<void> {
  try {
    await (await phoneStore()).add(...what);
  } catch (cause) {
    throw new NotKept("The phone did not keep this.", { cause });
  }
  await refresh();
  wakeOutbox();
}

/** What every new entry begins with. */
export function fresh(language: string) {
  return { attempts: 0, state: "waiting" as const, problem: null, not_before: 0, language };
}

function now(): string {
  return new Date().toISOString();
}
