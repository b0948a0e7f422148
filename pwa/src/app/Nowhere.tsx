import { LinkButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { t } from "./language";

/** There is no such screen. */
export default function Nowhere() {
  return (
    <main class="shell-page">
      <h1 class="question" tabIndex={-1}>
        {t("nowhere.title")}
      </h1>
      <EmptyState title={t("nowhere.what")} action={<LinkButton href="/">{t("nowhere.home")}</LinkButton>}>
        {t("nowhere.why")}
      </EmptyState>
    </main>
  );
}
