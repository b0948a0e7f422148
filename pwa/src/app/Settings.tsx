import "./Settings.css";
import { useEffect } from "preact/hooks";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { ChipChoice } from "../ui/Chip";
import { Logo } from "../ui/Logo";
import { isUnreviewed, LANGUAGES, language, setLanguage, t } from "./language";
import { ResidentTabs } from "./ResidentTabs";
import { homeOf, loadSession, session, signOut } from "./session";
import { setTheme, type Theme, theme } from "./theme";

/** Language, light or dark, signing in for staff, and the two statements. */
export default function Settings() {
  useEffect(() => {
    // Without a network nobody is signed in as far as this screen knows; it has nothing else to lose.
    if (session.value === undefined) loadSession().catch(() => {});
  }, []);
  const themes: readonly Theme[] = ["device", "light", "dark"];
  return (
    <div class="settings">
      <main class="shell-page">
        <h1 class="question" tabIndex={-1}>
          {t("settings.title")}
        </h1>
        <Card>
          <ChipChoice
            legend={t("settings.language")}
            name="language"
            options={LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name }))}
            value={language.value}
            onChange={(tag) => void setLanguage(tag)}
          />
          {isUnreviewed.value && <p class="settings-note muted small">{t("app.unreviewed")}</p>}
        </Card>
        <Card>
          <ChipChoice
            legend={t("settings.theme")}
            name="theme"
            options={themes.map((value) => ({ value, label: t(`settings.theme_${value}`) }))}
            value={theme.value}
            onChange={setTheme}
          />
        </Card>
        <Card>
          <h2 class="settings-heading">{t("settings.staff")}</h2>
          <SignedIn />
        </Card>
        <Card>
          <h2 class="settings-heading">{t("settings.about")}</h2>
          <p class="settings-about">
            <Logo size={38} />
            <span class="small">{t("settings.what")}</span>
          </p>
          <ul class="settings-links">
            <li>
              <a class="link" href={`/privacy?language=${language.value}`}>
                {t("settings.privacy")}
              </a>
            </li>
            <li>
              <a class="link" href="/my-data">
                {t("settings.my_data")}
              </a>
            </li>
            <li>
              <a class="link" href={`/accessibility?language=${language.value}`}>
                {t("settings.accessibility")}
              </a>
            </li>
          </ul>
        </Card>
        <Banner kind="danger" title={t("settings.emergency")}>
          {t("settings.emergency_what")}
        </Banner>
      </main>
      <ResidentTabs current="/settings" />
    </div>
  );
}

function SignedIn() {
  const who = session.value;
  if (!who)
    return (
      <a class="link settings-link" href="/sign-in">
        {t("settings.sign_in")}
      </a>
    );
  return (
    <div class="stack">
      <p>{t("settings.signed_in_as", { name: who.person })}</p>
      <a class="link" href={homeOf(who)}>
        {t("settings.my_work")}
      </a>
      <a class="link" href="/security">
        {t("settings.security")}
      </a>
      <Button kind="second" onClick={() => void signOut()}>
        {t("settings.sign_out")}
      </Button>
    </div>
  );
}
