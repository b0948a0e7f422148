import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Check, CheckPhoto } from "../../api/shapes";
import { t } from "../../app/language";
import { Painted } from "../../photo/cover/Painted";
import { Icon } from "../../ui/Icon";
import { isWide } from "../wide";
import { iconOf } from "./CheckList";
import { photo, pictureOf } from "./check";
import { type Draft, photosIn, wordsAfter } from "./draft";

/** What the public will see, as it changes under the hand. */
export function AfterPass({ shown, made }: { shown: Check; made: Draft }) {
  const words = wordsAfter(shown, made);
  const seen = photosIn(shown).filter((one) => made.photos.get(one.id)?.shown);
  const current = seen.find((one) => one.id === photo.value?.id) ?? seen[0];
  const Heading = isWide.value ? "h3" : "h2";
  return (
    <div>
      <Heading class="check-title">{t("check.after")}</Heading>
      <div class="check-card check-card--after">
        {current ? (
          <Thumb key={current.id} one={current} made={made} />
        ) : (
          <Icon name={iconOf(shown.issue_type.key)} />
        )}
        <div>
          <p class="strong">{shown.title}</p>
          {words && <p dir="auto">“{words}”</p>}
          {!words && shown.words && <p class="small muted">{t("check.words_private")}</p>}
          {seen.length < photosIn(shown).length && (
            <p class="small muted">
              {t("check.photos_seen", { n: seen.length, of: photosIn(shown).length })}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function Thumb({ one, made }: { one: CheckPhoto; made: Draft }) {
  const src = useSignal<string | null>(null);
  const size = useSignal({ width: one.width || 4, height: one.height || 3 });
  useEffect(() => {
    let address: string | null = null;
    let isWanted = true;
    pictureOf(one.id).then(
      (blob) => {
        if (!isWanted) return;
        address = URL.createObjectURL(blob);
        const picture = new Image();
        picture.onload = () => {
          size.value = { width: picture.naturalWidth, height: picture.naturalHeight };
          src.value = address;
        };
        picture.src = address;
      },
      // The photo itself says that it did not come.
      () => {},
    );
    return () => {
      isWanted = false;
      if (address) URL.revokeObjectURL(address);
    };
  }, [one.id, src, size]);
  const covering = made.photos.get(one.id)?.covering ?? { covers: [], crop: null };
  return (
    <span class="check-after-photo">
      {src.value && (
        <Painted src={src.value} {...size.value} covering={covering} alt={t("check.after_photo")} />
      )}
    </span>
  );
}
