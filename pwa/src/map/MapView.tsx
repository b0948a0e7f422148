import "./MapView.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, tn } from "../app/language";
import { NoPlaceKnown, placeNow } from "../photo/place";
import { IconButton } from "../ui/Button";
import type { Here, PlaceMap } from "./LeafletMap";
import type { Marked } from "./MarkerLayer";
import type { Bounds, LatLon } from "./mercator";
import { Pin, PinPad } from "./PinPad";
import type { Geometry } from "./shapes";

export type { Here } from "./LeafletMap";
export type { Marked } from "./MarkerLayer";
export type { Bounds, LatLon } from "./mercator";
export type { Geometry } from "./shapes";

interface MapViewProps {
  /** Name of the map for people who don't see it: "Map of reports near you". */
  label: string;
  /** Middle of the map; moves it whenever it is another place. */
  centre: LatLon;
  zoom?: number;
  /** Shown whole in place of `centre` and `zoom`. */
  fit?: Bounds | null;
  places?: readonly Marked[];
  /** Id of the place that is picked out. */
  chosen?: string | null;
  onSelect?: (id: string) => void;
  /** Several at one spot were pressed: show them as a list. */
  onGroup?: (ids: readonly string[]) => void;
  /** What part of the world is seen, a moment after the map stands still. */
  onBounds?: (bounds: Bounds) => void;
  /** An area in its own light, all round it paler. */
  outline?: Geometry | null;
  /** Where the phone is; with a pin, the circle within which the place is sure to be. */
  here?: Here | null;
  /** A pin stands in the middle and the map is moved under it; told when the person has moved it. */
  onPinMove?: (at: LatLon) => void;
  /** Shows the button for going to where the phone is; told when it was found. */
  onLocate?: (here: Here) => void;
}

const QUIET_MS = 250;
const STREET_ZOOM = 17;

/** The map. Never the only way: a list of the same places stands beside it on every screen. */
export function MapView(props: MapViewProps) {
  const element = useRef<HTMLDivElement>(null);
  const map = useRef<PlaceMap | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const ready = useSignal(false);
  const attribution = useSignal("");
  const notice = useSignal<string | null>(null);
  const found = useSignal<Here | null>(null);
  const pins = props.onPinMove !== undefined;

  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = async () => {
      const { PlaceMap } = await import("./LeafletMap");
      if (ended || !element.current) return;
      const { centre, zoom = STREET_ZOOM, fit = null, label } = latest.current;
      const nameOfGroup = (count: number) => tn("map.group", count);
      map.current = new PlaceMap(
        element.current,
        { centre, zoom, fit, label, pins, nameOfGroup },
        {
          onSelect: (id) => latest.current.onSelect?.(id),
          onGroup: (ids) => latest.current.onGroup?.(ids),
          onView(bounds, at, byPerson) {
            if (byPerson) latest.current.onPinMove?.(at);
            clearTimeout(timer);
            timer = setTimeout(() => latest.current.onBounds?.(bounds), QUIET_MS);
          },
          onAttribution: (lines) => {
            attribution.value = lines.join(" · ");
          },
          onNoBase: () => {
            notice.value = t("map.no_base");
          },
        },
      );
      ready.value = true;
    };
    begin().catch(() => {
      if (!ended) notice.value = t("map.did_not_load");
    });
    return () => {
      ended = true;
      clearTimeout(timer);
      map.current?.remove();
      map.current = null;
    };
  }, [pins, ready, attribution, notice]);

  const isReady = ready.value;
  const { centre, zoom, fit = null, places, chosen = null, outline = null } = props;
  const here = props.here ?? found.value;
  const placed = useRef({ centre, zoom, fit });
  useEffect(() => {
    if (isReady) map.current?.setPlaces(places ?? [], chosen);
  }, [isReady, places, chosen]);
  useEffect(() => {
    if (isReady) map.current?.setHere(here, pins);
  }, [isReady, here, pins]);
  useEffect(() => {
    if (isReady) map.current?.setOutline(outline);
  }, [isReady, outline]);
  useEffect(() => {
    const was = placed.current;
    placed.current = { centre, zoom, fit };
    if (!isReady) return;
    if (fit && JSON.stringify(fit) !== JSON.stringify(was.fit)) map.current?.fit(fit);
    else if (centre.lat !== was.centre.lat || centre.lon !== was.centre.lon || zoom !== was.zoom) {
      map.current?.goTo(centre, zoom === was.zoom ? undefined : zoom);
    }
  }, [isReady, centre.lat, centre.lon, zoom, fit]);

  const locate = async () => {
    notice.value = null;
    try {
      const place = await placeNow();
      found.value = place;
      map.current?.goTo(place, STREET_ZOOM);
      latest.current.onLocate?.(place);
    } catch (cause) {
      const denied = cause instanceof NoPlaceKnown && cause.why === "denied";
      notice.value = t(denied ? "map.locate_denied" : "map.locate_none");
    }
  };

  return (
    <div class={pins ? "map map--pins" : "map"} dir="ltr">
      <div class="map-ground" ref={element} />
      {pins && <Pin />}
      <div class="map-zoom">
        <IconButton icon="plus" label={t("map.zoom_in")} onClick={() => map.current?.zoomBy(1)} raised />
        <IconButton icon="minus" label={t("map.zoom_out")} onClick={() => map.current?.zoomBy(-1)} raised />
      </div>
      <p class="map-notice" role="status" dir="auto">
        {notice.value}
      </p>
      <div class="map-foot">
        <div class="map-tools">
          {pins && <PinPad onStep={(right, down) => map.current?.step(right, down)} />}
          {props.onLocate && (
            <div class="map-locate">
              <IconButton icon="locate" label={t("map.locate")} onClick={() => void locate()} raised />
            </div>
          )}
        </div>
        {attribution.value && (
          <p class="map-credit" dir="auto">
            {attribution.value}
          </p>
        )}
      </div>
    </div>
  );
}
