import { beforeEach, describe, expect, it } from "vitest";
import type { IssueType } from "../api/shapes";
import { amend, answer, chooseIssueType, clearDraft, draft, isAsked, unanswered } from "./draft";

type Question = IssueType["questions"][number];

function question(id: string, required: boolean, when: Question["when"] = null): Question {
  return {
    id,
    required,
    when,
    ask: "choice",
    label: id,
    hint: "",
    options: [],
    private: false,
    most: 1,
    low: "",
    high: "",
  };
}
const hanging = question("hazard", true, { question: "size", answers: ["tipper_lorry"] });
const kind: IssueType = {
  key: "fly_tip",
  label: "Fly-tipping",
  hint: "",
  group: { key: "rubbish", name: "Rubbish" },
  icon: "flytip",
  visibility: "pub",
  takes_photos: true,
  shows_photos: true,
  promise: null,
  advice: "",
  questions: [question("size", true), hanging, question("since", false)],
};

beforeEach(clearDraft);

describe("a report in the making", () => {
  it("asks again only for what is required and asked", () => {
    expect(unanswered(kind, {})).toEqual(["size"]);
    expect(unanswered(kind, { size: "tipper_lorry" })).toEqual(["hazard"]);
    expect(unanswered(kind, { size: "single_bag" })).toEqual([]);
  });

  it("asks a question that hangs on one of several answers", () => {
    expect([isAsked(hanging, { size: ["single_bag", "tipper_lorry"] }), isAsked(hanging, {})]).toEqual([
      true,
      false,
    ]);
  });

  it("forgets the answers to another kind's questions, and keeps the rest", () => {
    chooseIssueType("fly_tip");
    answer("size", "single_bag");
    amend({ words: "By the gate" });
    chooseIssueType("litter");
    expect([draft.value.answers, draft.value.words]).toEqual([{}, "By the gate"]);
  });

  it("takes an answer back when it is empty", () => {
    answer("state", ["burnt_out"]);
    answer("state", []);
    expect(draft.value.answers).toEqual({});
  });

  it("leaves nothing behind when it is left", () => {
    amend({ words: "Shouting every night", name: "Asha" });
    clearDraft();
    expect([draft.value.words, draft.value.name]).toEqual(["", ""]);
  });
});
