import { crewRequest, isCrewEntry, isThereAlready } from "./crewRequest";
import type { Entry, Mine, Problem, Reply, ReportReply, Target } from "./entry";

/** What sending needs to look up. Both the page's store and the worker's give it. */
export interface Shelf {
  bytes(id: string): Promise<Blob | null>;
  mineOf(id: string): Promise<Mine | null>;
}

/** How working at a challenge ended. stopped: by the person. later: not here, or not now; `after_ms` as in a reply. */
export type Solved =
  | { kind: "answer"; answer: string }
  | { kind: "stopped" }
  | { kind: "later"; after_ms: number | null };
/** Works at a challenge for the entry with this id. */
export type Solve = (challenge: unknown, id: string) => Promise<Solved>;

/** A problem of the phone's own: the person stopped the work that the server had asked for. */
export const CHECK_STOPPED = "/problems/check-stopped";

interface Request {
  method: "POST" | "PUT";
  path: string;
  body: string | Blob;
  type: string;
  target: Target | null;
}

const LATER: ReadonlySet<number> = new Set([408, 425, 429]);
const SMALL_MS = 30_000;
/** A photo may need long on a weak signal; slower than this much a second it will not arrive. */
const SLOWEST_BYTES_A_SECOND = 8_000;

/** The function that sends one entry and says how it went. It never throws for what a network or server can do. */
export function sender(
  shelf: Shelf,
  solve: Solve,
  fetcher: typeof fetch = fetch,
): (entry: Entry) => Promise<Reply> {
  return async (entry) => {
    const request = await requestFor(entry, shelf);
    if ("problem" in request) return { kind: "refused", problem: request.problem };
    const size = request.body instanceof Blob ? request.body.size : 0;
    const limit = SMALL_MS + Math.ceil((size / SLOWEST_BYTES_A_SECOND) * 1000);
    const headers = await headersFor(request, entry.language);
    const ask = () =>
      fetcher(`/api/v1/${request.path}`, {
        method: request.method,
        body: request.body,
        headers,
        credentials: "same-origin",
        cache: "no-store",
        // A hotel's sign-in page redirects; that is no answer from the server.
        redirect: "error",
        signal: AbortSignal.timeout(limit),
      });
    let response: Response;
    try {
      response = await ask();
      const challenge = await challengeIn(response);
      if (challenge) {
        const solved = await solve(challenge, entry.id);
        if (solved.kind === "stopped") return { kind: "refused", problem: lost(CHECK_STOPPED) };
        if (solved.kind === "later") return solved;
        headers.set("Challenge-Answer", solved.answer);
        response = await ask();
      }
    } catch (error) {
      const tooSlow = error instanceof DOMException && error.name === "TimeoutError";
      return tooSlow && entry.kind === "photo" ? { kind: "later", after_ms: null } : { kind: "offline" };
    }
    return replyFrom(response, entry, fetcher);
  };
}

/** The work that the server asks for before it takes this; null where it asks for none. */
async function challengeIn(response: Response): Promise<unknown> {
  if (response.status !== 429) return null;
  const problem = (await jsonFrom(response.clone())) as { challenge?: unknown } | null;
  return problem?.challenge ?? null;
}

async function requestFor(entry: Entry, shelf: Shelf): Promise<Request | { problem: Problem }> {
  if (entry.kind === "report") {
    return {
      method: "POST",
      path: "reports",
      body: JSON.stringify(entry.body),
      type: "application/json",
      target: null,
    };
  }
  if (entry.kind === "photo") {
    const blob = await shelf.bytes(entry.id);
    if (!blob) return { problem: lost("/problems/photo-gone") };
    const type = entry.body.type || "application/octet-stream";
    return { method: "PUT", path: `photos/${entry.id}`, body: blob, type, target: null };
  }
  if (isCrewEntry(entry))
    return { method: "POST", ...crewRequest(entry), type: "application/json", target: null };
  const target = entry.body.target ?? (entry.after ? await shelf.mineOf(entry.after) : null);
  if (!target) return { problem: lost("/problems/report-gone") };
  const path = `reports/${encodeURIComponent(target.ref)}`;
  const type = "application/json";
  if (entry.kind === "still_there") {
    const body = JSON.stringify({ note: entry.body.note });
    return { method: "POST", path: `${path}/still-there`, body, type, target };
  }
  const body = JSON.stringify({ ...entry.body.by, language: entry.language });
  return { method: "PUT", path: `${path}/follow`, body, type, target };
}

/** A problem found on the phone itself: what was to be sent is no longer here. */
function lost(type: string): Problem {
  return { type, title: "", status: 0, detail: "" };
}

async function headersFor(request: Request, language: string): Promise<Headers> {
  const headers = new Headers({ Accept: "application/json", "Accept-Language": language });
  headers.set("Content-Type", request.type);
  if (request.target?.track_token) headers.set("Track-Token", request.target.track_token);
  const csrf = await csrfToken();
  if (csrf) headers.set("X-CSRFToken", csrf);
  return headers;
}

/** A page has `document`, a worker may have `cookieStore`; the type libraries of the two don't know each other. */
interface CookiePlaces {
  document?: { cookie: string };
  cookieStore?: { get(name: string): Promise<{ value?: string } | null> };
}

async function csrfToken(): Promise<string | null> {
  const { document, cookieStore } = globalThis as CookiePlaces;
  if (document) return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? null;
  return (await cookieStore?.get("csrftoken"))?.value ?? null;
}

async function replyFrom(response: Response, entry: Entry, fetcher: typeof fetch): Promise<Reply> {
  if (response.status === 401) return { kind: "offline" };
  if (response.ok) return doneWith(response, entry);
  if (LATER.has(response.status) || response.status >= 500) {
    return { kind: "later", after_ms: retryAfterMs(response.headers.get("Retry-After"), Date.now()) };
  }
  const problem = await problemFrom(response);
  if (isCrewEntry(entry) && (await isThereAlready(entry, problem, fetcher)))
    return { kind: "done", report: null };
  return { kind: "refused", problem };
}

async function doneWith(response: Response, entry: Entry): Promise<Reply> {
  if (entry.kind !== "report") return { kind: "done", report: null };
  const report = await jsonFrom(response);
  // Anything but the server's own answer (a proxy's page, a cut connection) leaves the report where it is.
  return isReportReply(report) ? { kind: "done", report } : { kind: "later", after_ms: null };
}

function isReportReply(value: unknown): value is ReportReply {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as ReportReply).ref === "string" &&
    typeof (value as ReportReply).track_token === "string"
  );
}

async function problemFrom(response: Response): Promise<Problem> {
  const sent = await jsonFrom(response);
  const known = typeof sent === "object" && sent !== null ? (sent as Partial<Problem>) : {};
  return {
    type: typeof known.type === "string" ? known.type : "about:blank",
    title: typeof known.title === "string" ? known.title : "",
    status: response.status,
    detail: typeof known.detail === "string" ? known.detail : "",
    ...(typeof known.field === "string" ? { field: known.field } : {}),
  };
}

async function jsonFrom(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** `Retry-After` in either of its forms (RFC 9110, 10.2.3) as milliseconds from `now`, at most a day; null if unreadable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : null;
}
