import type { Entry, Problem, Reply, ReportReply } from "./entry";

/** What `drain` needs of the place where entries are kept. */
export interface Store {
  /** The oldest entry that may go now and is not in `tried`; a photo or follow only once its report has gone. */
  next(tried: ReadonlySet<string>): Promise<Entry | null>;
  /** Shown to the person while it is on its way. */
  sending(id: string): Promise<void>;
  /** The server has it: take it out, and keep what a sent report leaves behind. */
  done(entry: Entry, report: ReportReply | null): Promise<void>;
  /** Keep it for another time; `after_ms` is the server's wish, null for our own growing pause. */
  postpone(id: string, after_ms: number | null): Promise<void>;
  /** Nothing could be sent: as it was, with no pause. */
  wait(id: string): Promise<void>;
  /** A rule said no: kept, and shown to the person. */
  refuse(id: string, problem: Problem): Promise<void>;
}

export interface Drained {
  /** Reports that the server has taken in this run, by their ids on the phone. */
  reports: ReadonlyMap<string, ReportReply>;
  /** How many entries the server has taken. */
  sent: number;
  /** True when the run ended because nothing can be sent now. */
  offline: boolean;
}

/**
 * Send what is waiting, oldest first, each entry at most once in a run.
 *
 * Every entry carries an id made on the phone and honoured by the server, so a crash between the server's answer and
 * `done` repeats the entry and changes nothing. Run it under the outbox lock only.
 */
export async function drain(store: Store, send: (entry: Entry) => Promise<Reply>): Promise<Drained> {
  const tried = new Set<string>();
  const reports = new Map<string, ReportReply>();
  let sent = 0;
  for (let entry = await store.next(tried); entry; entry = await store.next(tried)) {
    tried.add(entry.id);
    await store.sending(entry.id);
    const reply = await send(entry);
    if (reply.kind === "offline") {
      await store.wait(entry.id);
      return { reports, sent, offline: true };
    }
    if (reply.kind === "later") await store.postpone(entry.id, reply.after_ms);
    else if (reply.kind === "refused") await store.refuse(entry.id, reply.problem);
    else {
      await store.done(entry, reply.report);
      if (reply.report) reports.set(entry.id, reply.report);
      sent += 1;
    }
  }
  return { reports, sent, offline: false };
}
