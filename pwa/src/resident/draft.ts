import { computed, signal } from "@preact/signals";
import type { IssueType } from "../api/shapes";

/** A place as the report will carry it. WGS84 degrees; accuracy in metres where a device gave one. */
export interface Place {
  lat: number;
  lon: number;
  accuracy_m: number | null;
  source: "photo" | "device" | "pin" | "search";
}

export interface DraftPhoto {
  id: string;
  /** As it is to be sent. */
  blob: Blob;
  /** Object URL of the picture to show. */
  src: string;
  /** Where it says it was taken. */
  place: Place | null;
  /** When it says it was taken. */
  takenAt: Date | null;
}

export type Answers = Readonly<Record<string, string | string[]>>;

/** A report while it is being made. `keptDraft.ts` keeps it over a reload of the page, but never a private kind. */
export interface Draft {
  photos: readonly DraftPhoto[];
  /** The photo's own place goes before the phone's. */
  usePhotoPlace: boolean;
  /** Chosen or confirmed by the person; null until then. */
  place: Place | null;
  street: string;
  placeNote: string;
  /** It is at the reporter's own home. */
  atHome: boolean;
  /** The row of "About people or noise" that was chosen: from then on nothing is kept. Null for all other kinds. */
  about: string | null;
  issueType: string | null;
  /** The person could not say which of several kinds it is. */
  isUnsure: boolean;
  answers: Answers;
  words: string;
  name: string;
  email: string;
  phone: string;
  /** The id in the outbox of the report that is being changed; null for a new one. */
  changes: string | null;
}

export const MOST_PHOTOS = 4;

const EMPTY: Draft = {
  photos: [],
  usePhotoPlace: true,
  place: null,
  street: "",
  placeNote: "",
  atHome: false,
  about: null,
  issueType: null,
  isUnsure: false,
  answers: {},
  words: "",
  name: "",
  email: "",
  phone: "",
  changes: null,
};

export const draft = signal<Draft>(EMPTY);

/** Where the first photo with a place was taken. */
export const photoPlace = computed(() => draft.value.photos.find((photo) => photo.place)?.place ?? null);

/** Change some of what is being told. */
export function amend(changes: Partial<Draft>): void {
  draft.value = { ...draft.value, ...changes };
}

/** Answer one question; an empty answer takes it back. */
export function answer(question: string, value: string | string[]): void {
  const answers = { ...draft.value.answers };
  if (value.length > 0) answers[question] = value;
  else delete answers[question];
  amend({ answers });
}

/** Choose what it is. Answers to another kind's questions go. */
export function chooseIssueType(key: string): void {
  if (key !== draft.value.issueType) amend({ issueType: key, answers: {} });
}

/** Choose among kinds that ask alike, such as the kinds of antisocial behaviour. Answers that both take stay. */
export function changeKind(kind: IssueType, isUnsure = false): void {
  const takes = new Map(kind.questions.map((question) => [question.id, question]));
  const kept = Object.entries(draft.value.answers).filter(([id, given]) => {
    const question = takes.get(id);
    const keys = typeof given === "string" ? [given] : given;
    if (question === undefined || question.options.length === 0) return question !== undefined;
    return keys.every((key) => question.options.some((option) => option.key === key));
  });
  amend({ issueType: kind.key, isUnsure, answers: Object.fromEntries(kept) });
}

/** Leave out a photo. */
export function removePhoto(id: string): void {
  const gone = draft.value.photos.find((photo) => photo.id === id);
  if (gone) URL.revokeObjectURL(gone.src);
  amend({ photos: draft.value.photos.filter((photo) => photo.id !== id) });
}

/** No photo goes with what is told: those that were taken leave the phone. */
export function dropPhotos(): void {
  for (const photo of draft.value.photos) URL.revokeObjectURL(photo.src);
  amend({ photos: [] });
}

/** Put another picture in the place of one; nothing of the first stays. */
export function replacePhoto(id: string, next: DraftPhoto): void {
  const gone = draft.value.photos.find((photo) => photo.id === id);
  if (!gone) return;
  URL.revokeObjectURL(gone.src);
  amend({ photos: draft.value.photos.map((photo) => (photo.id === id ? next : photo)) });
}

/** Whether anything was told yet. */
export const isBegun = computed(() => draft.value !== EMPTY);

/** Go on with a report as it was left; pictures are shown anew from their bytes. */
export function resume(told: Partial<Draft>, photos: readonly Omit<DraftPhoto, "src">[]): void {
  const shown = photos.map((photo) => ({ ...photo, src: URL.createObjectURL(photo.blob) }));
  draft.value = { ...EMPTY, ...told, photos: shown };
}

/** Begin anew; nothing of the last one stays in memory. */
export function clearDraft(): void {
  for (const photo of draft.value.photos) URL.revokeObjectURL(photo.src);
  draft.value = EMPTY;
}

/** Required questions of this kind that still wait for an answer, in order. */
export function unanswered(kind: IssueType, answers: Answers): string[] {
  return kind.questions
    .filter(
      (question) => question.required && isAsked(question, answers) && answers[question.id] === undefined,
    )
    .map((question) => question.id);
}

/** Whether a question is asked, given the answers so far. */
export function isAsked(question: IssueType["questions"][number], answers: Answers): boolean {
  if (!question.when) return true;
  const given = answers[question.when.question] ?? [];
  const wanted = question.when.answers;
  return (typeof given === "string" ? [given] : given).some((one) => wanted.includes(one));
}
