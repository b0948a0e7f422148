import { signal } from "@preact/signals";
import { api, ask } from "../api/client";
import type { SessionAnswer } from "../api/shapes";

export type RoleName = "crew" | "desk" | "councillor" | "administrator" | "officer" | "officer";
export type Session = Omit<SessionAnswer, "person"> & { person: string };

/** Who is signed in here. `undefined` until it was asked. */
export const session = signal<Session | null | undefined>(undefined);

/** Ask who is signed in; also sets the cookie that signing in needs. Raises Problem. */
export async function loadSession(): Promise<Session | null> {
  return adopt(await ask(api.GET("/api/v1/session")));
}

/** Sign in. Raises Problem: 401 for wrong details or a second step, 429 for too many tries. */
export async function signIn(email: string, password: string): Promise<Session | null> {
  if (session.value === undefined) await loadSession();
  return adopt(await ask(api.POST("/api/v1/session", { body: { email, password } })));
}

/** From now on this is who is signed in here. */
export function adopt(answer: SessionAnswer): Session | null {
  session.value = answer.person === null ? null : { ...answer, person: answer.person };
  return session.value;
}

/** Sign out on this device. */
export async function signOut(): Promise<void> {
  await ask(api.DELETE("/api/v1/session"));
  session.value = null;
}

/** Whether a session holds one of these roles. An administrator may open every staff screen. */
export function holds(one: Session | null | undefined, roles: readonly string[]): boolean {
  return one?.roles.some((held) => held.role === "administrator" || roles.includes(held.role)) ?? false;
}

/** The screen a person starts at, by the roles they hold. */
export function homeOf(one: Session): string {
  if (one.must_set_second_step) return "/security";
  const has = (role: RoleName) => one.roles.some((held) => held.role === role);
  if (has("crew")) return "/crew";
  if (has("desk") || has("administrator")) return "/desk";
  if (has("officer")) return "/officer";
  const councillor = one.roles.find((held) => held.role === "councillor");
  return councillor?.ward ? `/ward/${councillor.ward}` : "/";
}
