import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { photoUrl } from "../api/photos";
import { t } from "../app/language";
import { back, type ViewProps } from "../app/router";
import { PhotoUnreadable, readPhoto } from "../photo/read";
import { Viewfinder } from "../photo/Viewfinder";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { beforePhoto } from "./before";
import { CrewTop } from "./CrewTop";
import { beginFinding, takePhoto } from "./finding";
import { jobs, loadJob, loadRound, round } from "./round";

const STRENGTH = 42;

/** The camera, with the photo from before faint over it, so that both show the same place. */
export default function AfterPhoto({ params }: ViewProps) {
  const id = Number(params.job);
  const strength = useSignal(STRENGTH);
  const isHidden = useSignal(false);
  const problem = useSignal<string | null>(null);
  const before = beforePhoto(id);
  useEffect(() => {
    beginFinding(id);
    if (!round.peek()) void loadRound();
    if (!jobs.peek().has(id)) void loadJob(id);
  }, [id]);

  async function keep(files: readonly Blob[]) {
    const [file] = files;
    if (!file) return;
    try {
      takePhoto((await readPhoto(file)).blob);
      back(`/crew/job/${id}/outcome`);
    } catch (cause) {
      problem.value = t(`photo.refused_${cause instanceof PhotoUnreadable ? cause.why : "broken"}`);
    }
  }

  return (
    <div class="crew crew--camera" data-theme="dark">
      <CrewTop title={t("crew.photo_title")} isHeading onBack={() => back(`/crew/job/${id}/outcome`)} />
      <main class="crew-camera">
        {problem.value && (
          <Banner kind="danger" title={t("crew.photo_not_opened")} urgent>
            {problem.value}
          </Banner>
        )}
        <div class="crew-sight">
          <Viewfinder
            says={t(before ? "crew.line_up_short" : "crew.take_after_what")}
            full={false}
            onOpen={() => {}}
            onPhotos={(files) => void keep(files)}
          />
          {before && !isHidden.value && (
            <img
              class="crew-ghost"
              src={photoUrl(before, 960)}
              alt={t("crew.ghost")}
              style={{ opacity: strength.value / 100 }}
            />
          )}
        </div>
        {before && (
          <div class="crew-strength">
            <label for="crew-strength">{t("ui.before")}</label>
            <input
              id="crew-strength"
              type="range"
              min={0}
              max={100}
              step={1}
              value={strength.value}
              disabled={isHidden.value}
              onInput={({ currentTarget }) => {
                strength.value = Number(currentTarget.value);
              }}
            />
            <Button
              kind="second"
              size="small"
              icon={isHidden.value ? "eye" : "eye-off"}
              pressed={isHidden.value}
              onClick={() => {
                isHidden.value = !isHidden.value;
              }}
            >
              {t("crew.hide_before")}
            </Button>
          </div>
        )}
        <p class="small muted">{t(before ? "crew.line_up" : "crew.no_before")}</p>
      </main>
    </div>
  );
}
