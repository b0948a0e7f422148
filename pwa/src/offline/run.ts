import { openDatabase } from "./database";
import type { ReportReply } from "./entry";
import { PhoneStore } from "./store";

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
