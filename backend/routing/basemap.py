"""The base map: all that is drawn, as one GeoJSON document, made once for each generation of the atlas."""

import gzip
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
import shapely

from core.clock import LONDON, now
from routing import atlas as atlas_of_the_process
from routing.atlas import Atlas
from routing.levels import Level
from routing.models import Area, Backdrop
from routing.names import Name
from routing.nearness import Shape, one_at_a_time

#: Kinds as they are drawn, from the bottom up.
DRAWN = (
    *("land", "field", "pasture", "block", "works", "estate", "wood", "bank", "park", "lawn"),
    *("water", "water_line", "railway", "station", "building", "tree"),
    *("path", "close", "lane", "street", "road", "main", "trunk", "ward"),
)
#: Areas that are drawn, and as what.
_AREAS: dict[str, str] = {
    Level.DISTRICT: "land",
    Level.UNITARY: "land",
    Level.PARK: "park",
    Level.ESTATE: "estate",
    Level.WATER: "water",
    Level.RAILWAY: "railway",
    Level.WARD: "ward",
}
#: About 0.1 m.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Basemap:
    """The document, plain and gzipped, and its ETag (with its quotes)."""

    plain: bytes
    gzipped: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class _Made:
    token: UUID
    day: date
    basemap: Basemap


class _Kept:
    """The last base map that was made."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._made: _Made | None = None

    def get(self) -> Basemap:
        atlas, day = atlas_of_the_process.current(), now().astimezone(LONDON).date()
        with self._making:
            made = self._made
            if made is None or (made.token, made.day) != (atlas.token, day):
                made = self._made = _Made(atlas.token, day, _make(atlas, day))
        return made.basemap


_kept = _Kept()


def basemap() -> Basemap:
    """The base map as it is now. From memory, unless the atlas or the day has changed since."""
    return _kept.get()


def _make(atlas: Atlas, day: date) -> Basemap:
    with one_at_a_time:
        features = sorted(_features(atlas, day), key=lambda pair: DRAWN.index(pair[0]))
    sources = Area.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct()
    with one_at_a_time:
        bounds = _bounds(atlas)
    head = {"type": "FeatureCollection", "attribution": list(sources), **({"bbox": bounds} if bounds else {})}
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    text = text[:-1] + ',"features":[' + ",".join(feature for _kind, feature in features) + "]}"
    plain = text.encode()
    return Basemap(plain, gzip.compress(plain, 6, mtime=0), f'"{atlas.token.hex[:20]}-{day:%j}"')


def _features(atlas: Atlas, day: date) -> Iterator[tuple[str, str]]:
    """Pairs of a kind and its GeoJSON feature."""
    for area, shape in zip(atlas.areas, atlas.shapes, strict=True):
        if area.kind in _AREAS and area.in_force.on(day):
            kind = _AREAS[area.kind]
            yield kind, _feature(kind, area.name, shape, area.slug if area.kind == Level.WARD else "")
    for street, line in zip(atlas.streets, atlas.lines, strict=True):
        yield street.kind, _feature(street.kind, street.name, line)
    for drawn in Backdrop.objects.order_by("pk").iterator(chunk_size=2000):
        yield (
            drawn.kind,
            _feature(drawn.kind, Name(drawn.name, drawn.name_cy), shapely.from_wkb(bytes(drawn.geometry))),
        )


def _feature(kind: str, name: Name, shape: Shape, slug: str = "") -> str:
    members = {"kind": kind, "name": name.en, "name_cy": name.cy, "slug": slug}
    properties = json.dumps({key: words for key, words in members.items() if words}, ensure_ascii=False)
    rounded = shapely.transform(shape, lambda coordinates: np.round(coordinates, _DECIMALS))
    return f'{{"type":"Feature","properties":{properties},"geometry":{shapely.to_geojson(rounded)}}}'


def _bounds(atlas: Atlas) -> list[float]:
    """West, south, east, north of the councils' own areas, or of all areas; empty where there are none."""
    shapes = [
        shape
        for area, shape in zip(atlas.areas, atlas.shapes, strict=True)
        if area.kind in (Level.DISTRICT, Level.UNITARY)
    ] or list(atlas.shapes)
    return [round(float(edge), _DECIMALS) for edge in shapely.total_bounds(shapes)] if shapes else []
