import { computed, signal } from "@preact/signals";
import type { Entry, Mine, ReportReply } from "./entry";
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

let wake: () => void = () => {};

/** Called by `start.ts`: what to do when something new is to be sent. */
export function onNewEntries(callback: () => void): void {
  wake = callback;
}

/** Begin to send what is new. */
export function wakeOutbox(): void {
  wake();
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

/** The id on this phone of a report that was sent from here; of any other, its reference. */
export function idOf(ref: string): string {
  return mine.value.find((one) => one.ref === ref)?.id ?? ref;
}

/** Forget the server's answers: somebody else may be about to hold this phone. */
export function forgetReplies(): void {
  replies.value = new Map();
}
