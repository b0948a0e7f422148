import "./Steps.css";
import { t } from "../app/language";

/** How far along: "Step 2 of 4". */
export function Steps({ at, of }: { at: number; of: number }) {
  return (
    <div class="steps" role="img" aria-label={t("ui.step", { at, of })}>
      {Array.from({ length: of }, (_, step) => (
        <i key={step} class={step < at ? "steps-done" : undefined} />
      ))}
    </div>
  );
}
