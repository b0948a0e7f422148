/** What the outbox holds: the shapes kept in IndexedDB and the replies that sending can bring. */

/** An RFC 9457 problem as the API sends it. `detail` is a sentence for the person. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  field?: string | null;
}

/** A place as a report carries it. WGS84 degrees, metres. */
export interface ReportPoint {
  lat: number;
  lon: number;
  accuracy_m?: number | null;
  source: "photo" | "device" | "pin" | "search";
}

/** The body of `POST /api/v1/reports`. */
export interface ReportBody {
  id: string;
  issue_type: string;
  description: string;
  made_at: string;
  point: ReportPoint;
  place_note: string;
  answers: Record<string, string>;
  photos: string[];
  name: string | null;
  email: string | null;
  phone: string | null;
  needs: string[];
  language: string;
}

/** A report as its screens fill it in; the outbox adds the ids and the time. */
export type ReportDraft = Omit<ReportBody, "id" | "made_at" | "photos">;

/** What a phone may keep of a report besides what is sent: how to name it in lists, and whether it is a private kind. */
export interface About {
  title: string;
  isPrivate: boolean;
}

export interface PushAddress {
  endpoint: string;
  p256dh: string;
  auth: string;
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
    | { kind: "unfollow"; body: { target: Target | null } }
    | { kind: "still_there"; body: { target: Target | null } }
  );

export type EntryKind = Entry["kind"];

/** What the server answers to a report; kept in memory for the thank-you screen, in part in `mine`. */
export interface ReportReply {
  ref: string;
  track_token: string;
  status: string;
  body: { key: string; name: string } | null;
  department: { key: string; name: string } | null;
  aim_at: string | null;
  explanation: string;
  url: string;
}

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
