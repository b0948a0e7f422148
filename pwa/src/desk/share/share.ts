import { api, ask } from "../../api/client";
import type { Sharing } from "../../api/shapes";

/** What of a report can go to another body; each goes only because it is chosen. */
export const PARTS = ["contact", "words", "photos"] as const;
export type Part = (typeof PARTS)[number];

/** What was given of a report and to whom, and what could be. Raises Problem. */
export function loadSharing(ref: string): Promise<Sharing> {
  return ask(api.GET("/api/v1/reports/{ref}/share", { params: { path: { ref } } }));
}

/** Give it, by the reporter's word or by the reason that is written down. Raises Problem, with the field. */
export async function share(
  ref: string,
  body: string,
  what: readonly Part[],
  legalReason: string,
): Promise<void> {
  await ask(
    api.POST("/api/v1/reports/{ref}/share", {
      params: { path: { ref } },
      body: { body, what: [...what], legal_reason: legalReason },
    }),
  );
}

/** Of what is chosen, the parts that the reporter did not agree that this body is told. */
export function notAgreed(sharing: Sharing, body: string, what: readonly Part[]): Part[] {
  const agreed = sharing.bodies.find((one) => one.key === body)?.agreed ?? [];
  return what.filter((part) => !agreed.includes(part));
}
