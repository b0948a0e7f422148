import { computed, signal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { MapReport, Ward, WardLine } from "../api/shapes";

export type Shape = "new" | "doing" | "done" | "late";

/** The ward on the screen; stays while newer is on its way. */
export const ward = signal<Ward | null>(null);
/** Why the newest could not be had. */
export const wardProblem = signal<Problem | null>(null);
/** Every ward, by name; null until they have come. */
export const wards = signal<readonly WardLine[] | null>(null);
/** Why the list could not be had. */
export const wardsProblem = signal<Problem | null>(null);
/** Which kinds of report the map and the list show. */
export const shownShapes = signal<ReadonlySet<Shape>>(new Set(["new", "doing", "late", "done"]));
/** The report that is picked out, by its reference. */
export const chosen = signal<string | null>(null);

/** What the map and the list both show, newest first. */
export const shownReports = computed(() =>
  (ward.value?.reports ?? []).filter((report) => shownShapes.value.has(shapeOf(report))),
);

const MOST_RAISED = 4;
let turn = 0;

/** Show a ward. Never throws: what went wrong is in `wardProblem`. */
export async function openWard(slug: string): Promise<void> {
  if (ward.value?.slug !== slug) {
    ward.value = null;
    chosen.value = null;
  }
  turn += 1;
  const mine = turn;
  try {
    const answer = await ask(api.GET("/api/v1/wards/{slug}", { params: { path: { slug } } }));
    if (mine !== turn) return;
    ward.value = answer;
    wardProblem.value = null;
    if (!answer.reports.some((report) => report.ref === chosen.value)) chosen.value = null;
  } catch (cause) {
    if (mine === turn) wardProblem.value = problemOf(cause);
  }
}

/** Read which wards there are. Never throws. */
export async function loadWards(): Promise<void> {
  try {
    wards.value = await ask(api.GET("/api/v1/wards"));
    wardsProblem.value = null;
  } catch (cause) {
    wardsProblem.value = problemOf(cause);
  }
}

/** Show a kind of report, or leave it out; at least one is always shown. */
export function toggleShape(shape: Shape): void {
  const next = new Set(shownShapes.value);
  if (next.has(shape)) next.delete(shape);
  else next.add(shape);
  if (next.size > 0) shownShapes.value = next;
}

/** Pick out one report on the map and in the list. */
export function choose(ref: string | null): void {
  chosen.value = ref;
}

/** The shape that shows where a report stands, in tags and on the map. */
export function shapeOf({
  status,
  is_open,
  is_overdue,
}: Pick<MapReport, "status" | "is_open" | "is_overdue">): Shape {
  if (is_open && is_overdue) return "late";
  if (status === "received") return "new";
  return is_open || status === "passed_on" ? "doing" : "done";
}

/** The few that are late and were reported first. */
export function worthRaising(reports: readonly MapReport[]): readonly MapReport[] {
  return reports
    .filter((report) => report.is_open && report.is_overdue)
    .sort((a, b) => a.received_on.localeCompare(b.received_on))
    .slice(0, MOST_RAISED);
}

/** How a count compares with the one before: nothing to say where both are nothing. */
export function change(now: number, before: number): "more" | "fewer" | "same" | null {
  if (now === 0 && before === 0) return null;
  if (now === before) return "same";
  return now > before ? "more" : "fewer";
}

function problemOf(cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
}
