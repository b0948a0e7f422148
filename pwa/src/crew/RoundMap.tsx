import { useMemo } from "preact/hooks";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { type Bounds, type LatLon, MapView, type Marked } from "../map/MapView";
import { nextStop, type Stop, stops } from "./round";

/** Room round the outermost stops, as a share of how far they lie apart, so that none stands on the edge. */
const ROOM = { lat: 0.3, lon: 0.12 };
/** About 150 m, for stops that lie together. */
const LEAST = 0.0015;

/** The round on a map: numbers for what is to do, ticks for what is done. The list under it says the same. */
export function RoundMap() {
  const all = stops.value;
  const next = nextStop.value;
  const places = useMemo(() => all.map((stop) => marked(stop, stop === next)), [all, next]);
  const fit = useMemo(() => boundsOf(all.map((stop) => stop.line.point)), [all]);
  const first = all[0]?.line.point;
  if (!first) return null;
  return (
    <div class="crew-map">
      <MapView
        label={t("crew.map")}
        centre={next?.line.point ?? first}
        fit={fit}
        places={places}
        onSelect={(id) => navigate(`/crew/job/${id}`)}
        onLocate={() => {}}
      />
    </div>
  );
}

function marked({ line, number, isDone }: Stop, isNext: boolean): Marked {
  return {
    ...line.point,
    id: String(line.id),
    status: isDone ? "done" : line.is_overdue ? "late" : "doing",
    name: t("crew.stop", { number, title: line.title }),
    number,
    isNext,
  };
}

function boundsOf(points: readonly LatLon[]): Bounds | null {
  if (points.length === 0) return null;
  const [south, north] = ends(
    points.map((point) => point.lat),
    ROOM.lat,
  );
  const [west, east] = ends(
    points.map((point) => point.lon),
    ROOM.lon,
  );
  return { west, south, east, north };
}

function ends(values: readonly number[], room: number): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(LEAST, (most - least) * room);
  return [least - margin, most + margin];
}
