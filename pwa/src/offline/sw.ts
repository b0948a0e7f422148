import type { answerTo } from "./challenge";
import { noticeFrom } from "./notice";
import { phoneStore, SYNC_TAG } from "./run";
import { drainAlone } from "./send";
import type { Solved } from "./sender";
import { Shell } from "./shell";

declare const self: ServiceWorkerGlobalScope;
/** Set when the worker is built: the app's files, and a hash of them. */
declare const __PRECACHE__: string;
declare const __VERSION__: string;
/** Put there by `SOLVER`. */
declare const solver: { answerTo: typeof answerTo };

/** The solver is a script of its own: the browser keeps it from the installation on, and runs it where needed. */
const SOLVER = "/solver.js";

/** Background Sync is not in the type library. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const kept = __PRECACHE__.split(" ").map((name) => (name.startsWith("/") ? name : `/assets/${name}`));
const shell = new Shell(__VERSION__, kept);

self.addEventListener("install", (event) => {
  // Only what was imported while installing may be imported later.
  importScripts(SOLVER);
  event.waitUntil(shell.keep());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(shell.dropOlder().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  // The person has said yes to the new release.
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const answer = shell.answer(event.request, (work) => event.waitUntil(work));
  if (answer) event.respondWith(answer);
});

self.addEventListener("push", (event) => {
  const { title, options } = noticeFrom(event.data?.text() ?? null, self.location.origin);
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show((event.notification.data as { url: string }).url));
});

self.addEventListener("sync", (event) => {
  if ((event as SyncEvent).tag === SYNC_TAG) (event as SyncEvent).waitUntil(sendAll());
});

/** How long a page may take to say where it is; one that sleeps says nothing. */
const ANSWER_MS = 300;

/** A page that shows it already comes to the front. Others are left alone: somebody may be writing there. */
async function show(url: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const places = await Promise.all(pages.map(placeOf));
  const open = pages[places.indexOf(url)];
  await (open ? open.focus() : self.clients.openWindow(url));
}

/** The address a page shows now. Its own `url` is the one it began with. */
function placeOf(page: WindowClient): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(() => resolve(page.url), ANSWER_MS);
    page.postMessage("where", [port2]);
  });
}

/** Where a page is open it does the work itself: there the person sees why it takes a moment, and can stop it. */
async function solveAlone(challenge: unknown): Promise<Solved> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  importScripts(SOLVER);
  const answer = pages.length === 0 && (await solver.answerTo(challenge));
  return answer ? { kind: "answer", answer } : { kind: "later", after_ms: 0 };
}

/** The browser tries again later when this fails, so it must fail while something still waits. */
async function sendAll(): Promise<void> {
  await drainAlone(solveAlone);
  if ((await (await phoneStore()).nextTime()) !== null)
    throw new Error("Some of the outbox is still to be sent.");
}
