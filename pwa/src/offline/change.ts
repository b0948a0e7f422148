import type { About, ReportDraft } from "./entry";
import { mine, refresh, replies, wakeOutbox } from "./outbox";
import { phoneStore } from "./run";

/** Take out an entry, and with a report its photos and follows. It is not sent if it has not gone yet. */
export async function remove(id: string): Promise<void> {
  await (await phoneStore()).remove(id);
  await refresh();
}

/** Try an entry again now. */
export async function retry(id: string): Promise<void> {
  await (await phoneStore()).retry(id);
  await refresh();
  wakeOutbox();
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
  wakeOutbox();
  return changed;
}

/** The bytes of a photo that has not gone, for its picture on the screen. */
export async function photoOf(id: string): Promise<Blob | null> {
  return (await phoneStore()).bytes(id);
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
