// @vitest-environment node
import { describe, expect, it } from "vitest";
// The server finds the same: it is held to the same cases.
import cases from "../../../tests/fixtures/found_in_words.json";
import { foundInWords, without } from "./foundInWords";

describe("found in somebody's words", () => {
  it.each(cases)("$text", ({ text, found }) => {
    const told = foundInWords(text).map(({ kind, start, end }) => ({ kind, what: text.slice(start, end) }));
    expect(told).toEqual(found);
  });

  it("takes out one thing, and not the words beside it", () => {
    const words = "Ring 07700 900123, or come.";
    const [number] = foundInWords(words);
    expect(number && without(words, number)).toBe("Ring, or come.");
  });

  it.each(["0 ", "a@", "12 ", "AB", "12 Weir "])(
    "comes to an end with words made to be slow: %s",
    (piece) => {
      expect(foundInWords(piece.repeat(2_000))).toBeDefined();
    },
  );
});
