import type { Mark } from "../../api/shapes";

/** A person's words in pieces that can be cut out one by one. Places are UTF-16 offsets, as the API counts them. */

/** From `start` up to, and without, `end`. */
export interface Span {
  start: number;
  end: number;
}
/** One word, or what a pattern marked as one thing. */
export interface Piece extends Span {
  text: string;
  mark: Mark["kind"] | null;
}

/** Stands for each part that was cut out; the server writes the same. */
export const CUT = "[…]";

/** The words in pieces: each mark is one, and between marks each word; spaces lie between pieces. */
export function piecesOf(text: string, marks: readonly Mark[]): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((one, other) => one.start - other.start)) {
    if (mark.start < at || mark.end <= mark.start || mark.end > text.length) continue;
    found.push(...wordsIn(text, at, mark.start), {
      ...mark,
      text: text.slice(mark.start, mark.end),
      mark: mark.kind,
    });
    at = mark.end;
  }
  return [...found, ...wordsIn(text, at, text.length)];
}

/** What is cut out where these pieces go: pieces next to each other go as one, with the space between them. */
export function cutsOf(pieces: readonly Piece[], out: ReadonlySet<number>): readonly Span[] {
  const cuts: Span[] = [];
  let before = false;
  for (const [index, { start, end }] of pieces.entries()) {
    const last = cuts.at(-1);
    if (!out.has(index)) before = false;
    else if (before && last) last.end = end;
    else {
      cuts.push({ start, end });
      before = true;
    }
  }
  return cuts;
}

/** The words as the public will read them. */
export function redacted(text: string, cuts: readonly Span[]): string {
  let at = 0;
  let words = "";
  for (const { start, end } of cuts) {
    words += text.slice(at, start) + CUT;
    at = end;
  }
  return words + text.slice(at);
}

/** The pieces of which a part is missing in `shown`, an older redaction of the same words. */
export function outOf(text: string, pieces: readonly Piece[], shown: string): ReadonlySet<number> {
  const kept: Span[] = [];
  let at = 0;
  for (const part of shown.split(CUT)) {
    const start = text.indexOf(part, at);
    // It is no redaction of these words.
    if (start < 0) return new Set();
    at = start + part.length;
    kept.push({ start, end: at });
  }
  const last = kept.at(-1);
  // A last part that is there twice stands at the end.
  if (last && shown && !shown.endsWith(CUT)) {
    last.start = text.length - (last.end - last.start);
    last.end = text.length;
  }
  const isKept = ({ start, end }: Span) => kept.some((span) => span.start <= start && end <= span.end);
  return new Set(pieces.flatMap((piece, index) => (isKept(piece) ? [] : [index])));
}

/** The pieces that a pattern marked. */
export function marked(pieces: readonly Piece[]): ReadonlySet<number> {
  return new Set(pieces.flatMap((piece, index) => (piece.mark ? [index] : [])));
}

function wordsIn(text: string, from: number, to: number): Piece[] {
  return [...text.slice(from, to).matchAll(/\S+/g)].map((found) => {
    const start = from + found.index;
    return { start, end: start + found[0].length, text: found[0], mark: null };
  });
}
