import type { components } from "../api/schema";

/** What the outbox holds: the shapes kept in IndexedDB and the replies that sending can bring. */

type Shapes = components["schemas"];

/** A refusal as the API sends it. `detail` is a sentence for the person; empty where the phone itself found the fault. */
export type Problem = Pick<Shapes["Problem"], "type" | "title" | "status" | "detail" | "field">;
/** The body of `POST /api/v1/reports`. */
type ReportBody = Shapes["ReportIn"];
/** The server's answer to it; kept in memory for the thank-you screen, in part in `mine`. */
export type ReportReply = Shapes["ReceiptOut"];
export type PushAddress = Shapes["PushIn"];
/** What a crew found; the body of `POST /api/v1/jobs/{id}/outcome`. */
export type JobOutcome = Shapes["OutcomeIn"];

/** A report as its screens fill it in; the outbox adds the ids and the time. */
export type ReportDraft = Omit<ReportBody, "id" | "made_at" | "photos">;

/** What the phone's own lists need of a report that waits: its name, and whether it is a private kind. */
export interface About {
  title: string;
  isPrivate: boolean;
}

/** Which report a follow or a "still there" is for: one already sent, or (null) the one named by `after`. */
export interface Target {
  ref: string;
  track_token: string | null;
}

interface EntryBase {
  /** Made on the phone; for a report or a photo it is also its id at the server. */
  id: string;
  /** Order of making, given by the database. */
  seq?: number;
  made_at: string;
  attempts: number;
  state: "waiting" | "sending" | "refused";
  problem: Problem | null;
  /** The id of the report that must have gone before this may go. */
  after: string | null;
  /** Not to be tried before this time (milliseconds since 1970). */
  not_before: number;
  /** Language in which the server should answer. */
  language: string;
}

export type Entry = EntryBase &
  (
    | { kind: "report"; body: ReportBody; about: About }
    | { kind: "photo"; body: { type: string; size: number } }
    | { kind: "follow"; body: { target: Target | null; by: { push: PushAddress } | { email: string } } }
    | { kind: "still_there"; body: { target: Target | null; note: string } }
    | { kind: "start_job"; body: { job: number } }
    | { kind: "outcome"; body: { job: number; found: JobOutcome } }
  );

/** A report sent from this phone. A private kind keeps its reference and the key to it, nothing that tells what it was. */
export interface Mine {
  /** The report's id, made on the phone. */
  id: string;
  ref: string;
  track_token: string;
  isPrivate: boolean;
  title: string | null;
  issue_type: string | null;
  made_at: string | null;
  aim_at: string | null;
  department: string | null;
  /** How many entries of its history were on this screen when it was last opened. */
  seen?: number;
}

/** A photo of a report in the making. */
export interface KeptPhoto {
  id: string;
  blob: Blob;
  /** What the form knows of it, in the form's own shape. */
  about: unknown;
}

/** A report in the making, kept so that a page that is loaded anew goes on where it was. */
export interface KeptDraft {
  /** In the form's own shape. */
  told: unknown;
  photos: readonly KeptPhoto[];
}

/**
 * How sending one entry ended.
 * done: the server has it. offline: nothing can be sent now. later: this one not now, others may. refused: a rule said no.
 */
export type Reply =
  | { kind: "done"; report: ReportReply | null }
  | { kind: "offline" }
  | { kind: "later"; after_ms: number | null }
  | { kind: "refused"; problem: Problem };
