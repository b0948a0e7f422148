import { enqueue } from "./enqueue";
import type { Target } from "./entry";

/**
 * How asking for push ended. on: the follow is in the outbox. denied: the person or the browser said no.
 * unsupported: this browser has no push here. failed: no subscription was to be had; e-mail still works.
 */
export type PushOutcome = "on" | "denied" | "unsupported" | "failed";

const READY_MS = 5_000;
const KEY_MS = 10_000;
/** Some browsers never answer when they can't reach their push service. */
const SUBSCRIBE_MS = 15_000;

/** Whether asking makes sense: push exists here, and the person has not said no before. */
export function canAskForPush(): boolean {
  return hasPush() && Notification.permission !== "denied";
}

/**
 * Ask for permission, subscribe this phone, and follow a report by push. Call it from a tap.
 *
 * of  as for `enqueue`: a sent report, or the id of one that may still wait
 */
export async function followByPush(of: Target | string, language: string): Promise<PushOutcome> {
  if (!hasPush()) return "unsupported";
  // First, before anything is waited for: browsers ask only in the moment of the tap.
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  try {
    const subscription = await subscribe();
    const { endpoint, keys } = subscription.toJSON();
    if (!endpoint || !keys?.p256dh || !keys.auth) return "failed";
    await enqueue(
      { kind: "follow", by: { push: { endpoint, p256dh: keys.p256dh, auth: keys.auth } } },
      of,
      language,
    );
    return "on";
  } catch {
    return "failed";
  }
}

/** The address at which this phone is told, null while it has none. */
export async function pushEndpoint(): Promise<string | null> {
  if (!hasPush()) return null;
  try {
    const registration = await within(READY_MS, navigator.serviceWorker.ready);
    return (await within(READY_MS, registration.pushManager.getSubscription()))?.endpoint ?? null;
  } catch {
    return null;
  }
}

function hasPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

async function subscribe(): Promise<PushSubscription> {
  const registration = await within(READY_MS, navigator.serviceWorker.ready);
  const key = await serverKey();
  const old = await within(READY_MS, registration.pushManager.getSubscription());
  if (old && sameKey(old.options.applicationServerKey, key)) return old;
  await old?.unsubscribe();
  return within(
    SUBSCRIBE_MS,
    registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }),
  );
}

async function serverKey(): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch("/api/v1/push-key", { signal: AbortSignal.timeout(KEY_MS) });
  if (!response.ok) throw new Error(`push-key answered ${response.status}`);
  const { key } = (await response.json()) as { key: string };
  const raw = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function sameKey(one: ArrayBuffer | null, other: Uint8Array): boolean {
  if (!one || one.byteLength !== other.length) return false;
  return new Uint8Array(one).every((byte, at) => byte === other[at]);
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("No answer in time.", "TimeoutError")), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
