import "./BeforeAfter.css";
import type { ComponentChildren } from "preact";
import { t } from "../app/language";

/** The place before and after, side by side; each is a picture. */
export function BeforeAfter({ before, after }: { before: ComponentChildren; after: ComponentChildren }) {
  return (
    <div class="before-after">
      <figure>
        {before}
        <figcaption>{t("ui.before")}</figcaption>
      </figure>
      <figure>
        {after}
        <figcaption>{t("ui.after")}</figcaption>
      </figure>
    </div>
  );
}
