import { jobs, stops } from "./round";

/** The resident's photo that the new one is lined up with; null where there is none. */
export function beforePhoto(job: number): string | null {
  const served = jobs.value.get(job)?.reports ?? [];
  const photo = served.flatMap((report) => report.photos).find((one) => one.state === "ready" && !one.after);
  return photo?.id ?? stops.value.find((stop) => stop.line.id === job)?.line.photo ?? null;
}
