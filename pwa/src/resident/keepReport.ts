import type { IssueType } from "../api/shapes";
import { language, t } from "../app/language";
import { edit } from "../offline/change";
import { enqueueReport } from "../offline/enqueue";
import { toast } from "../ui/Toast";
import type { Draft } from "./draft";

/** Into the outbox, or over the report there that it changes. Returns its id. Raises NotKept. */
export async function keepReport(told: Draft, kind: IssueType): Promise<string> {
  const isPrivate = kind.visibility === "prv";
  const body = {
    issue_type: kind.key,
    description: told.words.trim(),
    point: told.place ?? { lat: 0, lon: 0, accuracy_m: null, source: "pin" as const },
    place_note: told.placeNote.trim(),
    at_home: told.atHome && !isPrivate,
    answers: { ...told.answers },
    name: told.name.trim() || null,
    email: told.email.trim() || null,
    phone: told.phone.trim() || null,
    needs: [],
    language: language.value,
  };
  if (told.changes !== null) {
    // Once it is on its way it can't be changed, and a second one would send somebody twice.
    if (!(await edit(told.changes, body, about(told, kind), kind.takes_photos)))
      toast(t("report.gone_as_it_was"));
    return told.changes;
  }
  const photos = kind.takes_photos ? told.photos.map((photo) => photo.blob) : [];
  return enqueueReport(body, photos, about(told, kind));
}

/** What the phone's own lists say of it while it waits; of a private kind nothing. */
function about(told: Draft, kind: IssueType) {
  if (kind.visibility === "prv") return { title: "", isPrivate: true };
  const title = told.street ? t("report.title_at", { kind: kind.label, street: told.street }) : kind.label;
  return { title, isPrivate: false };
}
