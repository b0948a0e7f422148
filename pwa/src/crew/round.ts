import { computed, effect, signal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { Job, JobLine, Round } from "../api/shapes";
import { language } from "../app/language";
import { remove, retry } from "../offline/change";
import { isCrewEntry } from "../offline/crewRequest";
import { enqueueStart } from "../offline/crewWork";
import type { Problem as Refusal } from "../offline/entry";
import { entries } from "../offline/outbox";

/** One stop of the round, as the phone knows it: what the server said, and what it has not been told yet. */
export interface Stop {
  line: JobLine;
  /** Its place in the whole day, counted from what is done. */
  number: number;
  isStarted: boolean;
  /** Its outcome is kept on the phone and has not gone. */
  isDone: boolean;
  /** Something about it waits on this phone. */
  waits: boolean;
  /** What the server would not take, and which entry it was. */
  refused: { entry: string; problem: Refusal | null } | null;
}

/** Today's round as the server last told it; stays while newer is on its way. */
export const round = signal<Round | null>(null);
/** Why the newest could not be had. */
export const roundProblem = signal<Problem | null>(null);
const whole = signal<ReadonlyMap<number, Job>>(new Map());
/** Why a job's details could not be had, by its id. */
export const jobProblems = signal<ReadonlyMap<number, Problem>>(new Map());

const crewEntries = computed(() => entries.value.filter(isCrewEntry));

/** The stops in order, each with what this phone has still to send about it. */
export const stops = computed<readonly Stop[]>(() => {
  const done = round.value?.done_today ?? 0;
  return (round.value?.items ?? []).map((line, index) => {
    const mine = crewEntries.value.filter((entry) => entry.body.job === line.id);
    const refused = mine.find((entry) => entry.state === "refused");
    const sound = mine.filter((entry) => entry.state !== "refused");
    return {
      line,
      number: done + index + 1,
      isStarted: line.status === "started" || mine.some((entry) => entry.kind === "start_job"),
      isDone: sound.some((entry) => entry.kind === "outcome") && !refused,
      waits: sound.length > 0,
      refused: refused ? { entry: refused.id, problem: refused.problem } : null,
    };
  });
});

/** How far the day is: those ended, and those whose outcome waits on this phone. */
export const progress = computed(() => {
  const ended = round.value?.done_today ?? 0;
  return {
    done: ended + stops.value.filter((stop) => stop.isDone).length,
    of: ended + stops.value.length,
  };
});

/** The first stop that is still to do. */
export const nextStop = computed(() => stops.value.find((stop) => !stop.isDone) ?? null);

let turn = 0;

/** Read today's round. Never throws: what went wrong is in `roundProblem`. */
export async function loadRound(): Promise<void> {
  turn += 1;
  const mine = turn;
  try {
    const answer = await ask(api.GET("/api/v1/rounds/today"));
    if (mine !== turn) return;
    round.value = answer;
    roundProblem.value = null;
  } catch (cause) {
    if (mine === turn) roundProblem.value = problemOf(cause);
  }
}

/** Whole jobs that were read, by their ids. */
export const jobs = computed(() => whole.value);

/** Read one job whole. Never throws: what went wrong is in `jobProblems`. */
export async function loadJob(id: number): Promise<void> {
  const found = new Map(jobProblems.value);
  try {
    const job = await ask(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } }));
    whole.value = new Map(whole.value).set(id, job);
    found.delete(id);
  } catch (cause) {
    found.set(id, problemOf(cause));
  }
  jobProblems.value = found;
}

/** Set out for a job: shown at once, carried by the outbox. Raises NotKept. */
export async function startJob(id: number): Promise<void> {
  await enqueueStart(id, language.value);
}

/** Try again what the server would not take. */
export async function tryAgain(entry: string): Promise<void> {
  await retry(entry);
}

/** Give up what the server would not take; the round shows what the server knows. */
export async function giveUp(entry: string): Promise<void> {
  await remove(entry);
  await loadRound();
}

/** Read again whenever something of a crew has gone. Returns a function that ends it. */
export function followOutbox(): () => void {
  let before = crewEntries.peek().length;
  return effect(() => {
    const now = crewEntries.value.length;
    if (now < before) void loadRound();
    before = now;
  });
}

function problemOf(cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
}
