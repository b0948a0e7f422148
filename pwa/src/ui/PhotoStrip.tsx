import "./PhotoStrip.css";
import { t } from "../app/language";
import { Icon } from "./Icon";
import { Picture } from "./Picture";

export interface StripPhoto {
  id: string;
  /** Address of the picture to show: an object URL, or one of ours. */
  src: string;
  /** While it goes: 0 to 1. */
  sent?: number | undefined;
  /** Why it could not be used. */
  error?: string | undefined;
}

interface PhotoStripProps {
  photos: readonly StripPhoto[];
  onRemove?: (id: string) => void;
  /** Hide something in one of them. */
  onHide?: ((id: string) => void) | undefined;
  /** Without it, or with as many as there may be, there is no "Add". */
  onAdd?: (() => void) | undefined;
  most?: number;
}

/** Up to four photos: remove, add, and how far each has gone. */
export function PhotoStrip({ photos, onRemove, onHide, onAdd, most = 4 }: PhotoStripProps) {
  return (
    <ul class="photo-strip">
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <Picture src={photo.src} alt={t("ui.photo_n", { n: index + 1 })} />
          {onRemove && (
            <button
              type="button"
              class="photo-remove"
              aria-label={t("ui.photo_remove", { n: index + 1 })}
              onClick={() => onRemove(photo.id)}
            >
              <span>
                <Icon name="close" size={14} />
              </span>
            </button>
          )}
          {onHide && (
            <button
              type="button"
              class="photo-hide"
              aria-label={t("ui.photo_hide", { n: index + 1 })}
              onClick={() => onHide(photo.id)}
            >
              <Icon name="redact" size={18} />
              {t("ui.hide")}
            </button>
          )}
          {photo.sent !== undefined && (
            <progress value={photo.sent} max={1} aria-label={t("ui.photo_sending", { n: index + 1 })} />
          )}
          {photo.error && <p class="photo-error">{photo.error}</p>}
        </li>
      ))}
      {onAdd && photos.length < most && (
        <li>
          <button type="button" class="photo-add" onClick={onAdd}>
            <Icon name="plus" />
            {t("ui.photo_add")}
          </button>
        </li>
      )}
    </ul>
  );
}
