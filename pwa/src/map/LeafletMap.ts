import "leaflet/dist/leaflet.css";
import {
  circle,
  divIcon,
  type LatLngBoundsExpression,
  type Layer,
  type LayerGroup,
  type Map as LeafletMap,
  layerGroup,
  map as makeMap,
  marker,
  polygon,
  svg,
} from "leaflet";
import { BaseLayer } from "./BaseLayer";
import { loadBaseMap } from "./basemap";
import { type Marked, MarkerLayer } from "./MarkerLayer";
import { HERE_SVG } from "./marker";
import type { Bounds, LatLon } from "./mercator";
import type { Geometry } from "./shapes";

export interface Here extends LatLon {
  /** Radius in metres within which the phone is; null when it is not known. */
  accuracy_m: number | null;
}

export interface MapEvents {
  onSelect(id: string): void;
  /** Several reports at one place that no zoom parts. */
  onGroup(ids: readonly string[]): void;
  /** The map stands still at a new view. `byPerson` is false when the app moved it. */
  onView(bounds: Bounds, centre: LatLon, byPerson: boolean): void;
  onAttribution(lines: readonly string[]): void;
  /** The base map cannot be had now; reports are shown all the same. */
  onNoBase(): void;
}

export interface MapStart {
  centre: LatLon;
  zoom: number;
  fit: Bounds | null;
  /** Name for people who don't see the map. */
  label: string;
  /** The map is moved under a fixed pin, in small steps. */
  pins: boolean;
  nameOfGroup(count: number): string;
}

const STEP_PX = 80;
const PIN_STEP_PX = 24;
const ROUNDING_PX = 2;

/** A Leaflet map with Doorstep's own base map; knows nothing of Preact. Loaded only where a map is shown. */
export class PlaceMap {
  private readonly map: LeafletMap;
  private readonly base = new BaseLayer();
  private readonly markers: MarkerLayer;
  private readonly here: LayerGroup = layerGroup();
  private readonly outline: LayerGroup = layerGroup();
  private readonly resizing: ResizeObserver;
  /** Where the app itself has put the map last. */
  private put: LatLon | null = null;
  /** What is shown whole, until the person moves the map. */
  private fitted: Bounds | null = null;

