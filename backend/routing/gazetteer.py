"""Streets and paths: the nearest one, those of a name, and the public place of a private point."""

from dataclasses import dataclass
from typing import NamedTuple

import shapely

from core.clock import LONDON, now
from core.geometry import Point
from routing import atlas as atlas_of_the_process
from routing.atlas import Atlas, StreetSeen
from routing.levels import Level
from routing.names import Name, fold
from routing.nearness import Shape, nearest_on, one_at_a_time

#: A point farther than this from any street is shown at its area instead.
PUBLIC_WITHIN_M = 150.0
#: Where no street is near, the public point is one of a grid this wide, in degrees (about 110 m).
_GRID = 0.001


@dataclass(frozen=True, slots=True)
class StreetFound:
    """A street, with a place on it: the nearest to what was asked, or its middle."""

    id: int
    name: Name
    kind: str
    ward: Name | None
    point: Point
    metres: float | None = None


class PublicPlace(NamedTuple):
    """What the public may know of a place: a point on the street or path, and its name ("" for none)."""

    point: Point
    street: str


def nearest_street(point: Point, within_m: float = 100.0) -> StreetFound | None:
    """The nearest street or path within so many metres, or None."""
    found = streets_near(point, limit=1, within_m=within_m)
    return found[0] if found else None


def streets_near(point: Point, limit: int = 10, within_m: float = 500.0) -> list[StreetFound]:
    """Streets within so many metres, the nearest first, each name once."""
    atlas = atlas_of_the_process.current()
    found: dict[str, StreetFound] = {}
    for metres, index in atlas.streets_near(point, within_m=within_m):
        if len(found) == limit:
            break
        street = atlas.streets[index]
        if street.name.en not in found:
            found[street.name.en] = _found(atlas, street, nearest_on(atlas.lines[index], point), metres)
    return list(found.values())


def search_streets(q: str, limit: int = 10) -> list[StreetFound]:
    """Streets with a name, in English or Welsh, that begins with these words, or has a word that does.

    Case, accents and punctuation do not count. Whole beginnings come first, then by name.
    """
    wanted = fold(q[:100])
    if not wanted:
        return []
    atlas = atlas_of_the_process.current()
    hits: list[tuple[bool, str, int]] = []
    for index, street in enumerate(atlas.streets):
        names = street.folded
        begins = any(name.startswith(wanted) for name in names)
        if begins or any(f" {wanted}" in name for name in names):
            hits.append((not begins, names[0], index))
    hits.sort()
    return [
        _found(atlas, atlas.streets[index], _middle(atlas.lines[index]), None)
        for _begins, _name, index in hits[:limit]
    ]


def move_to_street(point: Point) -> PublicPlace:
    """The public place of a point: on the nearest street or path, with its name; no house or garden is told.

    Far from any street: a coarse grid's point, and the name of the park or estate it lies in.
    """
    near = nearest_street(point, PUBLIC_WITHIN_M)
    if near is not None:
        return PublicPlace(_rounded(near.point), near.name.en)
    atlas = atlas_of_the_process.current()
    lands = (
        area
        for area in atlas.areas_at(point, now().astimezone(LONDON).date())
        if area.kind in (Level.PARK, Level.ESTATE)
    )
    land = next(lands, None)
    coarse = Point(
        lat=round(round(point.lat / _GRID) * _GRID, 6), lon=round(round(point.lon / _GRID) * _GRID, 6)
    )
    return PublicPlace(coarse, land.name.en if land is not None else "")


def widen_to_street(point: Point) -> PublicPlace:
    """The public place of somebody's home: the middle of its street, the same from every house in it.

    Far from any street as `move_to_street`.
    """
    atlas = atlas_of_the_process.current()
    for _metres, index in atlas.streets_near(point, within_m=PUBLIC_WITHIN_M):
        return PublicPlace(_middle(atlas.lines[index]), atlas.streets[index].name.en)
    return move_to_street(point)


def _rounded(point: Point) -> Point:
    """To about 0.1 m, as boundaries are published."""
    return Point(lat=round(point.lat, 6), lon=round(point.lon, 6))


def _middle(line: Shape) -> Point:
    """A place on the street, at the middle of its longest piece."""
    with one_at_a_time:
        piece = max(shapely.get_parts(shapely.line_merge(line)), key=shapely.length)
    x, y = shapely.get_coordinates(shapely.line_interpolate_point(piece, 0.5, normalized=True))[0]
    return _rounded(Point(lat=float(y), lon=float(x)))


def _found(atlas: Atlas, street: StreetSeen, point: Point, metres: float | None) -> StreetFound:
    ward = atlas.area_by_id.get(street.ward_id or 0)
    return StreetFound(
        street.id, street.name, street.kind, ward.name if ward else None, _rounded(point), metres
    )
