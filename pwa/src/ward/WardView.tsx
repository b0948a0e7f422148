import "./ward.css";
import { useEffect } from "preact/hooks";
import { t } from "../app/language";
import type { ViewProps } from "../app/router";
import { holds, session } from "../app/session";
import { watch } from "../live/watch";
import { online } from "../offline/start";
import { Banner } from "../ui/Banner";
import { DidNotLoad } from "../ui/DidNotLoad";
import { EmptyState } from "../ui/EmptyState";
import { RailFrame } from "../ui/RailFrame";
import { Skeleton } from "../ui/Skeleton";
import { ByType } from "./ByType";
import { Figures } from "./Figures";
import { PrivateMonths } from "./PrivateMonths";
import { ReportTable } from "./ReportTable";
import { WardList } from "./WardList";
import { WardMap } from "./WardMap";
import { WardTop } from "./WardTop";
import { WorthRaising } from "./WorthRaising";
import { loadWards, openWard, ward, wardProblem } from "./ward";

/** A ward: what is open on its map, and whether it is getting better. Open to everybody. */
export default function WardView({ params }: ViewProps) {
  const slug = params.slug ?? null;
  const shown = ward.value?.slug === slug ? ward.value : null;
  const topics = shown?.topics.join(" ") ?? "";
  useEffect(() => void loadWards(), []);
  useEffect(() => {
    if (slug) void openWard(slug);
  }, [slug]);
  useEffect(() => {
    if (!topics || !slug) return;
    return watch(topics.split(" "), () => void openWard(slug));
  }, [topics, slug]);
  const home = holds(session.value, ["desk"])
    ? { href: "/desk", label: t("ward.rail_queue"), icon: "list" }
    : { href: "/", label: t("tabs.nearby"), icon: "home" };
  return (
    <RailFrame
      label={t("ward.rail")}
      current="/ward"
      items={[
        home,
        { href: "/ward", label: t("ward.rail_ward"), icon: "map" },
        { href: "/settings", label: t("tabs.settings"), icon: "gear" },
      ]}
    >
      <WardTop slug={slug} name={shown?.name ?? null} />
      <main class="ward-main">
        {!online.value && (
          <Banner kind="offline" title={t("ward.offline_title")}>
            {t("ward.offline_what")}
          </Banner>
        )}
        {slug ? <OneWard slug={slug} /> : <WardList />}
      </main>
    </RailFrame>
  );
}

function OneWard({ slug }: { slug: string }) {
  const shown = ward.value?.slug === slug ? ward.value : null;
  const problem = wardProblem.value;
  return (
    <>
      {problem && !problem.isNotFound && (online.value || !shown) && (
        <DidNotLoad
          words={shown ? t("ward.shows_older") : problem.detail || undefined}
          onRetry={() => void openWard(slug)}
        />
      )}
      {!shown && !problem && (
        <div class="ward-loading">
          <Skeleton rows={2} tall />
          <Skeleton rows={3} />
        </div>
      )}
      {!shown && problem?.isNotFound && (
        <>
          <EmptyState title={t("ward.unknown")}>{t("ward.unknown_what")}</EmptyState>
          <WardList />
        </>
      )}
      {shown && (
        <>
          <Figures shown={shown} />
          <div class="ward-columns">
            <WardMap shown={shown} />
            <div class="ward-beside">
              <ByType shown={shown} />
              <PrivateMonths shown={shown} />
              <WorthRaising shown={shown} />
            </div>
          </div>
          <ReportTable shown={shown} />
        </>
      )}
    </>
  );
}
