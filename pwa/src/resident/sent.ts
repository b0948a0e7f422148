import { signal } from "@preact/signals";

/** The report that was given to the outbox last: for the thank-you screen. In memory only. */
export const sent = signal<{ id: string; isPrivate: boolean } | null>(null);
