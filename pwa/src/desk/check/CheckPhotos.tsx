import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { photoUrl } from "../../api/photos";
import { Problem } from "../../api/problem";
import type { Check, CheckPhoto } from "../../api/shapes";
import { t, tn } from "../../app/language";
import { LazyCoverEditor } from "../../photo/cover";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { Icon } from "../../ui/Icon";
import { Skeleton } from "../../ui/Skeleton";
import { Switch } from "../../ui/Switch";
import { changePhoto, photo, photoAt, pictureOf } from "./check";
import { type Draft, foundIn, photosIn } from "./draft";

/** The photos, uncovered, each with what can be done to it. Those that are not read yet are told of. */
export function CheckPhotos({ shown, made }: { shown: Check; made: Draft }) {
  const photos = photosIn(shown);
  const rest = shown.photos.length - photos.length;
  const current = photo.value;
  if (shown.photos.length === 0)
    return (
      <p class="check-no-photo muted">
        <Icon name="photo" size={20} />
        {t("desk.no_photo")}
      </p>
    );
  return (
    <section class="check-photos" aria-label={t("check.photos")}>
      {photos.length > 1 && (
        <ul class="check-strip">
          {photos.map((one, index) => (
            <li key={one.id}>
              <button
                type="button"
                aria-label={t("check.photo_n", { n: index + 1, of: photos.length })}
                aria-pressed={index === photoAt.value}
                onClick={() => {
                  photoAt.value = index;
                }}
              >
                <img src={photoUrl(one.id, 320)} alt="" width={62} height={50} />
                <kbd>{index + 1}</kbd>
              </button>
            </li>
          ))}
        </ul>
      )}
      {current && <OnePhoto key={current.id} shown={shown} one={current} made={made} />}
      {rest > 0 && <p class="small muted">{tn("check.not_ready", rest)}</p>}
    </section>
  );
}

function OnePhoto({ shown, one, made }: { shown: Check; one: CheckPhoto; made: Draft }) {
  const picture = useSignal<Blob | null>(null);
  const problem = useSignal<Problem | null>(null);
  function load() {
    problem.value = null;
    pictureOf(one.id).then(
      (blob) => {
        picture.value = blob;
      },
      (cause: unknown) => {
        problem.value = cause instanceof Problem ? cause : new Problem(0, "/problems/offline", "");
      },
    );
  }
  useEffect(load, [one.id]);
  const now = made.photos.get(one.id);
  if (!now) return null;
  const of = photosIn(shown).length;
  const count = now.covering.covers.length;
  const note = count > 0 || now.covering.crop ? tn("check.covers_note", count) : undefined;
  return (
    <>
      {problem.value && <DidNotLoad words={problem.value.detail || t("desk.no_answer")} onRetry={load} />}
      {!picture.value && !problem.value && <Skeleton rows={1} tall />}
      {picture.value && (
        <LazyCoverEditor
          photo={picture.value}
          label={t(one.after ? "check.photo_after" : "check.photo_n", { n: photoAt.value + 1, of })}
          found={foundIn(one)}
          value={now.covering}
          onChange={(covering) => changePhoto(one.id, { covering })}
          note={note}
        />
      )}
      <div class="check-photo-foot">
        <p class="check-looked small">
          <Icon name={one.found === null ? "info" : "search"} size={18} />
          {lookedFor(one)}
        </p>
        <Switch on={now.shown} onChange={(on) => changePhoto(one.id, { shown: on })}>
          {t("check.show_photo")}
        </Switch>
      </div>
    </>
  );
}

/** What a detector has said of a photo: exactly that, and no more. */
function lookedFor(one: CheckPhoto): string {
  const found = foundIn(one);
  if (found === null) return t("check.no_detector");
  return found.length === 0 ? t("check.found_none") : tn("check.found", found.length);
}
