import { signal } from "@preact/signals";
import { entries, learn, onNewEntries, refresh } from "./outbox";
import { growingPause } from "./pause";
import { type OutboxNews, phoneStore, SYNC_TAG } from "./run";
import type { Solve } from "./sender";
import { ENTRY_PAUSES } from "./store";

/** Whether this phone believes that it has a network. */
export const online = signal(navigator.onLine);
/** Whether what waits is sent even while Doorstep is closed. Known once the service worker runs. */
export const sendsWhenClosed = signal(false);

let running: Promise<void> | null = null;
let again = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Begin to send what waits: now, when the network comes back, when the person comes back, and by the clock.
 * Call it once, when the app starts. Returns when the lists of the outbox are on hand.
 */
export async function startOutbox(): Promise<void> {
  onNewEntries(() => {
    void drainSoon();
    void askForSync();
  });
  addEventListener("online", () => {
    online.value = true;
    void sendNow();
  });
  addEventListener("offline", () => {
    online.value = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void sendNow();
  });
  new BroadcastChannel("outbox").addEventListener("message", ({ data }: MessageEvent<OutboxNews>) => {
    learn(data.reports);
    void refresh();
  });
  // On a first visit the worker takes the page over only now.
  navigator.serviceWorker?.addEventListener("controllerchange", () => void askForSync());
  await refresh();
  void askForSync();
  void drainSoon();
}

/** Send everything now, whatever pause it was in. */
async function sendNow(): Promise<void> {
  failures = 0;
  await (await phoneStore()).hurry();
  await drainSoon();
}

/** Send what is due. A call during a run makes one more run follow it, so nothing that was just added is passed over. */
function drainSoon(): Promise<void> {
  again = running !== null;
  running ??= runs().finally(() => {
    running = null;
  });
  return running;
}

async function runs(): Promise<void> {
  clearTimeout(timer);
  do {
    again = false;
    if (entries.value.length === 0) break;
    if (!navigator.onLine) {
      failures += 1;
      break;
    }
    const showing = setInterval(() => void refresh(), 1_000);
    try {
      // Not needed before there is something to send.
      const { drainAlone } = await import("./send");
      const drained = await drainAlone(solve);
      learn(drained.reports);
      failures = drained.offline ? failures + 1 : 0;
    } catch {
      // The file did not come, or the phone's store is shut: as without signal.
      failures += 1;
    } finally {
      clearInterval(showing);
      await refresh();
    }
  } while (again);
  await wakeLater();
}

/** Set the clock for the next try: when the first pause of an entry ends, or after a growing pause without a server. */
async function wakeLater(): Promise<void> {
  const next = await (await phoneStore()).nextTime();
  if (next === null) return;
  const pause = failures > 0 ? growingPause(ENTRY_PAUSES, failures, Math.random()) : next - Date.now();
  timer = setTimeout(() => void drainSoon(), Math.max(pause, 500));
}

/** Background Sync is not in the type library; it is missing in Safari and Firefox. */
interface WithSync {
  sync?: { register(tag: string): Promise<void> };
}

/** Loaded only where the server asks for it: hardly any phone ever needs it. */
const solve: Solve = (challenge, id) =>
  import("./checking").then(
    ({ solveHere }) => solveHere(challenge, id),
    () => ({ kind: "later" as const, after_ms: null }),
  );

async function askForSync(): Promise<void> {
  if (!navigator.serviceWorker?.controller) return;
  const registration = (await navigator.serviceWorker.ready) as WithSync;
  try {
    if (!registration.sync) return;
    if (entries.value.some((entry) => entry.state !== "refused")) await registration.sync.register(SYNC_TAG);
    sendsWhenClosed.value = true;
  } catch {
    // Switched off by the person: it goes when Doorstep is open.
    sendsWhenClosed.value = false;
  }
}
