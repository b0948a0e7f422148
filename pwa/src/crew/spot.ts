import { api, ask } from "../api/client";
import type { ServedReport } from "../api/shapes";

/** One thing that the public may see: the whole report, its words, or one photo. */
export interface Part {
  what: "report" | "words" | "photo";
  photo: string | null;
  /** Which photo, as the crew counts them. */
  n: number;
}

/** What of a report a crew may pass: held, kept back, and not hidden by hand. */
export function passable(report: ServedReport): readonly Part[] {
  const parts: Part[] = [];
  if (report.shown === "outline") parts.push({ what: "report", photo: null, n: 0 });
  if (report.description && !report.words_passed) parts.push({ what: "words", photo: null, n: 0 });
  const waiting = new Set(report.photos.filter((photo) => photo.waits).map((photo) => photo.id));
  return [...parts, ...photosOf(report).filter((part) => waiting.has(part.photo ?? ""))];
}

/** What of a report a crew may hide: whatever the public could see. */
export function hideable(report: ServedReport): readonly Part[] {
  const parts: Part[] = photosOf(report);
  if (report.description && report.words_passed) parts.push({ what: "words", photo: null, n: 0 });
  if (report.shown !== "nothing") parts.push({ what: "report", photo: null, n: 0 });
  return parts;
}

/** Let the public see a part. Raises Problem. */
export async function passPart(ref: string, part: Part): Promise<void> {
  await ask(
    api.POST("/api/v1/reports/{ref}/pass", {
      params: { path: { ref } },
      body: { what: part.what, photo_id: part.photo, note: "" },
    }),
  );
}

/** Take a part off every public page. Raises Problem. */
export async function hidePart(ref: string, part: Part, reason: string): Promise<void> {
  await ask(
    api.POST("/api/v1/reports/{ref}/hide", {
      params: { path: { ref } },
      body: { what: part.what, photo_id: part.photo, reason },
    }),
  );
}

function photosOf(report: ServedReport): Part[] {
  return report.photos
    .filter((photo) => photo.state === "ready" && !photo.hidden)
    .map((photo, index) => ({ what: "photo", photo: photo.id, n: index + 1 }));
}
