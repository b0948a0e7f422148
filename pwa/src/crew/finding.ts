import { computed, signal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { Body } from "../api/shapes";
import { language } from "../app/language";
import { enqueueOutcome } from "../offline/crewWork";
import { placeIfAllowed } from "../photo/place";

/** What a crew can find. Source: uk-practice 1b. */
export const OUTCOMES = ["CLR", "NFA", "ACC", "OWN"] as const;
export type Outcome = (typeof OUTCOMES)[number];

interface Finding {
  job: number;
  outcome: Outcome | null;
  note: string;
  owner: string;
  photo: { blob: Blob; url: string } | null;
}

const fresh = (job: number): Finding => ({ job, outcome: null, note: "", owner: "", photo: null });

/** What is being filled in, for one job at a time. */
export const finding = signal<Finding>(fresh(0));

/** What is still to do before it can be sent. */
export const missing = computed<"outcome" | "photo" | "owner" | null>(() => {
  const { outcome, photo, owner } = finding.value;
  if (!outcome) return "outcome";
  if (outcome === "CLR" && !photo) return "photo";
  return outcome === "OWN" && !owner ? "owner" : null;
});

/** The bodies that a place can belong to besides our own; null until they have come. */
export const owners = signal<readonly Body[] | null>(null);
/** Why the list of bodies could not be had. */
export const ownersProblem = signal<Problem | null>(null);

/** Begin to say how a job went; what was filled in for it already stays. */
export function beginFinding(job: number): void {
  if (finding.value.job === job) return;
  dropPhoto();
  finding.value = fresh(job);
}

export function choose(outcome: Outcome): void {
  finding.value = { ...finding.value, outcome };
  if (outcome === "OWN" && owners.value === null) void loadOwners();
}

export function say(note: string): void {
  finding.value = { ...finding.value, note };
}

export function nameOwner(owner: string): void {
  finding.value = { ...finding.value, owner };
}

/** Keep the photo of the place as it is now, in place of an earlier one. A cleared job is meant by it. */
export function takePhoto(blob: Blob): void {
  URL.revokeObjectURL(finding.value.photo?.url ?? "");
  const photo = { blob, url: URL.createObjectURL(blob) };
  finding.value = { ...finding.value, outcome: finding.value.outcome ?? "CLR", photo };
}

export function dropPhoto(): void {
  URL.revokeObjectURL(finding.value.photo?.url ?? "");
  finding.value = { ...finding.value, photo: null };
}

/** Read whose a place can be. Never throws: what went wrong is in `ownersProblem`. */
export async function loadOwners(): Promise<void> {
  try {
    const bodies = await ask(api.GET("/api/v1/bodies"));
    owners.value = bodies.filter((body) => !body.is_ours);
    ownersProblem.value = null;
  } catch (cause) {
    ownersProblem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
  }
}

/** Keep the outcome on the phone and begin to send it. Raises NotKept; then what was filled in is still there. */
export async function finishJob(): Promise<void> {
  const { job, outcome, note, owner, photo } = finding.value;
  if (!outcome || missing.value) return;
  // Stamped on the outcome once; the phone's place is used for nothing else and kept nowhere.
  const point = await placeIfAllowed();
  const found = { outcome, note, owner_body: outcome === "OWN" ? owner : null, point };
  await enqueueOutcome(job, found, photo?.blob ?? null, language.value);
  dropPhoto();
  finding.value = fresh(0);
}
