import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../app/language";
import { back, navigate, type ViewProps } from "../app/router";
import { online } from "../offline/start";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { Dock } from "../ui/Dock";
import { Select, TextArea } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Skeleton } from "../ui/Skeleton";
import { toast } from "../ui/Toast";
import { AfterPhotoCard } from "./AfterPhotoCard";
import { CrewTop } from "./CrewTop";
import {
  beginFinding,
  choose,
  finding,
  finishJob,
  loadOwners,
  missing,
  nameOwner,
  OUTCOMES,
  type Outcome,
  owners,
  ownersProblem,
  say,
} from "./finding";
import { onSite } from "./JobSheet";
import { Needs } from "./Needs";
import { jobs, loadJob, loadRound, round, stops } from "./round";

const ICONS: Record<Outcome, string> = { CLR: "check", NFA: "search", ACC: "lock", OWN: "forward" };

/** How did it go? One of four, with its proof; kept on the phone until the server has it. */
export default function HowDidItGo({ params }: ViewProps) {
  const id = Number(params.job);
  const isAsked = useSignal(false);
  const notKept = useSignal(false);
  const stop = stops.value.find((one) => one.line.id === id) ?? null;
  const { outcome, note } = finding.value;
  useEffect(() => {
    beginFinding(id);
    if (!round.peek()) void loadRound();
    if (!jobs.peek().has(id)) void loadJob(id);
  }, [id]);

  async function finish() {
    isAsked.value = true;
    if (missing.value) {
      document.querySelector<HTMLElement>(`[data-asks=${missing.value}]`)?.focus();
      return;
    }
    try {
      await finishJob();
      toast(t(online.value ? "crew.finished" : "crew.finished_offline"));
      navigate("/crew", { replace: true });
    } catch {
      notKept.value = true;
    }
  }

  const title = stop ? t("crew.job_n", { number: stop.number }) : t("crew.job_title");
  const asks = isAsked.value ? missing.value : null;
  return (
    <div class="crew">
      <CrewTop
        title={title}
        sub={onSite(jobs.value.get(id) ?? null)}
        onBack={() => back(`/crew/job/${id}`)}
      />
      <main class="crew-main crew-main--sheet">
        {stop && <Needs needs={stop.line.needs} />}
        <div>
          <h1 class="crew-title" tabIndex={-1}>
            {t("crew.how")}
          </h1>
          <p class="small muted">{t("crew.how_read")}</p>
        </div>
        {notKept.value && (
          <Banner kind="danger" title={t("crew.not_kept")} urgent>
            {t("crew.not_kept_what")}
          </Banner>
        )}
        {asks && (
          <Banner kind="danger" title={t(`crew.asks_${asks}`)} urgent>
            {t(`crew.asks_${asks}_what`)}
          </Banner>
        )}
        <fieldset class="crew-outcomes">
          <legend class="visually-hidden">{t("crew.how")}</legend>
          {OUTCOMES.map((one) => (
            <label class="crew-outcome" key={one}>
              <input
                class="visually-hidden"
                type="radio"
                name="outcome"
                data-asks={one === "CLR" ? "outcome" : undefined}
                checked={outcome === one}
                onChange={() => {
                  isAsked.value = false;
                  choose(one);
                }}
              />
              <Icon name={outcome === one ? "st-done" : ICONS[one]} />
              <span>
                {t(`crew.outcome_${one}`)}
                <small>{t(`crew.outcome_${one}_hint`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {outcome === "OWN" && <Whose />}
        {outcome !== null && <AfterPhotoCard job={id} isNeeded={outcome === "CLR"} />}
        {outcome === "ACC" && <p class="small muted">{t("crew.again_next_day")}</p>}
        <TextArea
          label={t("crew.note")}
          note={t("crew.optional")}
          hint={t("crew.note_hint")}
          value={note}
          maxLength={1000}
          onInput={say}
        />
      </main>
      <footer class="crew-foot">
        <Dock>
          <Button size="large" icon="check" onClick={() => void finish()}>
            {stop ? t("crew.finish", { number: stop.number }) : t("crew.finish_plain")}
          </Button>
          <p class="crew-kept">{t(online.value ? "crew.goes_now" : "crew.kept_until")}</p>
        </Dock>
      </footer>
    </div>
  );
}

function Whose() {
  const bodies = owners.value;
  if (bodies === null) {
    if (ownersProblem.value)
      return <DidNotLoad words={ownersProblem.value.detail || undefined} onRetry={() => void loadOwners()} />;
    return <Skeleton rows={1} />;
  }
  return (
    <div data-asks="owner" tabIndex={-1}>
      <Select
        label={t("crew.whose")}
        hint={t("crew.whose_hint")}
        value={finding.value.owner}
        options={[
          { value: "", label: t("crew.whose_choose") },
          ...bodies.map((body) => ({ value: body.key, label: body.name })),
        ]}
        onChange={nameOwner}
      />
    </div>
  );
}
