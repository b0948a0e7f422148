import { useId } from "preact/hooks";
import type { Sharing } from "../../api/shapes";
import { t, tn } from "../../app/language";
import { Icon } from "../../ui/Icon";
import { PARTS, type Part } from "./share";

interface WhatToGiveProps {
  sharing: Sharing;
  chosen: ReadonlySet<Part>;
  error: string | null;
  onChange: (chosen: ReadonlySet<Part>) => void;
}

/** Nothing is chosen at first: each part goes because somebody meant it. */
export function WhatToGive({ sharing, chosen, error, onChange }: WhatToGiveProps) {
  const id = useId();
  return (
    <fieldset class="share-what" aria-describedby={error ? id : undefined}>
      <legend class="chip-legend">{t("share.what")}</legend>
      {error && (
        <p class="field-error" id={id}>
          <Icon name="alert" size={18} />
          <span>{error}</span>
        </p>
      )}
      {PARTS.map((part, index) => {
        const isThere = sharing.there.includes(part);
        return (
          <label class="share-part" key={part}>
            <input
              type="checkbox"
              checked={chosen.has(part)}
              disabled={!isThere}
              aria-invalid={error && index === firstThere(sharing) ? "true" : undefined}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(part);
                else next.delete(part);
                onChange(next);
              }}
            />
            <span>
              <span class="strong">{t(`share.part_${part}`)}</span>{" "}
              <span class="small muted">
                {!isThere
                  ? t(`share.none_${part}`)
                  : part === "photos"
                    ? tn("share.holds_photos", sharing.photos)
                    : t(`share.holds_${part}`)}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function firstThere(sharing: Sharing): number {
  return PARTS.findIndex((part) => sharing.there.includes(part));
}
