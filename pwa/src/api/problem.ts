/** A refusal as the API tells it (RFC 9457), or that there was no answer at all. */
export class Problem extends Error {
  override name = "Problem";

  constructor(
    /** HTTP status; 0 where nothing answered. */
    readonly status: number,
    /** Stable name of the refusal: `/problems/not-found`. */
    readonly type: string,
    /** A sentence that the person can read, in their language; "" where the server gave none. */
    readonly detail: string,
    /** Which field of the body it is about. */
    readonly field: string | null = null,
    /** What else can be done: the ways of a second step. */
    readonly ways: readonly string[] = [],
  ) {
    super(detail || type);
  }

  /** Nothing answered: no signal, or the server is away. Trying later makes sense. */
  get isOffline(): boolean {
    return this.status === 0;
  }

  get isNotFound(): boolean {
    return this.status === 404;
  }
}

/** Make a Problem of whatever a reply's body holds. */
export function problemFrom(status: number, body: unknown): Problem {
  const record = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const word = (key: string) => (typeof record[key] === "string" ? record[key] : null);
  return new Problem(
    status,
    word("type") ?? "about:blank",
    word("detail") ?? word("title") ?? "",
    word("field"),
    Array.isArray(record.ways) ? record.ways.map(String) : [],
  );
}
