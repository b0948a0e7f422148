import "./HideInPhoto.css";
import { useSignal } from "@preact/signals";
import { t } from "../app/language";
import { newId } from "../offline/id";
import { LazyCoverEditor } from "../photo/cover";
import { bake, CannotBake } from "../photo/cover/bake";
import { type Covering, NOTHING_COVERED } from "../photo/cover/geometry";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { type DraftPhoto, draft, replacePhoto } from "./draft";

/** Paint over, or cut off, parts of a photo before it is sent: the phone keeps and sends only what is left. */
export function HideInPhoto({ id, onClose }: { id: string; onClose: () => void }) {
  const at = draft.value.photos.findIndex((photo) => photo.id === id);
  const photo = draft.value.photos[at];
  if (!photo) return null;
  return (
    <Dialog title={t("report.hide_in_photo")} onClose={onClose}>
      <Hiding photo={photo} n={at + 1} onDone={onClose} />
    </Dialog>
  );
}

function Hiding({ photo, n, onDone }: { photo: DraftPhoto; n: number; onDone: () => void }) {
  const covering = useSignal<Covering>(NOTHING_COVERED);
  const isBusy = useSignal(false);
  const failed = useSignal(false);

  async function paint() {
    if (covering.value === NOTHING_COVERED) {
      onDone();
      return;
    }
    isBusy.value = true;
    failed.value = false;
    try {
      const blob = await bake(photo.blob, covering.value);
      // Another photo than the one before, of which nothing stays: not in memory, not on the phone, not in what is sent.
      replacePhoto(photo.id, { ...photo, id: newId(), blob, src: URL.createObjectURL(blob) });
      onDone();
    } catch (cause) {
      if (!(cause instanceof CannotBake)) throw cause;
      failed.value = true;
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <div class="stack hide-in-photo">
      <LazyCoverEditor
        photo={photo.blob}
        value={covering.value}
        label={t("ui.photo_n", { n })}
        onChange={(next) => {
          covering.value = next;
        }}
      />
      {failed.value && (
        <Banner kind="danger" title={t("report.hide_failed")} urgent>
          {t("report.hide_failed_what")}
        </Banner>
      )}
      <p class="small">{t("report.hide_stays_here")}</p>
      <Button busy={isBusy.value ? t("report.hide_busy") : null} onClick={() => void paint()}>
        {t("report.hide_done")}
      </Button>
    </div>
  );
}
