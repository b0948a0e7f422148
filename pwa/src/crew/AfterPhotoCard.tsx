import { photoUrl } from "../api/photos";
import { t } from "../app/language";
import { BeforeAfter } from "../ui/BeforeAfter";
import { Button, LinkButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { beforePhoto } from "./before";
import { dropPhoto, finding } from "./finding";

/** The proof: taken over the photo from before, then shown beside it. */
export function AfterPhotoCard({ job, isNeeded }: { job: number; isNeeded: boolean }) {
  const { photo } = finding.value;
  const before = beforePhoto(job);
  if (photo)
    return (
      <section class="crew-after" aria-label={t("crew.after_photo")}>
        {before ? (
          <BeforeAfter
            before={<img src={photoUrl(before, 960)} alt="" />}
            after={<img src={photo.url} alt="" />}
          />
        ) : (
          <img class="crew-after-only" src={photo.url} alt={t("crew.photo_after")} />
        )}
        <div class="pair">
          <LinkButton href={`/crew/job/${job}/photo`} kind="second" size="small" icon="camera">
            {t("crew.retake")}
          </LinkButton>
          <Button kind="link" size="small" onClick={dropPhoto}>
            {t("crew.remove_photo")}
          </Button>
        </div>
      </section>
    );
  return (
    <a class="crew-take" href={`/crew/job/${job}/photo`} data-asks="photo">
      <span class="crew-take-icon">
        <Icon name="camera" size={26} />
      </span>
      <span>
        <b>{t(isNeeded ? "crew.take_after" : "crew.take_after_optional")}</b>
        <span class="small muted">{t(before ? "crew.lines_up" : "crew.take_after_what")}</span>
      </span>
    </a>
  );
}
