import { t } from "../../app/language";
import { type Editing, inPercent } from "./editing";
import { type Area, areaOf, CORNERS } from "./geometry";
import { placed } from "./HeldCover";

/** What is kept of the photo: the rest is dimmed. While cropping it can be moved and pulled at its corners. */
export function CropFrame({
  crop,
  isHeld,
  editing,
}: {
  crop: Area | null;
  isHeld: boolean;
  editing: Editing;
}) {
  const area = areaOf(crop);
  if (!isHeld) return <i class="cover-crop" style={placed(area)} />;
  return (
    <button
      type="button"
      class="cover-crop cover-crop--now"
      data-held="crop"
      style={placed(area)}
      aria-label={t("cover.crop_at", inPercent(area))}
      onFocus={() => {
        editing.held.value = "crop";
      }}
    >
      {CORNERS.map((corner) => (
        <i key={corner} class={`cover-corner cover-corner--${corner}`} data-corner={corner} />
      ))}
    </button>
  );
}
