import { signal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { Problem } from "../../api/problem";
import type { SenderMark } from "../../api/shapes";

/** What can be decided about a sender. */
export const SCOPES = ["reports", "photos", "flags", "mail", "trusted"] as const;
export type Scope = (typeof SCOPES)[number];
export const KNOWN_BY = ["phone", "email", "network"] as const;
export type KnownBy = (typeof KNOWN_BY)[number];

/** A decision in the making. `until` is a day, as in 2027-03-01. */
export interface Decision {
  scope: Scope;
  who: KnownBy;
  /** A report's reference; for a network, its address. */
  whom: string;
  until: string;
  reason: string;
}

/** The decisions of this body, newest first, ended ones too; null until they have come. */
export const marks = signal<readonly SenderMark[] | null>(null);
/** Why they could not be had. */
export const marksProblem = signal<Problem | null>(null);

const PAGE = 200;

/** Read the decisions anew. Never throws. */
export async function loadMarks(): Promise<void> {
  try {
    const params = { params: { query: { limit: PAGE } } };
    const [blocked, trusted] = await Promise.all([
      ask(api.GET("/api/v1/blocks", params)),
      ask(api.GET("/api/v1/trusted", params)),
    ]);
    marks.value = [...blocked.items, ...trusted.items].sort((one, other) => other.id - one.id);
    marksProblem.value = null;
  } catch (cause) {
    marksProblem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
  }
}

/** Write a decision down. Raises Problem. */
export async function decide({ scope, who, whom, until, reason }: Decision): Promise<void> {
  if (scope === "trusted" && who !== "network")
    await ask(api.POST("/api/v1/trusted", { body: { ref: whom, who, until, reason } }));
  else if (scope !== "trusted")
    await ask(
      api.POST("/api/v1/blocks", {
        body:
          who === "network"
            ? { who, network: whom, scope, until, reason }
            : { who, ref: whom, scope, until, reason },
      }),
    );
  await loadMarks();
}

/** End a decision before its time. Raises Problem. */
export async function end(mark: SenderMark, reason: string): Promise<void> {
  const of = { params: { path: { mark_id: mark.id } }, body: { reason } };
  await ask(
    mark.scope === "trusted"
      ? api.DELETE("/api/v1/trusted/{mark_id}", of)
      : api.DELETE("/api/v1/blocks/{mark_id}", of),
  );
  await loadMarks();
}
