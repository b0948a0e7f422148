import "./Skeleton.css";
import { t } from "../app/language";

/** Rows of the size of the real ones, while they are on their way. */
export function Skeleton({ rows = 3, tall = false }: { rows?: number; tall?: boolean }) {
  return (
    <div class="skeleton" role="status" aria-label={t("ui.loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <div class={tall ? "skeleton-row skeleton-row--tall" : "skeleton-row"} key={row} aria-hidden="true">
          <i />
          <span>
            <i />
            <i />
          </span>
        </div>
      ))}
    </div>
  );
}
