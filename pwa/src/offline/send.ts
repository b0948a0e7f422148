import { type Drained, drain } from "./drain";
import { type OutboxNews, phoneStore } from "./run";
import { type Solve, sender } from "./sender";

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
