import { plain } from "./plainWords";

/** A part of somebody's words that may tell who or where a person is. */
export interface Found {
  kind: "email" | "phone" | "address" | "plate";
  /** Where it stands in the words as they were typed: UTF-16 units, `end` not included. */
  start: number;
  end: number;
}

const POSTCODE = String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b`;
const HOUSE = String.raw`\b(?:flat \d{1,3}[a-z]?,? )?\d{1,4}[a-z]?\b`;
const STREET =
  "street|st|road|rd|lane|ln|avenue|ave|close|drive|way|court|place|terrace|gardens|grove|crescent|hill|row|walk|mews|square|green|view|heol|ffordd|stryd|lôn";

/** Looked for in this order; what was found first is not found again as something else. */
const PATTERNS: readonly (readonly [Found["kind"], RegExp])[] = [
  [
    "email",
    /[\w.%+'-]+(?: ?@ ?| ?[[(] ?at ?[\])] ?)(?:[a-z0-9-]+(?:\.| ?[[(] ?(?:dot|\.) ?[\])] ?))+[a-z]{2,}/gi,
  ],
  // Begins like a number of this country, or with the sign for another: letters stand for digits here and there.
  ["phone", /(?<![\w£$€.])(?:\+|\(?[0Oo](?=[\dOoIl\s().-]))[\dOoIl](?:[ ().\-/]{0,3}[\dOoIl]){7,13}(?!\w)/g],
  ["phone", /(?<![\w£$€.])7\d{3}[ .-]?\d{3}[ .-]?\d{3}(?!\w)/g],
  ["address", new RegExp(`${HOUSE}(?:(?!\\b\\d{1,4}[a-z]?\\b)[^\\n.!?]){0,60}?\\b${POSTCODE}`, "gi")],
  ["address", new RegExp(`${HOUSE},? (?:[\\p{L}'’-]+ ){1,3}?(?:${STREET})\\b`, "giu")],
  ["plate", /\b[A-Z]{2}[\dOI]{2}[ -]?[A-Z]{3}\b/gi],
  ["plate", /\b[A-Z]{2} \d{2} [A-Z]{3}\b/g],
  ["plate", /\b[A-Z]\d{1,3} ?[A-Z]{3}\b/g],
  ["plate", /\b[A-Z]{3} ?\d{1,3}[A-Z]\b/g],
  ["plate", /\b(?=[A-Z]{0,2}[IZ])[A-Z]{3} ?\d{3,4}\b/g],
];

/** Between a house number and its street there is no such word. */
const NO_STREET =
  /\b(?:m|metres?|meters?|yards?|feet|minutes?|bags?|boxes|of|down|up|from|past|days?|weeks?|people)\b/i;
const MOST_PHONE_DIGITS = 15;
const LEAST_PHONE_DIGITS = 9;

/** Telephone numbers, e-mail addresses, number plates and house addresses in somebody's words, in their order. */
export function foundInWords(words: string): Found[] {
  const { text, at } = plain(words);
  const found: Found[] = [];
  for (const [kind, pattern] of PATTERNS) {
    for (const hit of text.matchAll(pattern)) {
      if (!isLikely(kind, hit[0])) continue;
      const start = at[hit.index] ?? 0;
      const end = at[hit.index + hit[0].length] ?? words.length;
      if (found.every((other) => end <= other.start || start >= other.end)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function isLikely(kind: Found["kind"], hit: string): boolean {
  const digits = hit.replace(/\D/g, "").length;
  if (kind === "plate") return digits > 0;
  if (kind === "address") return !NO_STREET.test(hit);
  if (kind !== "phone") return true;
  const all = hit.replace(/[^\dOoIl]/g, "").length;
  return all >= LEAST_PHONE_DIGITS && all <= MOST_PHONE_DIGITS && digits * 2 > all;
}

/** The words without some of what was found, and without the gap that it leaves. */
export function without(words: string, gone: Found): string {
  const before = words.slice(0, gone.start).replace(/[ \t]+$/, "");
  const after = words.slice(gone.end).replace(/^[ \t]+/, "");
  const joins = before === "" || after === "" || /^[.,;:!?)\n]/.test(after) || before.endsWith("\n");
  return `${before}${joins ? "" : " "}${after}`;
}
