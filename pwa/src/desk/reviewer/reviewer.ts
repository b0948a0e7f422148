import { api, ask } from "../../api/client";
import type { Department, Reviewer } from "../../api/shapes";
import { session } from "../../app/session";

/** Of these departments those for which this person names who reads first. */
export function administered(departments: readonly Department[]): readonly Department[] {
  const bodies = (session.value?.roles ?? [])
    .filter((held) => held.role === "administrator")
    .map((held) => held.body.key);
  return departments.filter((one) => bodies.includes(one.body.key));
}

/** Who reads first in a department, and who could. Raises Problem. */
export function loadReviewer(department: string): Promise<Reviewer> {
  return ask(api.GET("/api/v1/departments/{department}/reviewer", { params: { path: { department } } }));
}

/** Name who reads first; "" for the administrators. Raises Problem. */
export function nameReviewer(department: string, email: string): Promise<Reviewer> {
  return ask(
    api.PUT("/api/v1/departments/{department}/reviewer", {
      params: { path: { department } },
      body: { email },
    }),
  );
}
