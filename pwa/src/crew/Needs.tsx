import { t } from "../app/language";
import { Sign } from "../ui/Sign";

/** What the crew must know of how to speak with the person. Nothing where they told no needs. */
export function Needs({ needs }: { needs: readonly string[] }) {
  if (needs.length === 0) return null;
  return (
    <ul class="crew-signs" aria-label={t("crew.needs")}>
      {needs.map((need) => (
        <li key={need}>
          <Sign kind="need">{t(`crew.need_${need}`)}</Sign>
        </li>
      ))}
    </ul>
  );
}
