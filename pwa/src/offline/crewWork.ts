import { fresh, keep } from "./enqueue";
import type { JobOutcome } from "./entry";
import { newId } from "./id";
import { entries } from "./outbox";

/** A crew sets out for a job. Kept on the phone until the server has it. Raises NotKept. */
export async function enqueueStart(job: number, language: string): Promise<void> {
  await keep([
    {
      ...fresh(language),
      id: newId(),
      kind: "start_job",
      made_at: new Date().toISOString(),
      after: null,
      body: { job },
    },
  ]);
}

/**
 * What a crew found, and the photo that shows it. Kept together, all or none.
 *
 * The outcome names the photo, which follows by itself, and waits for a start that has not gone yet.
 * Raises NotKept.
 */
export async function enqueueOutcome(
  job: number,
  found: Omit<JobOutcome, "photo_id">,
  photo: Blob | null,
  language: string,
): Promise<void> {
  const base = { ...fresh(language), made_at: new Date().toISOString() };
  const started = entries.value.find((entry) => entry.kind === "start_job" && entry.body.job === job);
  const photo_id = photo ? newId() : null;
  await keep(
    [
      {
        ...base,
        id: newId(),
        kind: "outcome",
        after: started?.id ?? null,
        body: { job, found: { ...found, photo_id } },
      },
      ...(photo && photo_id
        ? [
            {
              ...base,
              id: photo_id,
              kind: "photo" as const,
              after: null,
              body: { type: photo.type, size: photo.size },
            },
          ]
        : []),
    ],
    new Map(photo && photo_id ? [[photo_id, photo]] : []),
  );
}
