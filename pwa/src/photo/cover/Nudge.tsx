import { useSignal } from "@preact/signals";
import { t } from "../../app/language";
import { IconButton } from "../../ui/Button";
import { Segmented } from "../../ui/Segmented";
import type { Editing } from "./editing";
import { STEP, WAYS } from "./ways";

const ARROWS = [
  { key: "ArrowLeft", icon: "chevron-left", way: "left" },
  { key: "ArrowUp", icon: "chevron-up", way: "up" },
  { key: "ArrowDown", icon: "chevron-down", way: "down" },
  { key: "ArrowRight", icon: "chevron-right", way: "right" },
] as const;
/** A tap goes further than a key: a thumb taps once where a key repeats. */
const TAPS = 2;

/** What is held, moved and sized by taps alone: for those who can't drag. */
export function Nudge({ editing }: { editing: Editing }) {
  const does = useSignal<"move" | "size">("move");
  const at = editing.held.value;
  if (at === null) return null;
  const isStroke = at !== "crop" && editing.shown.covers[at]?.kind === "stroke";
  const doing = isStroke ? "move" : does.value;
  return (
    <div class="cover-nudge">
      {!isStroke && (
        <Segmented
          legend={t("cover.arrows")}
          name="cover-arrows"
          options={[
            { value: "move", label: t("cover.move") },
            { value: "size", label: t("cover.size") },
          ]}
          value={does.value}
          onChange={(value) => {
            does.value = value;
          }}
        />
      )}
      <div class="cover-arrows">
        {ARROWS.map(({ key, icon, way }) => (
          <IconButton
            key={key}
            icon={icon}
            label={t(`cover.${doing}_${way}`)}
            onClick={() => {
              const to = WAYS[key] ?? { x: 0, y: 0 };
              const act = doing === "move" ? editing.move : editing.resize;
              act(to.x * STEP * TAPS, to.y * STEP * TAPS);
            }}
          />
        ))}
        <IconButton
          icon={at === "crop" ? "close" : "bin"}
          label={t(at === "crop" ? "cover.uncrop" : "cover.remove")}
          onClick={editing.remove}
        />
      </div>
    </div>
  );
}
