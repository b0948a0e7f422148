import { speaker } from "./client";
import { Problem, problemFrom } from "./problem";

/** The long edge, in pixels, of the sizes that are served. */
export type Edge = 320 | 960 | 1920;

/** Address of a photo that this reader may see without a token. */
export function photoUrl(id: string, edge: Edge): string {
  return `/api/v1/photos/${id}/${edge}`;
}

/** A photo that only its reporter's phone may see yet. Raises Problem. */
export async function photoBytes(id: string, edge: Edge, token: string): Promise<Blob> {
  const headers = { "Track-Token": token, "Accept-Language": speaker.language };
  const reply = await fetch(photoUrl(id, edge), { headers, credentials: "same-origin", cache: "no-store" });
  if (!reply.ok) throw problemFrom(reply.status, null);
  return reply.blob();
}

/** A photo without its covers, for somebody who decides what to cover. The look is put on record. Raises Problem. */
export async function uncoveredPhoto(id: string): Promise<Blob> {
  const headers = { "Accept-Language": speaker.language };
  const reply = await fetch(`/api/v1/photos/${id}/uncovered`, {
    headers,
    credentials: "same-origin",
    cache: "no-store",
  }).catch(() => null);
  if (!reply) throw new Problem(0, "/problems/offline", "");
  if (!reply.ok) throw problemFrom(reply.status, await reply.json().catch(() => null));
  return reply.blob();
}