  constructor(
    element: HTMLElement,
    start: MapStart,
    private readonly events: MapEvents,
  ) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = makeMap(element, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 12,
      maxZoom: 19,
      zoomSnap: 0.5,
      wheelPxPerZoomLevel: 120,
      fadeAnimation: false,
      zoomAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
      keyboardPanDelta: start.pins ? PIN_STEP_PX : STEP_PX,
      // Under a pin, zooming must not change the place that it points at.
      scrollWheelZoom: start.pins ? "center" : true,
      touchZoom: start.pins ? "center" : true,
      doubleClickZoom: start.pins ? "center" : true,
      renderer: svg({ padding: 0.5 }),
    });
    element.setAttribute("role", "application");
    element.setAttribute("aria-label", start.label);
    this.put = start.centre;
    this.map.setView([start.centre.lat, start.centre.lon], start.zoom, { animate: false });
    if (start.fit) this.fit(start.fit, false);
    this.base.addTo(this.map);
    this.outline.addTo(this.map);
    this.here.addTo(this.map);
    this.markers = new MarkerLayer(this.map, {
      onSelect: (id) => events.onSelect(id),
      onGroup: (ids) => events.onGroup(ids),
      nameOfGroup: start.nameOfGroup,
    });
    this.map.on("moveend", () => this.tellView());
    this.resizing = new ResizeObserver(() => this.takeSize(start.pins));
    this.resizing.observe(element);
    void this.drawBase();
    this.tellView();
  }

  setPlaces(places: readonly Marked[], chosen: string | null): void {
    this.markers.show(places, chosen);
  }

  /** Where the phone is, with the circle within which it is sure to be. */
  setHere(here: Here | null, asCircleOnly: boolean): void {
    this.here.clearLayers();
    if (!here) return;
    const at: [number, number] = [here.lat, here.lon];
    const interactive = false;
    if (here.accuracy_m !== null) {
      const className = asCircleOnly ? "map-accuracy map-accuracy--pin" : "map-accuracy";
      circle(at, { radius: here.accuracy_m, className, interactive }).addTo(this.here);
    }
    if (asCircleOnly) return;
    const icon = divIcon({ html: HERE_SVG, className: "map-here", iconSize: [60, 60] });
    marker(at, { icon, interactive, keyboard: false }).addTo(this.here);
  }

  /** One area in its own light, everything round it paler; null for none. */
  setOutline(geometry: Geometry | null): void {
    this.outline.clearLayers();
    if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return;
    const areas = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const rings = areas.map((rings) =>
      (rings[0] ?? []).map(([lon = 0, lat = 0]) => [lat, lon] as [number, number]),
    );
    const world: [number, number][] = [
      [-85, -180],
      [-85, 180],
      [85, 180],
      [85, -180],
    ];
    const layers: Layer[] = [
      polygon([world, ...rings], { className: "map-pale", interactive: false, stroke: false }),
      polygon(rings, { className: "map-edge", interactive: false, fill: false }),
      polygon(rings, { className: "map-edge map-edge--dashes", interactive: false, fill: false }),
    ];
    for (const layer of layers) layer.addTo(this.outline);
  }

  /** Move to a place, and to a zoom if one is given. Not told as moved by the person. */
  goTo(centre: LatLon, zoom?: number): void {
    const isThere = this.put?.lat === centre.lat && this.put.lon === centre.lon;
    // The person has just moved it there, and may be moving on.
    if (isThere && zoom === undefined) return;
    this.put = centre;
    this.fitted = null;
    this.map.setView([centre.lat, centre.lon], zoom ?? this.map.getZoom());
  }

  fit(bounds: Bounds, animate = true): void {
    this.put = null;
    this.fitted = bounds;
    this.map.fitBounds(corners(bounds), { animate });
  }

  /** Move the map one step, for those who don't drag. */
  step(right: number, down: number): void {
    this.map.panBy([right * PIN_STEP_PX, down * PIN_STEP_PX]);
  }

  zoomBy(steps: number): void {
    this.map.setZoom(this.map.getZoom() + steps);
  }

  remove(): void {
    this.resizing.disconnect();
    this.markers.remove();
    // Leaflet ends a zoom by the clock, also on a map that is gone by then.
    Object.assign(this.map, { _animatingZoom: false });
    this.map.remove();
  }

  /** The screen round the map has changed, or is about to go. What is in its middle stays there. */
  private takeSize(pins: boolean): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    if (clientWidth === 0 || clientHeight === 0) return;
    const { put, fitted } = this;
    this.map.invalidateSize({ pan: true, animate: false });
    if (fitted) this.fit(fitted, false);
    else if (pins && put) this.map.setView([put.lat, put.lon], this.map.getZoom(), { animate: false });
  }

  private async drawBase(): Promise<void> {
    try {
      const { drawing, attribution } = await loadBaseMap();
      this.base.setDrawing(drawing);
      this.events.onAttribution(attribution);
    } catch {
      this.events.onNoBase();
    }
  }

  /** Leaflet puts the middle of the map on whole pixels, which may be metres: so little is nobody's doing. */
  private isMoved(lat: number, lon: number, from: LatLon): boolean {
    return this.map.project([lat, lon]).distanceTo(this.map.project([from.lat, from.lon])) > ROUNDING_PX;
  }

  private tellView(): void {
    const { lat, lng } = this.map.getCenter();
    const box = this.map.getBounds();
    const bounds = { west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() };
    const byPerson = this.put !== null && this.isMoved(lat, lng, this.put);
    if (byPerson) {
      this.put = { lat, lon: lng };
      this.fitted = null;
    } else this.put ??= { lat, lon: lng };
    this.events.onView(bounds, { lat, lon: lng }, byPerson);
  }
}

function corners({ west, south, east, north }: Bounds): LatLngBoundsExpression {
  return [
    [south, west],
    [north, east],
  ];
}
