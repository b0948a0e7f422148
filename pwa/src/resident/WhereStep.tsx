import "./WhereStep.css";
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask } from "../api/client";
import { useResource } from "../api/resource";
import { distance } from "../app/dates";
import { t } from "../app/language";
import { homeBounds } from "../map/home";
import { MapView } from "../map/MapView";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Segmented } from "../ui/Segmented";
import { Switch } from "../ui/Switch";
import { askPlace, devicePlace, placeAsked } from "./devicePlace";
import { amend, draft, type Place, photoPlace } from "./draft";
import { FlowScreen } from "./FlowScreen";
import { issueType, issueTypes } from "./issueTypes";
import { Promised } from "./Promised";
import { kindsOf } from "./people";
import { StreetList } from "./StreetList";
import { goBack, goTo, isPrivate, nextStep } from "./steps";

/** The way that was used last opens first. */
const way = signal<"map" | "list">("map");

/** Where it is: on the map, or from the list of streets. */
export function WhereStep() {
  const { place, usePhotoPlace, placeNote, atHome, about } = draft.value;
  const isHushed = isPrivate();
  const known: Place | null = place ?? (usePhotoPlace ? photoPlace.value : null) ?? devicePlace.value;
  const home = useResource("home", homeBounds).data.value;
  const isMissing = useSignal(false);

  useEffect(() => {
    if (!known && placeAsked.value === "no") void askPlace();
  }, [known]);

  const where = useResource(known && `${known.lat.toFixed(6)},${known.lon.toFixed(6)}`, () =>
    ask(
      api.GET("/api/v1/where", {
        params: { query: { lat: known?.lat ?? 0, lon: known?.lon ?? 0 } },
        ...(isHushed ? { cache: "no-store" } : {}),
      }),
    ),
  );
  const found = where.data.value;
  const outside = where.problem.value && !where.problem.value.isOffline ? where.problem.value.detail : null;
  const street = place?.source === "search" ? draft.value.street : (found?.street?.name ?? "");
  const isGuess = known !== null && (known.source === "device" || known.source === "photo");

  function choose(next: Place, name = "") {
    isMissing.value = false;
    amend({ place: next, street: name });
  }
  function confirm() {
    isMissing.value = known === null;
    if (!known || outside) return;
    amend({ place: known, street });
    goTo(nextStep());
  }

  return (
    <FlowScreen
      step={2}
      question={t(isGuess ? "report.right_place" : "report.where")}
      isPrivate={isHushed}
      onBack={() => goBack(isHushed ? "/report/other" : "/report")}
      dock={
        <Button onClick={confirm} leads disabled={outside !== null}>
          {t("report.this_place")}
        </Button>
      }
    >
      {isHushed && (
        <Promised kind={issueType(draft.value.issueType) ?? kindsOf(about, issueTypes.value ?? [])[0]} />
      )}
      <Segmented
        legend={t("report.where_ways")}
        name="way"
        value={way.value}
        onChange={(next) => {
          way.value = next;
        }}
        options={[
          { value: "map", label: t("report.way_map"), icon: "map" },
          { value: "list", label: t("report.way_list"), icon: "list" },
        ]}
      />
      {way.value === "list" ? (
        <StreetList near={outside ? null : known} chosen={street} onChoose={choose} keepsNothing={isHushed} />
      ) : (
        (known || home) && (
          <div class="where-map flow-wide">
            <MapView
              label={t("report.map_label")}
              centre={known ?? middle(home)}
              zoom={known ? 18 : 15}
              here={known && known.accuracy_m !== null ? known : null}
              onPinMove={(at) => choose({ ...at, accuracy_m: null, source: "pin" })}
              onLocate={(at) => choose({ ...at, source: "device" })}
            />
          </div>
        )
      )}
      <div class="where-found" role="status">
        <Icon name="pin" size={26} />
        <div>
          {known ? (
            <>
              <p class="where-street">
                {street || t(found || where.problem.value ? "report.no_street" : "report.looking")}
              </p>
              <p class="muted small">{[found?.ward?.name, accuracy(known)].filter(Boolean).join(" · ")}</p>
            </>
          ) : (
            <p>{t(`report.place_${placeAsked.value}`)}</p>
          )}
        </div>
      </div>
      {outside && (
        <Banner kind="warning" title={t("report.not_here")} urgent>
          {outside}
        </Banner>
      )}
      {isMissing.value && (
        <Banner kind="danger" urgent>
          {t("report.place_needed")}
        </Banner>
      )}
      <TextField
        label={t("report.where_exactly")}
        note={t("report.optional")}
        value={placeNote}
        maxLength={200}
        onInput={(value) => amend({ placeNote: value })}
      />
      {!isHushed && (
        <div class="where-home">
          <Icon name="home" />
          <Switch on={atHome} onChange={(on) => amend({ atHome: on })}>
            <span class="strong">{t("report.at_home")}</span>
            <span class="where-home-what">{t("report.at_home_what")}</span>
          </Switch>
        </div>
      )}
    </FlowScreen>
  );
}

function accuracy(place: Place): string {
  if (place.accuracy_m !== null) return t("report.within", { distance: distance(place.accuracy_m) });
  return place.source === "photo" ? t("report.place_of_photo") : "";
}

function middle(bounds: { west: number; south: number; east: number; north: number } | null) {
  if (!bounds) return { lat: 0, lon: 0 };
  return { lat: (bounds.south + bounds.north) / 2, lon: (bounds.west + bounds.east) / 2 };
}
