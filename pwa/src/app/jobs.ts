import type { JobLine } from "../api/shapes";

/** How a job looks in a tag and on a map. */
export type JobShape = "new" | "doing" | "done" | "late";

/** The shape that shows where a job stands. */
export function shapeOfJob(line: Pick<JobLine, "status" | "is_overdue">): JobShape {
  if (line.is_overdue) return "late";
  if (line.status === "queued") return "new";
  return line.status === "ended" ? "done" : "doing";
}

/** What is there, without the street that stands beside it in lists. */
export function whatOf({ title, street }: Pick<JobLine, "title" | "street">): string {
  const tail = `, ${street}`;
  return street && title.endsWith(tail) ? title.slice(0, -tail.length) : title;
}

/** A link that opens the phone's own maps at a place. */
export function mapsLink({ lat, lon }: { lat: number; lon: number }): string {
  const at = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  // No browser tells whether it knows `geo:`; Apple's open nothing for it.
  return /iPhone|iPad|Macintosh/.test(navigator.userAgent)
    ? `https://maps.apple.com/?daddr=${at}`
    : `geo:${at}?q=${at}`;
}
