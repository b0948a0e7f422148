import { type Drained, drain } from "./drain";
import type { ReportReply } from "./entry";
import { type Solve, sender } from "./sender";
import { openDatabase, PhoneStore } from "./store";

/** Tag of the Background Sync that sends the outbox while Doorstep is closed. */
export const SYNC_TAG = "outbox";

/** What a run tells every page of this phone. Replies stay in memory: a private kind keeps them nowhere else. */
export interface OutboxNews {
  reports: [id: string, reply: ReportReply][];
}

let opened: Promise<PhoneStore> | null = null;

/** The phone's store, opened once for this page or worker. */
export function phoneStore(): Promise<PhoneStore> {
  opened ??= openDatabase({ onClosed: () => (opened = null) }).then((db) => new PhoneStore(db));
  // A phone that was full or locked may open it the next time.
  opened.catch(() => (opened = null));
  return opened;
}

/** Send what waits, alone among all pages and the worker of this phone, and tell them what was sent. */
export async function drainAlone(solve: Solve): Promise<Drained> {
  const store = await phoneStore();
  const drained = await underLock(() => drain(store, sender(store, solve)));
  const news: OutboxNews = { reports: [...drained.reports] };
  const channel = new BroadcastChannel("outbox");
  channel.postMessage(news);
  channel.close();
  return drained;
}

/** Without Web Locks (a page served without HTTPS) there is no worker either, and ids make a second sending harmless. */
async function underLock<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? await locks.request("outbox", work) : work();
}
