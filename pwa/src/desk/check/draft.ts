import type { Check, CheckPhoto } from "../../api/shapes";
import type { Covering, Found } from "../../photo/cover/geometry";
import { isSame } from "../../photo/cover/geometry";
import { cutsOf, marked, outOf, type Piece, piecesOf, redacted, type Span } from "./words";

/** Why something is taken out, as the API takes it. */
export const REASONS = ["household", "phone", "plate", "face", "accuses", "not_about", "other"] as const;
export type Reason = (typeof REASONS)[number];

/** What somebody at the desk has done to one check so far; nothing of it is sent before they decide. */
export interface Draft {
  /** Numbers of the pieces of the words that go. */
  out: ReadonlySet<number>;
  wordsShown: boolean;
  photos: ReadonlyMap<string, PhotoDraft>;
  /** Reasons chosen or taken back by hand; the others follow from what was done. */
  byHand: ReadonlyMap<Reason, boolean>;
  note: string;
}
export interface PhotoDraft {
  shown: boolean;
  covering: Covering;
}

/** What is taken from the author if this is passed. */
export type Taken = "words" | "words_cut" | "photo" | "photo_covered";

/** Where a check begins: what patterns marked is out already, what was decided before stands. */
export function draftOf(check: Check): Draft {
  const { words } = check;
  const pieces = piecesIn(check);
  const before = words?.state === "passed" && outOf(words.text, pieces, words.public);
  return {
    out: before || marked(pieces),
    wordsShown: words?.state !== "hidden",
    photos: new Map(
      check.photos.map((photo) => [photo.id, { shown: !photo.hidden, covering: coveringOf(photo) }]),
    ),
    byHand: new Map(),
    note: "",
  };
}

/** The words of a check in pieces; none where nobody wrote any. */
export function piecesIn({ words }: Check): readonly Piece[] {
  return words ? piecesOf(words.text, words.marks) : [];
}

/** What goes out of the words. */
export function cutsIn(check: Check, draft: Draft): readonly Span[] {
  return cutsOf(piecesIn(check), draft.out);
}

/** What the public will read; "" where the words stay private. */
export function wordsAfter(check: Check, draft: Draft): string {
  return check.words && draft.wordsShown ? redacted(check.words.text, cutsIn(check, draft)).trim() : "";
}

/** The photos that can be decided: those that are read. */
export function photosIn(check: Check): readonly CheckPhoto[] {
  return check.photos.filter((photo) => photo.state === "ready");
}

/** What is covered of a photo now, as the editor takes it. */
export function coveringOf(photo: CheckPhoto): Covering {
  // The API says only that these are objects; it has read each of them itself.
  return {
    covers: photo.covers as unknown as Covering["covers"],
    crop: photo.crop as unknown as Covering["crop"],
  };
}

/** What the detector proposes for a photo; null where none looked. */
export function foundIn(photo: CheckPhoto): readonly Found[] | null {
  return photo.found as unknown as readonly Found[] | null;
}

/** What the author loses by this draft, passed. */
export function takenBy(check: Check, draft: Draft): readonly Taken[] {
  const taken: Taken[] = [];
  const { words } = check;
  if (words && !draft.wordsShown && words.state !== "hidden") taken.push("words");
  const after = wordsAfter(check, draft);
  if (words && draft.wordsShown && cutsIn(check, draft).length > 0 && after !== words.public.trim())
    taken.push("words_cut");
  for (const photo of photosIn(check)) {
    const now = draft.photos.get(photo.id);
    if (!now || photo.after) continue;
    if (!now.shown && !photo.hidden) taken.push("photo");
    else if (now.shown && !isSame(now.covering, coveringOf(photo))) taken.push("photo_covered");
  }
  return [...new Set(taken)];
}

/** The reasons that follow from what was done, with those chosen by hand. */
export function reasonsOf(check: Check, draft: Draft): readonly Reason[] {
  const known = new Set<Reason>();
  if (draft.wordsShown && takenBy(check, draft).includes("words_cut"))
    for (const [index, { mark }] of piecesIn(check).entries())
      if (mark && draft.out.has(index)) known.add(BY_MARK[mark]);
  for (const photo of photosIn(check)) for (const reason of coveredNow(photo, draft)) known.add(reason);
  return REASONS.filter((reason) => draft.byHand.get(reason) ?? known.has(reason));
}

/** Whether somebody hid a part of this by hand that would be seen again: then they must say why. */
export function bringsBack(check: Check, draft: Draft): boolean {
  const { words } = check;
  return (
    check.shown === "nothing" ||
    (words?.state === "hidden" && draft.wordsShown) ||
    photosIn(check).some((photo) => photo.hidden && draft.photos.get(photo.id)?.shown === true)
  );
}

/** Whether anything differs from where the check began. */
export function isTouched(check: Check, draft: Draft): boolean {
  const before = draftOf(check);
  return (
    draft.wordsShown !== before.wordsShown ||
    draft.note !== "" ||
    draft.byHand.size > 0 ||
    [...draft.out].sort().join() !== [...before.out].sort().join() ||
    [...draft.photos].some(([id, { shown, covering }]) => {
      const was = before.photos.get(id);
      return was?.shown !== shown || !isSame(was.covering, covering);
    })
  );
}

const BY_MARK = { phone: "phone", email: "phone", plate: "plate", address: "household" } as const;

/** Faces and plates that a new cover lies over. */
function coveredNow(photo: CheckPhoto, draft: Draft): readonly Reason[] {
  const now = draft.photos.get(photo.id);
  if (!now?.shown) return [];
  const before = new Set(coveringOf(photo).covers.map((cover) => JSON.stringify(cover)));
  const fresh = now.covering.covers.filter((cover) => !before.has(JSON.stringify(cover)));
  return (foundIn(photo) ?? []).flatMap((found) => {
    const [x, y] = [found.x + found.w / 2, found.y + found.h / 2];
    const isUnder = fresh.some(
      (cover) =>
        cover.kind === "box" &&
        cover.x <= x &&
        x <= cover.x + cover.w &&
        cover.y <= y &&
        y <= cover.y + cover.h,
    );
    return isUnder ? [found.kind === "plate" ? "plate" : "face"] : [];
  });
}
