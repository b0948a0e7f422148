import { divIcon, type Map as LeafletMap, type Marker, marker } from "leaflet";
import { type Cluster, clusters } from "./cluster";
import { clusterSvg, type MapStatus, markerSvg, stopSvg } from "./marker";
import type { LatLon } from "./mercator";

/** Something to show at a place. */
export interface Marked extends LatLon {
  id: string;
  status: MapStatus;
  /** What it is, for people who don't see the map: "Fly-tipping, Weir Lane. New". */
  name: string;
  /** Its place in a crew's round, shown in place of its status while it is still to do. */
  number?: number;
  isNext?: boolean;
}

interface MarkerEvents {
  onSelect(id: string): void;
  onGroup(ids: readonly string[]): void;
  nameOfGroup(count: number): string;
}

interface Shown {
  marker: Marker;
  look: string;
}

/** What can be tapped; the drawing with its halo is larger. */
const TARGET_PX = 44;
const CLOSEST_ZOOM = 19;

/** The markers of a map. Those that stay are left in place, so that focus and a finger find them again. */
export class MarkerLayer {
  private places: readonly Marked[] = [];
  private chosen: string | null = null;
  private zoom = -1;
  private readonly shown = new Map<string, Shown>();
  private readonly onZoom = () => {
    if (this.map.getZoom() !== this.zoom) this.draw();
  };

  constructor(
    private readonly map: LeafletMap,
    private readonly events: MarkerEvents,
  ) {
    map.on("zoomend", this.onZoom);
  }

  show(places: readonly Marked[], chosen: string | null): void {
    this.places = places;
    this.chosen = chosen;
    this.draw();
  }

  remove(): void {
    this.map.off("zoomend", this.onZoom);
    for (const { marker } of this.shown.values()) marker.remove();
    this.shown.clear();
  }

  private draw(): void {
    this.zoom = this.map.getZoom();
    const groups = new Map(clusters(this.places, this.zoom).map((group) => [keyOf(group), group]));
    for (const [key, { marker }] of this.shown) {
      if (groups.has(key)) continue;
      marker.remove();
      this.shown.delete(key);
    }
    for (const [key, group] of groups) this.drawOne(key, group);
  }

  private drawOne(key: string, group: Cluster<Marked>): void {
    const look = this.look(group);
    const name =
      group.places.length > 1 ? this.events.nameOfGroup(group.places.length) : group.places[0].name;
    const known = this.shown.get(key);
    const one = known?.marker ?? this.make(group);
    one.setLatLng([group.at.lat, group.at.lon]);
    if (known?.look !== look) {
      const hadFocus = one.getElement() === document.activeElement;
      one.setIcon(divIcon({ html: look, className: "map-marker", iconSize: [TARGET_PX, TARGET_PX] }));
      if (hadFocus) one.getElement()?.focus();
    }
    const isChosen = group.places.some((place) => place.id === this.chosen);
    one.setZIndexOffset(isChosen ? 1_000 : 0);
    one.getElement()?.setAttribute("aria-label", name);
    if (isChosen) one.getElement()?.setAttribute("aria-current", "true");
    else one.getElement()?.removeAttribute("aria-current");
    this.shown.set(key, { marker: one, look });
  }

  private make(group: Cluster<Marked>): Marker {
    const one = marker([group.at.lat, group.at.lon], {
      icon: divIcon({ html: "", className: "map-marker", iconSize: [TARGET_PX, TARGET_PX] }),
      riseOnHover: true,
    });
    one.on("click", () => this.open(group));
    one.on("keydown", ({ originalEvent }) => {
      if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
      originalEvent.preventDefault();
      this.open(group);
    });
    return one.addTo(this.map);
  }

  /** A group is opened by going nearer, or, where no zoom parts it, as a list. */
  private open(group: Cluster<Marked>): void {
    const [first, ...rest] = group.places;
    if (rest.length === 0) this.events.onSelect(first.id);
    else if (clusters(group.places, CLOSEST_ZOOM).length === 1 || this.zoom >= CLOSEST_ZOOM) {
      this.events.onGroup(group.places.map((place) => place.id));
    } else {
      this.map.fitBounds(group.places.map((place) => [place.lat, place.lon] as [number, number]).slice(), {
        padding: [70, 70],
        maxZoom: CLOSEST_ZOOM,
      });
    }
  }

  private look({ places: [first, ...rest] }: Cluster<Marked>): string {
    if (rest.length > 0) return clusterSvg([first, ...rest].map((place) => place.status));
    if (first.number !== undefined && first.status !== "done")
      return stopSvg(first.number, first.isNext === true);
    return markerSvg(first.status, first.id === this.chosen);
  }
}

function keyOf(group: Cluster<Marked>): string {
  return group.places
    .map((place) => place.id)
    .sort()
    .join(" ");
}
