import "./Nearby.css";
import { signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { api, ask } from "../api/client";
import { useResource } from "../api/resource";
import type { MapReport } from "../api/shapes";
import { language, t } from "../app/language";
import { ResidentTabs } from "../app/ResidentTabs";
import { navigate } from "../app/router";
import { watch } from "../live/watch";
import { homeBounds } from "../map/home";
import { type Bounds, MapView } from "../map/MapView";
import { metresBetween } from "../map/metres";
import { LinkButton } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { DidNotLoad } from "../ui/DidNotLoad";
import { EmptyState } from "../ui/EmptyState";
import { Sheet } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";
import { askPlaceIfAllowed, devicePlace } from "./devicePlace";
import { iconOf, loadIssueTypes, publicTypes } from "./issueTypes";
import { ReportRow } from "./ReportRow";
import { shapeOf, standing } from "./standing";

/** What part of the map was seen last; another visit opens there. */
const seen = signal<Bounds | null>(null);
const kind = signal("");
const MOST = 300;

/** What has been reported round here, on the map and as a list, and the way to report something. */
export default function Nearby() {
  const home = useResource("home", homeBounds).data.value;
  const onlyIds = useSignal<readonly string[] | null>(null);
  const bounds = seen.value;
  // Somebody who is elsewhere is shown the place itself.
  const here = devicePlace.value && home && !isIn(home, devicePlace.value) ? null : devicePlace.value;
  const box = bounds && boxRound(bounds);
  const list = useResource(
    box && `${box}|${kind.value}|${language.value}`,
    () =>
      ask(
        api.GET("/api/v1/reports", {
          params: { query: { bbox: box ?? "", issue_type: kind.value, limit: MOST } },
        }),
      ),
    { keep: true },
  );
  const reports = list.data.value?.items ?? null;
  const topics = list.data.value?.topics.join() ?? "";

  useEffect(() => {
    void askPlaceIfAllowed();
  }, []);
  useEffect(() => {
    // Without them there are no filters; the map and the list are whole all the same.
    loadIssueTypes().catch(() => {});
  }, [language.value]);
  useEffect(() => (topics ? watch(topics.split(","), list.again) : undefined), [topics, list.again]);

  const from = here ?? (bounds && middleOf(bounds));
  const near = useMemo(
    () => nearestFirst(reports ?? [], from, here !== null),
    [reports, from?.lat, from?.lon, here],
  );
  const listed = onlyIds.value ? near.filter(({ report }) => onlyIds.value?.includes(report.ref)) : near;
  const places = useMemo(
    () =>
      (reports ?? []).map((report) => ({
        ...report.point,
        id: report.ref,
        status: shapeOf(report),
        name: `${report.title}. ${standing(report)}`,
      })),
    [reports, language.value],
  );
  const start = here ?? (home && middleOf(home));

  return (
    <main class="nearby">
      <div class="nearby-map">
        {start && (
          <MapView
            label={t("nearby.map")}
            centre={start}
            zoom={here ? 16 : 15}
            places={places}
            here={here}
            onSelect={(ref) => navigate(`/r/${ref}`)}
            onGroup={(refs) => {
              onlyIds.value = refs;
            }}
            onBounds={(next) => {
              seen.value = next;
              onlyIds.value = null;
            }}
            onLocate={(at) => {
              devicePlace.value = { ...at, source: "device" };
            }}
          />
        )}
      </div>
      <fieldset class="nearby-kinds">
        <legend class="visually-hidden">{t("nearby.kinds")}</legend>
        <Chip chosen={kind.value === ""} onClick={() => choose("")}>
          {t("nearby.all")}
        </Chip>
        {publicTypes.value.map(({ key, label, icon }) => (
          <Chip key={key} icon={icon} chosen={kind.value === key} onClick={() => choose(key)}>
            {label}
          </Chip>
        ))}
      </fieldset>
      <div class="nearby-foot">
        <Sheet
          label={t("nearby.list")}
          head={
            <div class="nearby-head">
              <h1 tabIndex={-1}>{t(here ? "nearby.near_you" : "nearby.on_this_map")}</h1>
              <span class="muted small">{reports && t("nearby.count", { n: listed.length })}</span>
            </div>
          }
        >
          {reports === null ? (
            <div class="nearby-pad">
              {list.problem.value ? <DidNotLoad onRetry={list.again} /> : <Skeleton rows={3} />}
            </div>
          ) : listed.length === 0 ? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: with large text it scrolls, and must be reached by keys
            <section tabIndex={0} aria-label={t("nearby.nothing")}>
              <EmptyState title={t("nearby.nothing")}>{t("nearby.nothing_why")}</EmptyState>
            </section>
          ) : (
            <ul>
              {listed.map(({ report, metres }) => (
                <ReportRow
                  key={report.ref}
                  report={report}
                  metres={metres}
                  icon={iconOf(report.issue_type)}
                />
              ))}
            </ul>
          )}
        </Sheet>
        <div class="nearby-report">
          <LinkButton href="/report" icon="camera" size="large">
            {t("nearby.report")}
          </LinkButton>
        </div>
        <ResidentTabs current="/" />
      </div>
    </main>
  );
}

function choose(key: string): void {
  kind.value = key;
}

/** The part of the map that is seen and half as much again on each side, as the API takes it. */
function boxRound({ west, south, east, north }: Bounds): string {
  const [wide, high] = [(east - west) / 2, (north - south) / 2];
  return [west - wide, south - high, east + wide, north + high].map((n) => n.toFixed(5)).join();
}

function isIn({ west, south, east, north }: Bounds, { lat, lon }: { lat: number; lon: number }): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function middleOf(bounds: Bounds) {
  return { lat: (bounds.south + bounds.north) / 2, lon: (bounds.west + bounds.east) / 2 };
}

/** What is still to be done first, then by how far it is. */
function nearestFirst(
  reports: readonly MapReport[],
  from: { lat: number; lon: number } | null,
  isHere: boolean,
) {
  const measured = reports.map((report) => ({
    report,
    metres: from && isHere ? metresBetween(report.point, from) : null,
  }));
  const far = (report: MapReport) => (from ? metresBetween(report.point, from) : 0);
  return measured.sort(
    (a, b) => Number(b.report.is_open) - Number(a.report.is_open) || far(a.report) - far(b.report),
  );
}
