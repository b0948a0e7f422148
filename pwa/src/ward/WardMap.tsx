import { useMemo } from "preact/hooks";
import { photoUrl } from "../api/photos";
import type { MapReport, Ward } from "../api/shapes";
import { day } from "../app/dates";
import { t } from "../app/language";
import { type Bounds, type Geometry, MapView } from "../map/MapView";
import { IconButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Tag } from "../ui/Tag";
import { choose, chosen, type Shape, shapeOf, shownReports, shownShapes, toggleShape } from "./ward";

const SHAPES: readonly Shape[] = ["new", "doing", "done", "late"];

/** The ward in its own light, with what is open and what was cleared. The list under it holds the same. */
export function WardMap({ shown }: { shown: Ward }) {
  const reports = shownReports.value;
  const places = useMemo(
    () =>
      reports.map((report) => ({
        ...report.point,
        id: report.ref,
        status: shapeOf(report),
        name: t("ward.marker", { title: report.title, status: t(`ward.shape_${shapeOf(report)}`) }),
      })),
    [reports],
  );
  const outline = useMemo(() => geometryOf(shown), [shown]);
  const fit = useMemo(() => boundsOf(shown), [shown]);
  const picked = reports.find((report) => report.ref === chosen.value);
  return (
    <section class="card ward-map" aria-label={t("ward.map_section")}>
      <div class="ward-map-ground">
        <MapView
          label={t("ward.map", { name: shown.name })}
          centre={{ lat: (fit.south + fit.north) / 2, lon: (fit.west + fit.east) / 2 }}
          fit={fit}
          outline={outline}
          places={places}
          chosen={chosen.value}
          onSelect={choose}
          onGroup={([first]) => {
            choose(first ?? null);
            document.getElementById(`report-${first}`)?.scrollIntoView({ block: "center" });
          }}
        />
        {picked && <Picked report={picked} />}
      </div>
      <fieldset class="ward-legend">
        <legend class="visually-hidden">{t("ward.shown")}</legend>
        {SHAPES.map((shape) => (
          <button
            key={shape}
            type="button"
            aria-pressed={shownShapes.value.has(shape)}
            onClick={() => toggleShape(shape)}
          >
            <Tag shape={shape}>{t(`ward.shape_${shape}`)}</Tag>
          </button>
        ))}
      </fieldset>
    </section>
  );
}

function Picked({ report }: { report: MapReport }) {
  return (
    <aside class="ward-picked" aria-label={t("ward.picked")}>
      {report.photo && <img src={photoUrl(report.photo, 320)} alt="" width={72} height={60} />}
      <div>
        <p class="ward-picked-title">
          <a href={`/r/${report.ref}`}>
            {report.title}
            <Icon name="chevron-right" size={18} flips />
          </a>
        </p>
        <p class="ward-picked-tags">
          <Tag shape={shapeOf(report)}>{t(`ward.shape_${shapeOf(report)}`)}</Tag>
          <span class="small muted">{t("ward.reported_on", { day: day(report.received_on) })}</span>
        </p>
      </div>
      <IconButton icon="close" label={t("ui.close")} onClick={() => choose(null)} />
    </aside>
  );
}

function geometryOf({ outline }: Ward): Geometry {
  return {
    type: "MultiPolygon",
    coordinates: outline.map((ring) => [ring.map(({ lat, lon }) => [lon, lat])]),
  };
}

function boundsOf({ bbox }: Ward): Bounds {
  const [west = 0, south = 0, east = 0, north = 0] = bbox;
  return { west, south, east, north };
}
