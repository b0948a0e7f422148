import { signal } from "@preact/signals";

/** True when a newer Doorstep is on the phone and waits for the person's yes. */
export const newRelease = signal(false);

let waiting: ServiceWorker | null = null;

/**
 * Start the service worker, where there can be one, and notice newer releases.
 *
 * onFirst  called when the very first worker begins: what was read before it came is not kept for a time without signal
 */
export async function startWorker(onFirst: () => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  if (!navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener("controllerchange", onFirst, { once: true });
  navigator.serviceWorker.addEventListener("message", ({ data, ports }) => {
    // A notice was tapped: the worker looks for the page that shows its report already.
    if (data === "where") ports[0]?.postMessage(location.href);
  });
  const registration = await register();
  if (!registration) return;
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const arriving = registration.installing;
    arriving?.addEventListener("statechange", () => {
      if (arriving.state === "installed") offer(arriving);
    });
  });
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  try {
    return await navigator.serviceWorker.register("/sw.js");
  } catch {
    // Storage is switched off, or this is a server without the built app: Doorstep works while it is open.
    return null;
  }
}

/** Change to the newer release and load the page anew. What is in the outbox stays there. */
export function takeNewRelease(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take-over");
}

/** The very first worker has nothing to replace, and needs no yes. */
function offer(worker: ServiceWorker | null): void {
  if (!worker || !navigator.serviceWorker.controller) return;
  waiting = worker;
  newRelease.value = true;
}
