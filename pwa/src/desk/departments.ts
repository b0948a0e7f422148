import { computed, signal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { Crew, Department, WardLine } from "../api/shapes";
import { session } from "../app/session";

/** Every department of ours: where a job can be forwarded to; null until they have come. */
export const departments = signal<readonly Department[] | null>(null);
/** Why they could not be had. */
export const departmentsProblem = signal<Problem | null>(null);

/** Those whose queue this person keeps: their own, and for an administrator all of the body. */
export const myDepartments = computed<readonly Department[]>(() => {
  const held = session.value?.roles ?? [];
  return (departments.value ?? []).filter((department) =>
    held.some(
      ({ role, body, department: own }) =>
        (role === "desk" && own?.key === department.key) ||
        (role === "administrator" && body.key === department.body.key),
    ),
  );
});

/** Read the departments. Never throws: what went wrong is in `departmentsProblem`. */
export async function loadDepartments(): Promise<void> {
  try {
    departments.value = await ask(api.GET("/api/v1/departments"));
    departmentsProblem.value = null;
  } catch (cause) {
    departmentsProblem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
  }
}

const crewsByDepartment = signal<ReadonlyMap<string, readonly Crew[]>>(new Map());

/** The crews of a department; null until they have come. */
export function crewsOf(department: string): readonly Crew[] | null {
  return crewsByDepartment.value.get(department) ?? null;
}

/** Read a department's crews. Raises Problem. */
export async function loadCrews(department: string): Promise<void> {
  const crews = await ask(api.GET("/api/v1/crews", { params: { query: { department } } }));
  crewsByDepartment.value = new Map(crewsByDepartment.value).set(department, crews);
}

/** Every ward, to filter by; empty until they have come: the filter is then of no use, the queue is. */
export const wards = signal<readonly WardLine[]>([]);

/** Read the wards. Never throws. */
export async function loadWards(): Promise<void> {
  try {
    wards.value = await ask(api.GET("/api/v1/wards"));
  } catch {
    // Asked for again when the desk is opened the next time.
  }
}
