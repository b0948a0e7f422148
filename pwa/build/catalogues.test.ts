import { describe, expect, it } from "vitest";
import { partOf, readCatalogue } from "./catalogues";

const file = (entries: string) =>
  Buffer.from(`msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n${entries}\n`);

describe("a catalogue", () => {
  it("gives each plural its category in the language's own order", () => {
    const welsh = file(
      'msgid "x.n"\nmsgid_plural "x.n"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\nmsgstr[3] "d"\nmsgstr[4] "e"\nmsgstr[5] "f"',
    );
    expect(readCatalogue(welsh, "cy").get("x.n")?.message).toEqual({
      zero: "a",
      one: "b",
      two: "c",
      few: "d",
      many: "e",
      other: "f",
    });
  });

  it("leaves out what is not translated, so that English shows, and knows what nobody has checked", () => {
    const read = readCatalogue(file('#, fuzzy\nmsgid "x.a"\nmsgstr "Helo"\n\nmsgid "x.b"\nmsgstr ""'), "cy");
    expect([...read]).toEqual([["x.a", { message: "Helo", fuzzy: true }]]);
  });

  it("keeps the words of staff out of a resident's first screen", () => {
    expect(["desk.title", "crew.start", "ward.map", "mine.title", "nearby.title"].map(partOf)).toEqual([
      "desk",
      "crew",
      "ward",
      "track",
      "base",
    ]);
  });
});
