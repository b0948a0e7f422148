import { navigate } from "../app/router";
import { entries } from "../offline/outbox";
import { type Answers, amend, clearDraft } from "./draft";
import { rowOf } from "./people";

/** Open a report of the outbox in the form again. Its photos stay as they are. */
export function changeEntry(id: string): void {
  const entry = entries.value.find((one) => one.id === id);
  if (entry?.kind !== "report") return;
  const { body } = entry;
  clearDraft();
  amend({
    changes: id,
    place: { ...body.point, accuracy_m: body.point.accuracy_m ?? null },
    placeNote: body.place_note ?? "",
    atHome: body.at_home ?? false,
    about: entry.about.isPrivate ? rowOf(body.issue_type) : null,
    issueType: body.issue_type,
    answers: answersOf(body.answers),
    words: body.description ?? "",
    name: body.name ?? "",
    email: body.email ?? "",
    phone: body.phone ?? "",
  });
  navigate("/report/check");
}

/** What was kept, as the form gives it: words or several keys. */
function answersOf(kept: Readonly<Record<string, unknown>>): Answers {
  const answers: Record<string, string | string[]> = {};
  for (const [question, value] of Object.entries(kept)) {
    if (typeof value === "string") answers[question] = value;
    else if (Array.isArray(value)) answers[question] = value.map(String);
  }
  return answers;
}
