import { describe, expect, it } from "vitest";
import type { Mark } from "../../api/shapes";
import { CUT, cutsOf, marked, outOf, piecesOf, redacted } from "./words";

const TEXT = "It’s always 22 Finch Terrace, XT4 2QJ. Ring me on 07700 900118.";
const place = (words: string, kind: Mark["kind"]): Mark => {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length, kind };
};
const MARKS = [place("07700 900118", "phone"), place("22 Finch Terrace, XT4 2QJ", "address")];
const pieces = piecesOf(TEXT, MARKS);
const at = (text: string) => pieces.findIndex((piece) => piece.text === text);

describe("words in pieces", () => {
  it("are each mark, and each word between them, and nothing but spaces is left over", () => {
    expect(pieces.map(({ text }) => text)).toEqual([
      "It’s",
      "always",
      "22 Finch Terrace, XT4 2QJ",
      ".",
      "Ring",
      "me",
      "on",
      "07700 900118",
      ".",
    ]);
    const rest = [...pieces]
      .reverse()
      .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), TEXT);
    expect(rest.trim()).toBe("");
  });

  it("leave out a mark that lies outside of the words or over another", () => {
    const wrong: Mark[] = [
      { start: 60, end: 900, kind: "phone" },
      { start: 5, end: 5, kind: "email" },
      { start: 14, end: 20, kind: "plate" },
    ];
    expect(piecesOf(TEXT, [...MARKS, ...wrong])).toEqual(pieces);
  });

  it("are counted as browsers count: a rare letter is two", () => {
    expect(piecesOf("𝒜 b", []).map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [3, 4],
    ]);
  });
});

describe("what is cut out", () => {
  it("is what the patterns marked, and the rest stays letter by letter", () => {
    const cuts = cutsOf(pieces, marked(pieces));
    expect(redacted(TEXT, cuts)).toBe(`It’s always ${CUT}. Ring me on ${CUT}.`);
  });

  it("is one part where pieces lie side by side", () => {
    const cuts = cutsOf(pieces, new Set([at("Ring"), at("me"), at("on"), at("07700 900118")]));
    expect(cuts).toHaveLength(1);
    expect(redacted(TEXT, cuts)).toBe(`It’s always 22 Finch Terrace, XT4 2QJ. ${CUT}.`);
  });

  it("is nothing where nothing is chosen", () => {
    expect(redacted(TEXT, cutsOf(pieces, new Set()))).toBe(TEXT);
  });
});

describe("what was cut out before", () => {
  it("is found again in what the public reads, for every choice of pieces", () => {
    for (let choice = 0; choice < 2 ** pieces.length; choice += 1) {
      const out = new Set([...pieces.keys()].filter((index) => (choice >> index) & 1));
      const shown = redacted(TEXT, cutsOf(pieces, out));
      expect(redacted(TEXT, cutsOf(pieces, outOf(TEXT, pieces, shown)))).toBe(shown);
    }
  });

  it("is nothing where the public reads other words", () => {
    expect(outOf(TEXT, pieces, "Something else").size).toBe(0);
  });
});
