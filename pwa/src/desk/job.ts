import { signal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { Job } from "../api/shapes";
import { refreshQueue } from "./queue";

/** What a person at the desk is being asked, over the job that is open. */
export type Asking =
  | { kind: "assign" }
  | { kind: "forward" }
  | { kind: "share"; ref: string }
  | { kind: "hide"; ref: string; what: "report" | "words" | "photo"; photo: string | null };

/** The job beside the queue; stays while newer is on its way. */
export const job = signal<Job | null>(null);
/** Why the newest could not be had. */
export const jobProblem = signal<Problem | null>(null);
/** The question over it; null for none. */
export const asking = signal<Asking | null>(null);

let open: number | null = null;
let turn = 0;

/** Show one job beside the queue, or with null none. */
export async function openJob(id: number | null): Promise<void> {
  if (id !== open) {
    job.value = null;
    jobProblem.value = null;
    if (id === null || open !== null) asking.value = null;
  }
  open = id;
  await refreshJob();
}

/** Look again at the job that is open. Never throws. */
export async function refreshJob(): Promise<void> {
  const id = open;
  turn += 1;
  const mine = turn;
  if (id === null) return;
  try {
    const answer = await ask(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } }));
    if (mine !== turn) return;
    job.value = answer;
    jobProblem.value = null;
  } catch (cause) {
    if (mine !== turn) return;
    jobProblem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
    if (jobProblem.value.isNotFound) job.value = null;
  }
}

/** Give a job to a crew, or with null put it back in the queue. Raises Problem. */
export async function assign(id: number, crew: number | null): Promise<void> {
  const changed = await ask(
    api.POST("/api/v1/jobs/{job_id}/assign", {
      params: { path: { job_id: id } },
      body: { crew_id: crew },
    }),
  );
  take(changed);
}

/** Move a job to another department; afterwards it may not be ours to see. Raises Problem. */
export async function forward(id: number, department: string, reason: string): Promise<void> {
  await ask(
    api.POST("/api/v1/jobs/{job_id}/forward", {
      params: { path: { job_id: id } },
      body: { department, reason },
    }),
  );
  asking.value = null;
  void refreshQueue();
}

/** Show the public a held report, or a person's own words. Raises Problem. */
export async function pass(ref: string, what: "report" | "words"): Promise<void> {
  await ask(api.POST("/api/v1/reports/{ref}/pass", { params: { path: { ref } }, body: { what, note: "" } }));
  await lookAgain();
}

/** Take something off every public page, and say why. Raises Problem. */
export async function hide(
  ref: string,
  what: "report" | "words" | "photo",
  reason: string,
  photo: string | null = null,
): Promise<void> {
  await ask(
    api.POST("/api/v1/reports/{ref}/hide", {
      params: { path: { ref } },
      body: { what, reason, photo_id: photo },
    }),
  );
  asking.value = null;
  await lookAgain();
}

function take(changed: Job): void {
  asking.value = null;
  if (changed.line.id === open) job.value = changed;
  void refreshQueue();
}

async function lookAgain(): Promise<void> {
  await Promise.all([refreshJob(), refreshQueue()]);
}
