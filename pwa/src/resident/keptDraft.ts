import { effect, signal } from "@preact/signals";
import type { KeptDraft } from "../offline/entry";
import { phoneStore } from "../offline/run";
import { clearDraft, type Draft, type DraftPhoto, draft, isBegun, resume } from "./draft";
import { issueType } from "./issueTypes";

/** Changed whenever a kept form could not be read as it stands; an older one is then let go. */
const SHAPE = 1;
/** Typing is kept when it pauses, and when the page is left. */
const PAUSE_MS = 300;

interface Told extends Omit<Draft, "photos"> {
  shape: number;
}

/** True from when a report was brought back until the person has gone on or begun anew. */
export const isBroughtBack = signal(false);

let started: Promise<void> | null = null;

/**
 * Bring back the report that was in the making when the page was left, and from now on keep what is told.
 * Returns when it is back. A phone that keeps nothing has it in memory only.
 */
export function startKeeping(): Promise<void> {
  started ??= bringBack()
    .catch(() => {})
    .then(mirror);
  return started;
}

/** Let go of what was brought back. */
export function beginAnew(): void {
  isBroughtBack.value = false;
  clearDraft();
}

async function bringBack(): Promise<void> {
  const kept = await (await phoneStore()).keptDraft();
  if (!kept || isBegun.peek()) return;
  const { shape, ...told } = kept.told as Told;
  if (shape !== SHAPE) return;
  const photos = kept.photos.map(({ id, blob, about }) => ({ id, blob, ...(about as AboutPhoto) }));
  resume(told, photos);
  isBroughtBack.value = photos.length > 0 || told.place !== null || told.issueType !== null;
}

type AboutPhoto = Pick<DraftPhoto, "place" | "takenAt">;

/** What may be kept of a report in the making: null for nothing told, and for a kind that is private or not known. */
export function toKeep(told: Draft, isKindPublic: boolean): KeptDraft | null {
  if (told.about !== null || (told.issueType !== null && !isKindPublic)) return null;
  const { photos, ...rest } = told;
  return {
    told: { ...rest, shape: SHAPE } satisfies Told,
    photos: photos.map(({ id, blob, place, takenAt }) => ({ id, blob, about: { place, takenAt } })),
  };
}

function mirror(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next: KeptDraft | null = null;
  let photos: readonly string[] = [];
  function save() {
    clearTimeout(timer);
    timer = undefined;
    const now = next;
    // Nothing is lost when the phone does not keep it: it is still on the screen.
    phoneStore()
      .then((store) => (now ? store.keepDraft(now) : store.dropDraft()))
      .catch(() => {});
  }
  effect(() => {
    const kind = issueType(draft.value.issueType);
    next = isBegun.value ? toKeep(draft.value, kind !== undefined && kind.visibility !== "prv") : null;
    const before = photos;
    photos = next?.photos.map((photo) => photo.id) ?? [];
    const isLess = before.some((id) => !photos.includes(id));
    clearTimeout(timer);
    // What somebody took out, or painted over, is let go at once.
    if (next && !isLess) timer = setTimeout(save, PAUSE_MS);
    else save();
  });
  addEventListener("pagehide", () => {
    if (timer !== undefined) save();
  });
}
