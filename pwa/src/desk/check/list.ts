import { signal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { Problem } from "../../api/problem";
import type { CheckLine, CheckList } from "../../api/shapes";
import { t, tn } from "../../app/language";

/** What of the list is shown: all; what readers asked about; what its author objects to. */
export const WANTED = ["all", "asked", "objected"] as const;
export type Wanted = (typeof WANTED)[number];
const PAGE = 50;
/** The API's own limit. */
const MOST = 200;

/** What waits at the desk; stays while newer is on its way. */
export const list = signal<CheckList | null>(null);
/** Why the newest could not be had. */
export const listProblem = signal<Problem | null>(null);
/** More of it is on its way. */
export const isReadingMore = signal(false);
/** What a screen reader is told of what came by itself. */
export const listNews = signal("");

let asked: { department: string; wanted: Wanted } | null = null;
let turn = 0;

/** What of the list an address asks for. */
export function wantedOf(query: URLSearchParams): Wanted {
  const wanted = query.get("wanted");
  return WANTED.find((one) => one === wanted) ?? "all";
}

/** The address of a department's list, and of one check in it. */
export function checkAddress(department: string, wanted: Wanted, ref: string | null = null): string {
  const path = `/desk/${department}/check${ref ? `/${ref}` : ""}`;
  return wanted === "all" ? path : `${path}?wanted=${wanted}`;
}

/** Show what waits for a department. */
export async function openList(department: string, wanted: Wanted): Promise<void> {
  if (asked?.department !== department) list.value = null;
  asked = { department, wanted };
  listNews.value = "";
  await read(false);
}

/** Look again, and tell what has come. Never throws. */
export async function refreshList(): Promise<void> {
  await read(true);
}

/** The next page, after those on the screen. */
export async function readMore(): Promise<void> {
  const now = list.value;
  if (!asked || !now?.next || isReadingMore.value) return;
  isReadingMore.value = true;
  const mine = turn;
  try {
    const more = await ask(page(asked, PAGE, now.next));
    if (mine !== turn) return;
    const there = new Set(now.items.map((line) => line.ref));
    list.value = { ...more, items: [...now.items, ...more.items.filter((line) => !there.has(line.ref))] };
  } catch (cause) {
    listProblem.value = problemOf(cause);
  } finally {
    isReadingMore.value = false;
  }
}

/** The check that stands so many places after another; null at the ends. */
export function besides(ref: string | null, by: number): CheckLine | null {
  const items = list.value?.items ?? [];
  const at = items.findIndex((line) => line.ref === ref);
  if (at < 0) return (by > 0 ? items[0] : items.at(-1)) ?? null;
  return items[at + by] ?? null;
}

/** What to open once this one is decided: the next, else the one before, else nothing. */
export function afterThis(ref: string): string | null {
  return (besides(ref, 1) ?? besides(ref, -1))?.ref ?? null;
}

/** A decided check leaves the list at once; the server's list follows. */
export function dropLine(ref: string): void {
  const now = list.value;
  if (!now) return;
  const items = now.items.filter((line) => line.ref !== ref);
  if (items.length < now.items.length)
    list.value = { ...now, items, counts: { ...now.counts, all: Math.max(0, now.counts.all - 1) } };
}

async function read(tellsNews: boolean): Promise<void> {
  if (!asked) return;
  turn += 1;
  const mine = turn;
  const before = list.value;
  const limit = tellsNews && before ? Math.min(MOST, Math.max(PAGE, before.items.length)) : PAGE;
  try {
    const answer = await ask(page(asked, limit));
    if (mine !== turn) return;
    list.value = answer;
    listProblem.value = null;
    if (tellsNews && before) tellOf(before, answer);
  } catch (cause) {
    if (mine === turn) listProblem.value = problemOf(cause);
  }
}

function tellOf(before: CheckList, now: CheckList): void {
  const there = new Set(before.items.map((line) => line.ref));
  const fresh = before.next === null ? now.items.filter((line) => !there.has(line.ref)) : [];
  const [first] = fresh;
  if (first)
    listNews.value =
      fresh.length === 1 ? t("check.came_in", { title: first.title }) : tn("check.came", fresh.length);
}

function page({ department, wanted }: { department: string; wanted: Wanted }, limit: number, cursor = "") {
  return api.GET("/api/v1/moderation/{department}", {
    params: { path: { department }, query: { wanted, limit, cursor } },
  });
}

function problemOf(cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
}
