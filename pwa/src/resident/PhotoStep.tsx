import "./PhotoStep.css";
import { useSignal } from "@preact/signals";
import { dayAndTime } from "../app/dates";
import { t, tn } from "../app/language";
import { Viewfinder } from "../photo/Viewfinder";
import { Banner } from "../ui/Banner";
import { LinkButton } from "../ui/Button";
import { GoRow } from "../ui/GoRow";
import { Icon } from "../ui/Icon";
import { PhotoStrip } from "../ui/PhotoStrip";
import { Switch } from "../ui/Switch";
import { askPlace, placeAsked } from "./devicePlace";
import { amend, draft, MOST_PHOTOS, photoPlace, removePhoto } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueType } from "./issueTypes";
import { later } from "./later";
import { addPhotos } from "./photos";
import { nextStep } from "./steps";

const HideInPhoto = later(() => import("./HideInPhoto").then((module) => module.HideInPhoto));

/** Show us: the camera, the gallery, or neither. */
export function PhotoStep() {
  const problem = useSignal<string | null>(null);
  const reading = useSignal(0);
  const { photos, usePhotoPlace } = draft.value;
  const hiding = useSignal<string | null>(null);
  const kind = issueType(draft.value.issueType);
  const takesNone = kind?.takes_photos === false;

  const placed = photos.find((photo) => photo.place);

  async function add(files: readonly Blob[]) {
    problem.value = null;
    reading.value += 1;
    problem.value = await addPhotos(files);
    reading.value -= 1;
  }

  return (
    <FlowScreen
      step={1}
      question={t("report.show")}
      dock={
        <LinkButton href={nextStep()} leads>
          {t(photos.length > 0 || reading.value > 0 ? "report.next_where" : "report.next_where_without")}
        </LinkButton>
      }
    >
      <p class="skip-photo">
        <a class="link" href={nextStep()}>
          {t("report.skip_photo")}
        </a>
        <Icon name="chevron-right" size={18} flips />
      </p>
      <GoRow
        href="/report/other"
        icon="people"
        replaces
        title={t("report.about_people")}
        hint={t("report.no_photo_needed")}
      />
      {takesNone ? (
        <Banner kind="warning" title={t("report.takes_none", { kind: kind.label })}>
          {kind.advice}
        </Banner>
      ) : (
        <Viewfinder
          full={photos.length >= MOST_PHOTOS}
          onOpen={() => {
            if (placeAsked.value !== "known") void askPlace();
          }}
          onPhotos={(files) => void add(files)}
        />
      )}
      <div class="photo-row">
        <PhotoStrip
          photos={photos}
          onRemove={removePhoto}
          onHide={(id) => {
            hiding.value = id;
          }}
        />
        {photos.length > 0 && (
          <p class="small" role="status">
            {tn("report.photos_of", photos.length, { most: MOST_PHOTOS })}
          </p>
        )}
      </div>
      {problem.value && (
        <Banner kind="danger" title={t("report.photo_not_opened")} urgent>
          {problem.value}
        </Banner>
      )}
      {hiding.value !== null && (
        <HideInPhoto
          id={hiding.value}
          onClose={() => {
            hiding.value = null;
          }}
        />
      )}
      {!takesNone && (
        <p class="flow-note muted">
          <Icon name="people" size={18} />
          {t("report.no_faces")}
        </p>
      )}
      {photoPlace.value && (
        <div class="photo-place">
          <Icon name="pin" />
          <Switch on={usePhotoPlace} onChange={(on) => amend({ usePhotoPlace: on })}>
            <span class="strong">{t("report.use_photo_place")}</span>
            {placed?.takenAt && (
              <span class="photo-taken">{t("report.taken", { when: dayAndTime(placed.takenAt) })}</span>
            )}
          </Switch>
        </div>
      )}
    </FlowScreen>
  );
}
