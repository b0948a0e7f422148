import type { Entry, Problem } from "./entry";

/** What a crew's phone sends of a job: that it has begun, and what was found. */
export type CrewEntry = Extract<Entry, { kind: "start_job" | "outcome" }>;

export function isCrewEntry(entry: Entry): entry is CrewEntry {
  return entry.kind === "start_job" || entry.kind === "outcome";
}

/** Where an entry goes under /api/v1/, and what it says. */
export function crewRequest(entry: CrewEntry): { path: string; body: string } {
  if (entry.kind === "start_job") return { path: `jobs/${entry.body.job}/start`, body: "{}" };
  return { path: `jobs/${entry.body.job}/outcome`, body: JSON.stringify(entry.body.found) };
}

/**
 * Whether a refusal only means that the server has this already: an earlier try arrived and its answer did not.
 *
 * A start that is refused because the job has begun, or is over, has nothing more to tell. An outcome is looked up.
 */
export async function isThereAlready(
  entry: CrewEntry,
  problem: Problem,
  fetcher: typeof fetch,
): Promise<boolean> {
  if (entry.kind === "start_job") return problem.type === "/problems/move-refused";
  if (entry.attempts === 0 || (problem.status !== 409 && problem.status !== 403)) return false;
  try {
    const reply = await fetcher(`/api/v1/jobs/${entry.body.job}`, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
    });
    return reply.ok && holds(await reply.json(), entry.body.found.outcome);
  } catch {
    return false;
  }
}

function holds(job: unknown, outcome: string): boolean {
  const line = (job as { line?: { outcome?: string | null; retry_on?: string | null } } | null)?.line;
  // What could not be got to stays on the list, for another day.
  return outcome === "ACC" ? typeof line?.retry_on === "string" : line?.outcome === outcome;
}
