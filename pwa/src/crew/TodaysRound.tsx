import { useEffect } from "preact/hooks";
import { photoUrl } from "../api/photos";
import { day } from "../app/dates";
import { whatOf } from "../app/jobs";
import { t, tn } from "../app/language";
import { session } from "../app/session";
import { useSignInAgain } from "../app/signInAgain";
import { watch } from "../live/watch";
import { online } from "../offline/start";
import { Banner } from "../ui/Banner";
import { LinkButton } from "../ui/Button";
import { DidNotLoad } from "../ui/DidNotLoad";
import { Dock } from "../ui/Dock";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { TabBar } from "../ui/TabBar";
import { AimTag } from "./AimTag";
import { CrewTop } from "./CrewTop";
import { Needs } from "./Needs";
import { NextJob } from "./NextJob";
import { RoundMap } from "./RoundMap";
import { followOutbox, loadRound, nextStop, progress, round, roundProblem, type Stop, stops } from "./round";

/** A crew's jobs of the day, in order; follows every change by itself. */
export default function TodaysRound() {
  useSignInAgain(roundProblem.value);
  const topics = round.value?.topics.join(" ") ?? "";
  useEffect(() => {
    void loadRound();
    return followOutbox();
  }, []);
  useEffect(() => (topics ? watch(topics.split(" "), () => void loadRound()) : undefined), [topics]);
  const names = round.value?.crews.map((crew) => crew.name).join(", ");
  return (
    <div class="crew">
      <CrewTop title={t("crew.title")} isHeading sub={[names, day(new Date())].filter(Boolean).join(", ")} />
      <main class="crew-main">
        {!online.value && (
          <Banner kind="offline" title={t("crew.offline_title")}>
            {t("crew.offline_what")}
          </Banner>
        )}
        {roundProblem.value && (online.value || !round.value) && (
          <DidNotLoad
            words={round.value ? t("crew.shows_older") : roundProblem.value.detail || undefined}
            onRetry={() => void loadRound()}
          />
        )}
        {round.value ? <Stops /> : !roundProblem.value && <Skeleton rows={4} tall />}
      </main>
      <Dock plain>
        <TabBar
          label={t("crew.tabs")}
          current="/crew"
          tabs={[
            { href: "/crew", label: t("crew.tab_round"), icon: "route" },
            { href: "/settings", label: t("tabs.settings"), icon: "gear" },
          ]}
        />
      </Dock>
    </div>
  );
}

function Stops() {
  const { done, of } = progress.value;
  const next = nextStop.value;
  if (of === 0) return <Empty />;
  const rest = stops.value.filter((stop) => stop !== next);
  return (
    <>
      <RoundMap />
      <div class="crew-progress">
        <p class="strong">{t("crew.done_of", { done, of })}</p>
        <progress value={done} max={of} aria-label={t("crew.done_of", { done, of })} />
      </div>
      {next ? (
        <NextJob stop={next} />
      ) : (
        <EmptyState title={t("crew.all_done")}>{t("crew.all_done_what")}</EmptyState>
      )}
      {rest.length > 0 && (
        <section aria-labelledby="crew-rest">
          <h2 class="visually-hidden" id="crew-rest">
            {tn("crew.other_jobs", rest.length)}
          </h2>
          <ol class="crew-rest card">
            {rest.map((stop) => (
              <Row key={stop.line.id} stop={stop} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Row({ stop }: { stop: Stop }) {
  const { line, number } = stop;
  return (
    <li>
      <a class="crew-row" href={`/crew/job/${line.id}`}>
        <span class={stop.isDone ? "crew-number crew-number--done" : "crew-number"} dir="ltr">
          {number}
        </span>
        <span class="crew-row-words">
          <span class="crew-row-title">{whatOf(line)}</span>
          <span class="crew-row-place">{[line.street, line.place_note].filter(Boolean).join(", ")}</span>
          <span class="crew-row-tags">
            <AimTag stop={stop} />
            {line.is_urgent && <span class="crew-urgent">{t("crew.urgent")}</span>}
            {stop.refused && <span class="crew-urgent">{t("crew.refused_short")}</span>}
          </span>
          <Needs needs={line.needs} />
        </span>
        {line.photo && (
          <img
            class="crew-thumb"
            src={photoUrl(line.photo, 320)}
            alt=""
            loading="lazy"
            width={84}
            height={72}
          />
        )}
      </a>
    </li>
  );
}

function Empty() {
  const crews = round.value?.crews ?? [];
  if (crews.length === 0)
    return (
      <EmptyState
        title={t("crew.no_crew")}
        action={
          <LinkButton href="/settings" kind="second">
            {t("tabs.settings")}
          </LinkButton>
        }
      >
        {t("crew.no_crew_what", { name: session.value?.person ?? "" })}
      </EmptyState>
    );
  return (
    <>
      <RoundMap />
      <EmptyState title={t("crew.empty")}>{t("crew.empty_what")}</EmptyState>
    </>
  );
}
