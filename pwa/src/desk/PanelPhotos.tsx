import { useSignal } from "@preact/signals";
import { photoUrl } from "../api/photos";
import type { Job, Photo } from "../api/shapes";
import { t } from "../app/language";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";
import { asking } from "./job";

interface Shot {
  photo: Photo;
  ref: string;
  canHide: boolean;
}

/** The photos of a job: the residents' and the crew's, those on their way, those that could not be read. */
export function PanelPhotos({ shown }: { shown: Job }) {
  const large = useSignal<Shot | null>(null);
  const shots: Shot[] = shown.reports.flatMap((report) =>
    report.photos.map((photo) => ({ photo, ref: report.ref, canHide: report.can_moderate })),
  );
  const after = shown.after_photo;
  if (after && !shots.some((shot) => shot.photo.id === after.id))
    shots.push({ photo: after, ref: shown.line.ref, canHide: shown.reports[0]?.can_moderate ?? false });
  if (shots.length === 0)
    return (
      <p class="panel-no-photo muted">
        <Icon name="photo" />
        {t("desk.no_photo")}
      </p>
    );
  const open = large.value;
  return (
    <>
      <ul class="panel-photos">
        {shots.map((shot, index) => (
          <li key={shot.photo.id}>
            <OneShot shot={shot} n={index + 1} onOpen={() => (large.value = shot)} />
          </li>
        ))}
      </ul>
      {open && (
        <Dialog
          title={t(open.photo.after ? "desk.photo_after" : "desk.photo")}
          onClose={() => (large.value = null)}
        >
          <div class="stack">
            <img
              class="panel-large"
              src={photoUrl(open.photo.id, 1920)}
              alt={t(open.photo.after ? "desk.photo_after" : "desk.photo")}
            />
            {open.photo.hidden && <p class="small">{t("desk.photo_is_hidden")}</p>}
            <a
              class="link"
              href={`/api/v1/photos/${open.photo.id}/original`}
              target="_blank"
              rel="noreferrer"
            >
              {t("desk.original")}
            </a>
            <p class="small muted">{t("desk.original_what")}</p>
            {open.canHide && !open.photo.hidden && (
              <Button
                kind="danger"
                icon="eye-off"
                onClick={() => {
                  large.value = null;
                  asking.value = { kind: "hide", ref: open.ref, what: "photo", photo: open.photo.id };
                }}
              >
                {t("desk.hide_photo")}
              </Button>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}

function OneShot({ shot, n, onOpen }: { shot: Shot; n: number; onOpen: () => void }) {
  const { photo } = shot;
  if (photo.state === "ready")
    return (
      <button type="button" class="panel-shot" onClick={onOpen}>
        <img
          src={photoUrl(photo.id, 320)}
          alt={photo.after ? t("desk.photo_after") : t("desk.photo_n", { n })}
          width={200}
          height={112}
        />
        {(photo.after || photo.hidden) && (
          <span class="panel-shot-mark">
            <Icon name={photo.hidden ? "eye-off" : "st-done"} size={14} />
            {t(photo.hidden ? "desk.hidden" : "ui.after")}
          </span>
        )}
      </button>
    );
  const isRefused = photo.state === "refused";
  return (
    <p class={isRefused ? "panel-shot panel-shot--wrong" : "panel-shot panel-shot--awaited"}>
      <Icon name={isRefused ? "alert" : "st-wait"} size={22} />
      {isRefused ? (photo.refused_because ?? t("desk.photo_refused")) : t("desk.photo_awaited")}
    </p>
  );
}
