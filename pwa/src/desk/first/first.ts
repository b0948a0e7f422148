import { signal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { Problem } from "../../api/problem";
import type { FirstLook, Report } from "../../api/shapes";

/** What this person reads before any queue has it, the oldest first; null until it has come. */
export const looks = signal<readonly FirstLook[] | null>(null);
/** Why it could not be had. */
export const looksProblem = signal<Problem | null>(null);

const PAGE = 100;

/** Read what waits anew. Never throws. */
export async function loadLooks(): Promise<void> {
  try {
    const answer = await ask(api.GET("/api/v1/first-looks", { params: { query: { limit: PAGE } } }));
    looks.value = answer.items;
    looksProblem.value = null;
  } catch (cause) {
    looksProblem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
  }
}

/** The report itself; this look is kept. Raises Problem. */
export function openReport(ref: string): Promise<Report> {
  return ask(api.GET("/api/v1/reports/{ref}", { params: { path: { ref } } }));
}

/** Let it go to its team, or with `answer` answer it so that no team ever has it. Raises Problem. */
export async function decide(look: FirstLook, note: string, answer: string): Promise<void> {
  const decision = answer ? "answer" : "release";
  const of = { params: { path: { ref: look.ref } }, body: { decision, note, answer } } as const;
  await ask(api.POST("/api/v1/first-looks/{ref}", of));
  await loadLooks();
}
