import type { ComponentChildren } from "preact";
import type { Sharing } from "../../api/shapes";
import { t, tn } from "../../app/language";
import { Icon } from "../../ui/Icon";
import { PARTS, type Part } from "./share";

interface WhatGoesProps {
  sharing: Sharing;
  what: readonly Part[];
  hasReason: boolean;
}

/** The letter in so many words: what stands in it, and what does not. */
export function WhatGoes({ sharing, what, hasReason }: WhatGoesProps) {
  const kept = PARTS.filter((part) => sharing.there.includes(part) && !what.includes(part));
  const name = (part: Part) =>
    part === "photos" ? tn("share.goes_photos", sharing.photos) : t(`share.goes_${part}`);
  return (
    <div class="share-goes" aria-live="polite">
      <h3>{t("share.goes")}</h3>
      <ul>
        <Line icon="check">{t(hasReason ? "share.goes_always_reason" : "share.goes_always")}</Line>
        {what.map((part) => (
          <Line key={part} icon="check">
            {name(part)}
          </Line>
        ))}
      </ul>
      <h3>{t("share.stays")}</h3>
      <ul>
        {kept.map((part) => (
          <Line key={part} icon="close">
            {name(part)}
          </Line>
        ))}
        <Line icon="close">{t("share.stays_always")}</Line>
      </ul>
      {what.includes("words") && !what.includes("contact") && (
        <p class="small">{t("share.words_may_tell")}</p>
      )}
    </div>
  );
}

function Line({ icon, children }: { icon: "check" | "close"; children: ComponentChildren }) {
  return (
    <li class={`share-line share-line--${icon}`}>
      <Icon name={icon} size={18} />
      <span>{children}</span>
    </li>
  );
}
