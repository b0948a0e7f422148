import { photoUrl } from "../api/photos";
import type { Job, JobLine } from "../api/shapes";
import { t, tn } from "../app/language";
import { Icon } from "../ui/Icon";

/** The residents' photos, side by side to be swiped; says so where one is still on its way. */
export function JobPhotos({ line, job }: { line: JobLine; job: Job | null }) {
  const photos = (job?.reports ?? []).flatMap((report) => report.photos).filter((photo) => !photo.after);
  const ready = job
    ? photos.filter((photo) => photo.state === "ready").map((photo) => photo.id)
    : [line.photo].filter((id) => id !== null);
  const after = job?.after_photo;
  if (ready.length === 0 && line.photos_awaited === 0 && !after) return null;
  return (
    <div class="crew-photos-frame">
      {(ready.length > 0 || after) && (
        <ul class="crew-photos" tabIndex={ready.length > 1 ? 0 : undefined} aria-label={t("crew.photos")}>
          {ready.map((id, index) => (
            <li key={id}>
              <img
                src={photoUrl(id, 960)}
                alt={t("crew.photo_alt", { n: index + 1, of: ready.length })}
                width={960}
                height={720}
              />
              <span class="crew-photo-caption" aria-hidden="true">
                {t("crew.photo_n", { n: index + 1, of: ready.length })}
              </span>
            </li>
          ))}
          {after?.state === "ready" && (
            <li key={after.id}>
              <img src={photoUrl(after.id, 960)} alt={t("crew.photo_after")} width={960} height={720} />
              <span class="crew-photo-caption" aria-hidden="true">
                {t("ui.after")}
              </span>
            </li>
          )}
        </ul>
      )}
      {line.photos_awaited > 0 && (
        <p class="crew-photo-awaited" role="status">
          <Icon name="st-wait" size={18} />
          {tn("crew.photos_awaited", line.photos_awaited)}
        </p>
      )}
    </div>
  );
}
