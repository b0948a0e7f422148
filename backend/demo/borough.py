"""Exampleton whole: areas, streets, paths and what is drawn, in WGS84 degrees. Reads and writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from demo import land
from demo.buildings import draw_buildings, draw_trees
from demo.ground import on_globe, one_polygon
from demo.streets import WIDTH, draw_streets
from demo.wards import draw_county, draw_wards


@dataclass(frozen=True)
class Place:
    """An area somebody answers for: an outline, county, ward, park, estate, trunk_road or railway."""

    kind: str
    key: str
    name: str
    name_cy: str
    code: str
    shape: Polygon


@dataclass(frozen=True)
class Way:
    """A street, or a path of a park. `kind` is that of `streets.Kind`, or path; `width` in metres."""

    kind: str
    name: str
    name_cy: str
    width: float
    wards: tuple[str, ...]
    line: LineString


@dataclass(frozen=True)
class Backcloth:
    """One thing that is drawn under everything else. `kind` says how; `name` is written on it."""

    kind: str
    name: str
    name_cy: str
    shape: BaseGeometry


@dataclass(frozen=True)
class Borough:
    """Exampleton. Wards partition the outline; the county holds it, and more."""

    outline: Place
    county: Place
    wards: tuple[Place, ...]
    parks: tuple[Place, ...]
    estate: Place
    trunk_road: Place
    railway: Place
    ways: tuple[Way, ...]
    backcloth: tuple[Backcloth, ...]

    def places(self) -> Iterator[Place]:
        """Every area, from the widest to the smallest."""
        yield from (self.county, self.outline, *self.wards)
        yield from (self.railway, self.trunk_road, self.estate, *self.parks)


def _longest(shape: BaseGeometry) -> LineString:
    lines = shape.geoms if isinstance(shape, MultiLineString) else [shape]
    return max((line for line in lines if isinstance(line, LineString)), key=lambda line: line.length)


def _ways() -> Iterator[Way]:
    wards = draw_wards()
    outline = unary_union([ward.shape for ward in wards])
    for street in draw_streets():
        line = _longest(street.line.intersection(outline))
        across = tuple(w.slug for w in wards if w.shape.intersection(line).length > 5)
        yield Way(street.kind, street.name, street.name_cy, WIDTH[street.kind], across, on_globe(line))
    for park in land.draw_parks():
        for name, line in park.paths:
            across = tuple(w.slug for w in wards if w.shape.intersection(line).length > 5)
            yield Way("path", name, "", 3, across, on_globe(line))


def _backcloth(parks: tuple[land.Park, ...], outline: Polygon) -> Iterator[Backcloth]:
    """In the order of drawing, the lowest first."""
    yield Backcloth("bank", "", "", on_globe(land.banks()))
    fields = land.fields()
    yield Backcloth("field", "", "", on_globe(MultiPolygon(fields[0::2])))
    yield Backcloth("pasture", "", "", on_globe(MultiPolygon(fields[1::2])))
    yield Backcloth("wood", "", "", on_globe(MultiPolygon(land.woods())))
    yield Backcloth("works", "", "", on_globe(MultiPolygon(land.works())))
    yield Backcloth("estate", "Bargate", "", on_globe(land.estate()))
    for park in parks:
        yield Backcloth("park", park.name, park.name_cy, on_globe(park.shape))
    yield Backcloth("lawn", "", "", on_globe(MultiPolygon([lawn for park in parks for lawn in park.lawns])))
    river = land.RIVER.buffer(land.RIVER_HALF_WIDTH, quad_segs=3).simplify(0.8).intersection(land.FRAME)
    yield Backcloth("water", land.RIVER_NAME, "Afon Quill", on_globe(river))
    yield Backcloth("water_line", land.RIVER_NAME, "Afon Quill", on_globe(land.RIVER.simplify(2)))
    for park in parks:
        for name, pond in park.ponds:
            yield Backcloth("water", name, "", on_globe(pond))
    for street in draw_streets():
        beyond = street.line.difference(outline.buffer(-20))
        if not beyond.is_empty and street.kind in ("main", "trunk"):
            yield Backcloth(street.kind, "", "", on_globe(beyond))
    yield Backcloth("railway", "", "", on_globe(land.RAILWAY))
    yield Backcloth("station", "Exampleton station", "Gorsaf Exampleton", on_globe(land.station()))
    yield Backcloth("building", "", "", on_globe(MultiPolygon(draw_buildings())))
    yield Backcloth("tree", "", "", on_globe(MultiPoint(draw_trees())))


@cache
def build_borough() -> Borough:
    """Draw it. The same every time; about a second, then remembered."""
    parks = land.draw_parks()
    wards = tuple(Place("ward", w.slug, w.name, w.name_cy, w.code, on_globe(w.shape)) for w in draw_wards())
    on_ground = one_polygon(unary_union([ward.shape for ward in draw_wards()]))
    outline = one_polygon(unary_union([ward.shape for ward in wards]))
    county = on_globe(draw_county())
    return Borough(
        outline=Place("outline", "exampleton", "Exampleton", "", "X07000001", outline),
        county=Place("county", "exampleshire", "Exampleshire", "Swydd Exampleton", "X10000001", county),
        wards=wards,
        parks=tuple(Place("park", p.key, p.name, p.name_cy, "", on_globe(p.shape)) for p in parks),
        estate=Place("estate", "bargate", "Bargate estate", "Ystad Bargate", "", on_globe(land.estate())),
        trunk_road=Place("trunk_road", "quill_way", "Quill Way", "", "", on_globe(land.trunk_land())),
        railway=Place("railway", "quill_line", "Quill Valley line", "", "", on_globe(land.railway_land())),
        ways=tuple(_ways()),
        backcloth=tuple(_backcloth(parks, on_ground)),
    )
