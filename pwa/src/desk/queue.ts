import { signal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { JobLine, Queue } from "../api/shapes";
import { t, tn } from "../app/language";

/** What a queue is filtered by; "" for everything. `status` as the API takes it. */
export interface Filter {
  status: string;
  issue_type: string;
  ward: string;
}

export const STATUSES = ["open", "no_crew", "overdue", "to_pass", "assigned", "started", "ended"] as const;
const PAGE = 50;
/** The API's own limit. */
const MOST = 200;
/** A row that came by itself stays marked for so long. */
const FRESH_MS = 20_000;

/** The queue on the screen; stays while newer is on its way. */
export const queue = signal<Queue | null>(null);
/** Why the newest could not be had. */
export const queueProblem = signal<Problem | null>(null);
/** Jobs that came while somebody was looking, by their ids. */
export const freshJobs = signal<ReadonlySet<number>>(new Set());
/** What a screen reader is told of them. */
export const news = signal("");
/** More of the queue is on its way. */
export const isReadingMore = signal(false);

let asked: { department: string; filter: Filter } | null = null;
let turn = 0;

/** The filter that an address asks for. */
export function filterOf(query: URLSearchParams): Filter {
  const status = query.get("status") ?? "open";
  return {
    status: STATUSES.some((one) => one === status) ? status : "open",
    issue_type: query.get("type") ?? "",
    ward: query.get("ward") ?? "",
  };
}

/** The address of a queue, and of one job in it, under a filter. */
export function addressOf(department: string, filter: Filter, job: number | null = null): string {
  const query = new URLSearchParams();
  if (filter.status !== "open") query.set("status", filter.status);
  if (filter.issue_type) query.set("type", filter.issue_type);
  if (filter.ward) query.set("ward", filter.ward);
  const path = job === null ? `/desk/${department}` : `/desk/${department}/${job}`;
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Show a department's queue under a filter. */
export async function openQueue(department: string, filter: Filter): Promise<void> {
  if (asked?.department !== department) queue.value = null;
  asked = { department, filter };
  freshJobs.value = new Set();
  news.value = "";
  await read(false);
}

/** Look again: rows that have come are marked and told. Never throws. */
export async function refreshQueue(): Promise<void> {
  await read(true);
}

/** The next page, after those on the screen. */
export async function readMore(): Promise<void> {
  const now = queue.value;
  if (!asked || !now?.next || isReadingMore.value) return;
  isReadingMore.value = true;
  const mine = turn;
  try {
    const more = await ask(list(asked.department, asked.filter, PAGE, now.next));
    if (mine !== turn) return;
    const there = new Set(now.items.map((line) => line.id));
    queue.value = { ...more, items: [...now.items, ...more.items.filter((line) => !there.has(line.id))] };
  } catch (cause) {
    queueProblem.value = problemOf(cause);
  } finally {
    isReadingMore.value = false;
  }
}

async function read(tellsNews: boolean): Promise<void> {
  if (!asked) return;
  turn += 1;
  const mine = turn;
  const before = queue.value;
  const limit = tellsNews && before ? Math.min(MOST, Math.max(PAGE, before.items.length)) : PAGE;
  try {
    const answer = await ask(list(asked.department, asked.filter, limit));
    if (mine !== turn) return;
    queue.value = answer;
    queueProblem.value = null;
    if (tellsNews && before) tellOf(cameIn(before, answer));
  } catch (cause) {
    if (mine === turn) queueProblem.value = problemOf(cause);
  }
}

/** Rows that were not there before; a later page that moved up is not news. */
function cameIn(before: Queue, now: Queue): readonly JobLine[] {
  const there = new Set(before.items.map((line) => line.id));
  const since = Math.max(0, ...before.items.map((line) => Date.parse(line.queued_at)));
  return now.items.filter(
    (line) => !there.has(line.id) && (before.next === null || Date.parse(line.queued_at) >= since),
  );
}

function tellOf(lines: readonly JobLine[]): void {
  const [first] = lines;
  if (!first) return;
  freshJobs.value = new Set([...freshJobs.value, ...lines.map((line) => line.id)]);
  news.value = lines.length === 1 ? t("desk.came_in", { title: first.title }) : tn("desk.came", lines.length);
  const gone = new Set(lines.map((line) => line.id));
  setTimeout(() => {
    freshJobs.value = new Set([...freshJobs.value].filter((id) => !gone.has(id)));
  }, FRESH_MS);
}

function list(department: string, filter: Filter, limit: number, cursor = "") {
  const { status, issue_type, ward } = filter;
  return api.GET("/api/v1/queues/{department}/jobs", {
    params: { path: { department }, query: { status, issue_type, ward, limit, cursor } },
  });
}

function problemOf(cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
}
