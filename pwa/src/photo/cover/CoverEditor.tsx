import "./CoverEditor.css";
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { t, tn } from "../../app/language";
import { Icon } from "../../ui/Icon";
import { Skeleton } from "../../ui/Skeleton";
import { type Tool, useEditing } from "./editing";
import { BRUSH, type Covering, type Found, uncovered } from "./geometry";
import { Nudge } from "./Nudge";
import { Stage } from "./Stage";

export interface CoverEditorProps {
  /** The uncovered photo: its address, or the file on this phone. */
  photo: string | Blob;
  value: Covering;
  /** Called after each act that is whole; not for every movement of a finger. */
  onChange: (value: Covering) => void;
  /** What the photo is, for those who don't see it: "Photo 1 of 2". */
  label: string;
  /** What a detector proposes to cover; null where none looked. */
  found?: readonly Found[] | null;
  /** A line on the photo: who covered what. */
  note?: string | undefined;
}

const TOOLS: readonly { tool: Tool; icon: string }[] = [
  { tool: "cover", icon: "redact" },
  { tool: "brush", icon: "pencil" },
  { tool: "crop", icon: "move" },
];

/** Paint over parts of a photo and cut it: by finger, pen or mouse, by keys alone, or by taps alone. */
export function CoverEditor({ photo, value, onChange, label, found = null, note }: CoverEditorProps) {
  const editing = useEditing(value, onChange);
  const brushWidth = useSignal<number>(BRUSH.first);
  const { src, size, failed } = usePicture(photo);
  const how = useId();
  const proposals = uncovered(found, editing.shown.covers);
  const tool = editing.tool.value;
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(editing);
  latest.current = editing;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      if (!root.current?.contains(document.activeElement)) return;
      event.preventDefault();
      latest.current.undo();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <div class="cover-editor" ref={root}>
      <fieldset class="cover-tools">
        <legend class="visually-hidden">{t("cover.tools")}</legend>
        {TOOLS.map((one) => (
          <button
            type="button"
            key={one.tool}
            class="cover-tool"
            aria-pressed={tool === one.tool}
            onClick={() => editing.choose(one.tool)}
          >
            <Icon name={one.icon} size={19} />
            {t(`cover.${one.tool}`)}
          </button>
        ))}
        <button
          type="button"
          class="cover-tool"
          aria-disabled={editing.canUndo ? undefined : "true"}
          onClick={editing.undo}
        >
          <Icon name="review" size={19} />
          {t("cover.undo")}
        </button>
        {proposals.length > 0 && (
          <button
            type="button"
            class="cover-tool cover-tool--found"
            onClick={() => editing.takeAll(proposals)}
          >
            <Icon name="plus" size={19} />
            {tn("cover.take_all", proposals.length)}
          </button>
        )}
      </fieldset>
      {failed && (
        <p class="cover-failed" role="alert">
          <Icon name="alert" />
          {t("cover.cannot_open")}
        </p>
      )}
      {!failed && !size && <Skeleton rows={1} tall />}
      {!failed && size && src && (
        <div class="cover-frame">
          <Stage
            editing={editing}
            src={src}
            width={size.width}
            height={size.height}
            found={found}
            label={label}
            describedBy={how}
            brushWidth={brushWidth.value}
          />
          {note && <p class="cover-note">{note}</p>}
        </div>
      )}
      {tool === "brush" && (
        <label class="cover-width">
          {t("cover.brush_width")}
          <input
            type="range"
            min={BRUSH.least}
            max={BRUSH.most}
            step={BRUSH.step}
            value={brushWidth.value}
            aria-valuetext={t("cover.percent", { n: Math.round(brushWidth.value * 100) })}
            onInput={({ currentTarget }) => {
              brushWidth.value = Number(currentTarget.value);
            }}
          />
        </label>
      )}
      <Nudge editing={editing} />
      <div class="cover-how">
        <p>{t(`cover.${tool}_how`)}</p>
        <details>
          <summary>{t("cover.with_keys")}</summary>
          <p id={how}>{t(`cover.${tool}_keys`)}</p>
        </details>
      </div>
      <p class="visually-hidden" role="status">
        {editing.said.value}
      </p>
    </div>
  );
}

/** The photo's address, and its upright size once it is known. */
function usePicture(photo: string | Blob) {
  const src = useSignal<string | null>(null);
  const size = useSignal<{ width: number; height: number } | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    const own = typeof photo === "string" ? null : URL.createObjectURL(photo);
    const address = own ?? String(photo);
    const picture = new Image();
    let isWanted = true;
    src.value = address;
    size.value = null;
    failed.value = false;
    picture.onload = () => {
      if (isWanted) size.value = { width: picture.naturalWidth, height: picture.naturalHeight };
    };
    picture.onerror = () => {
      if (isWanted) failed.value = true;
    };
    picture.src = address;
    return () => {
      isWanted = false;
      if (own) URL.revokeObjectURL(own);
    };
  }, [photo, src, size, failed]);
  return { src: src.value, size: size.value, failed: failed.value };
}
