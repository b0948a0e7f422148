import { computed, signal } from "@preact/signals";
import { api, ask } from "../../api/client";
import { uncoveredPhoto } from "../../api/photos";
import { Problem } from "../../api/problem";
import type { Check } from "../../api/shapes";
import { cutsIn, type Draft, draftOf, type PhotoDraft, photosIn, type Reason, reasonsOf } from "./draft";
import { dropLine, refreshList } from "./list";

/** The check that is open; stays while newer is on its way. */
export const check = signal<Check | null>(null);
/** Why it could not be had. */
export const checkProblem = signal<Problem | null>(null);
/** What has been done to it and is not decided yet. */
export const draft = signal<Draft | null>(null);
/** Which of its photos is on the screen. */
export const photoAt = signal(0);
/** Somebody else decided while it was open here. */
export const decidedElsewhere = signal(false);
/** What was asked for and is missing: a reason, or a note. */
export const missing = signal<"reason" | "note" | null>(null);
/** A decision is on its way. */
export const isDeciding = signal(false);

/** The photo on the screen. */
export const photo = computed(() => (check.value ? (photosIn(check.value)[photoAt.value] ?? null) : null));

/** Drafts of checks that were left half done, by their reports; gone with the page. */
const left = new Map<string, Kept>();
interface Kept {
  version: string;
  draft: Draft;
  /** Photos that somebody could see while they worked on it. */
  ready: ReadonlySet<string>;
}
let open: string | null = null;
let turn = 0;

/** Show one check, or with null none. Each look is put on record, so it is asked for once. */
export async function openCheck(ref: string | null): Promise<void> {
  keepDraft();
  open = ref;
  check.value = null;
  checkProblem.value = null;
  draft.value = null;
  photoAt.value = 0;
  decidedElsewhere.value = false;
  missing.value = null;
  dropPictures();
  await readCheck();
}

/** Ask for the open check again, from the beginning. Never throws. */
export async function readCheck(): Promise<void> {
  turn += 1;
  const mine = turn;
  const ref = open;
  if (ref === null) return;
  try {
    const answer = await ask(api.GET("/api/v1/reports/{ref}/check", { params: { path: { ref } } }));
    if (mine === turn) take(answer);
  } catch (cause) {
    if (mine !== turn) return;
    checkProblem.value = problemOf(cause);
    if (checkProblem.value.status !== 0) check.value = null;
  }
}

/** Look again where something of it was still on its way. Each look is put on record, so only then. */
export async function refreshCheck(): Promise<void> {
  if (!check.value || isDeciding.value || !check.value.photos.some((one) => one.state === "pending")) return;
  keepDraft();
  await readCheck();
}

function take(answer: Check): void {
  const kept = left.get(answer.ref);
  check.value = answer;
  checkProblem.value = null;
  draft.value = kept?.version === answer.version ? withNew(answer, kept) : draftOf(answer);
  left.delete(answer.ref);
}

/** What was done so far, and the photos that were not there when it was. */
function withNew(answer: Check, kept: Kept): Draft {
  const photos = new Map(draftOf(answer).photos);
  for (const [id, made] of kept.draft.photos) if (kept.ready.has(id)) photos.set(id, made);
  return { ...kept.draft, photos };
}

function keepDraft(): void {
  const [now, made] = [check.value, draft.value];
  if (!now || !made) return;
  const ready = new Set(photosIn(now).map(({ id }) => id));
  left.set(now.ref, { version: now.version, draft: made, ready });
}

/** The only writers of a draft. */
export function change(next: Partial<Draft>): void {
  if (!draft.value) return;
  draft.value = { ...draft.value, ...next };
  missing.value = null;
}

export function changePhoto(id: string, next: Partial<PhotoDraft>): void {
  const now = draft.value?.photos.get(id);
  if (draft.value && now) change({ photos: new Map(draft.value.photos).set(id, { ...now, ...next }) });
}

export function chooseReason(reason: Reason, on: boolean): void {
  if (draft.value) change({ byHand: new Map(draft.value.byHand).set(reason, on) });
}

/**
 * Decide: the whole check in one go.
 *
 * Returns  true when it is done. Else `missing` or `decidedElsewhere` says what stands in the way.
 * Raises   Problem for anything else
 */
export async function decide(decision: "pass" | "hide"): Promise<boolean> {
  const [now, made] = [check.value, draft.value];
  if (!now || !made || isDeciding.value) return false;
  isDeciding.value = true;
  missing.value = null;
  try {
    await ask(
      api.POST("/api/v1/reports/{ref}/check", {
        params: { path: { ref: now.ref } },
        body: bodyOf(now, made, decision),
      }),
    );
    left.delete(now.ref);
    draft.value = null;
    dropLine(now.ref);
    void refreshList();
    return true;
  } catch (cause) {
    const problem = problemOf(cause);
    if (problem.status === 409) {
      decidedElsewhere.value = true;
      void refreshList();
      await readCheck();
    } else if (problem.field === "reasons" || problem.field === "note") {
      missing.value = problem.field === "note" ? "note" : "reason";
    } else throw problem;
    return false;
  } finally {
    isDeciding.value = false;
  }
}

/** What is sent: hidden whole, or passed with these changes. */
export function bodyOf(now: Check, made: Draft, decision: "pass" | "hide") {
  const common = {
    version: now.version,
    decision,
    reasons: [...reasonsOf(now, made)],
    note: made.note.trim(),
  };
  if (decision === "hide") return { ...common, words: null, photos: [] };
  return {
    ...common,
    words: now.words
      ? {
          decision: made.wordsShown ? ("pass" as const) : ("hide" as const),
          cuts: made.wordsShown ? [...cutsIn(now, made)] : [],
        }
      : null,
    photos: photosIn(now).map(({ id }) => {
      const { shown, covering } = made.photos.get(id) ?? {
        shown: false,
        covering: { covers: [], crop: null },
      };
      return {
        id,
        decision: shown ? ("pass" as const) : ("hide" as const),
        covers: covering.covers.map((cover) => ({ ...cover })),
        crop: covering.crop ? { ...covering.crop } : null,
      };
    }),
  };
}

/** Uncovered pictures of the check that is open: fetched once each, since each look is put on record. */
const pictures = new Map<string, Promise<Blob>>();

/** The uncovered picture of a photo. Raises Problem. */
export function pictureOf(id: string): Promise<Blob> {
  const there = pictures.get(id);
  if (there) return there;
  const coming = uncoveredPhoto(id);
  pictures.set(id, coming);
  coming.catch(() => pictures.delete(id));
  return coming;
}

function dropPictures(): void {
  pictures.clear();
}

function problemOf(cause: unknown): Problem {
  return cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
}
