"""How many points a second find their destination: 10,000 areas, 500 rules, from memory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import cos, pi, sin
from random import Random
from time import perf_counter
from typing import Any

import shapely
from django.db import connection

from accounts.models import Body, Department
from core.geometry import Point
from routing import atlas
from routing.boundaries import AreaDraft, save_areas
from routing.destination import find_destination
from routing.issue_types import ISSUE_TYPES
from routing.kinds import Aim
from routing.models import Area
from routing.rules import RuleDraft, save_rules

_DISTRICTS = 100  # ten by ten, each with 60 wards and 39 parks: 10,000 areas
_RULES_A_DISTRICT = 5
_POINTS = 20_000
_AT = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
_TARGET = 10_000


def run() -> Iterable[dict[str, Any]]:
    """The figure of routing, with its goal."""
    with _database():
        areas, rules = _country()
        points = list(_points(Random(7)))
        atlas.forget()
        _route(points[:500])  # reads the atlas
        begun = perf_counter()
        _route(points)
        rate = len(points) / (perf_counter() - begun)
        yield {
            "name": f"route_points_per_second_{areas}_areas_{rules}_rules",
            "value": round(rate),
            "unit": "1/s",
            "target": _TARGET,
            "ok": rate >= _TARGET,
        }


@contextmanager
def _database() -> Iterator[None]:
    """A database of its own, thrown away afterwards."""
    real = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(real, verbosity=0)
        atlas.forget()


def _country() -> tuple[int, int]:
    """Districts of 0.1 degrees from 52 N, 2 W, and how many areas and rules there are."""
    rules = 0
    for number in range(_DISTRICTS):
        body = Body.objects.create(key=f"d{number}", name=f"District {number}", kind="district", is_ours=True)
        department = Department.objects.create(key=f"d{number}-streets", name="Streets", body=body)
        west, south = -2 + number % 10 / 10, 52 + number // 10 / 10
        area = save_areas(list(_areas(number, west, south, body))).areas[0]
        rules += len(save_rules(list(_rules(area, department))))
    return Area.objects.count(), rules


def _areas(number: int, west: float, south: float, body: Body) -> Iterator[AreaDraft]:
    def draft(kind: str, code: str, shape: shapely.Polygon) -> AreaDraft:
        return AreaDraft(kind=kind, code=code, name=code, shape=shape, body=body)

    yield draft("district", f"D{number}", _square(west, south, 0.1, 0.1))
    for ward in range(60):
        x, y = west + ward % 10 / 100, south + ward // 10 / 60
        yield draft("ward", f"W{number}-{ward}", _square(x, y, 0.01, 0.1 / 6))
    for park in range(39):
        x, y = west + park % 10 / 100 + 0.005, south + park // 10 / 40 + 0.005
        ring = [(x + sin(t * pi / 60) / 500, y + cos(t * pi / 60) / 500) for t in range(120)]
        yield draft("park", f"P{number}-{park}", shapely.Polygon(ring))


def _square(west: float, south: float, width: float, height: float) -> shapely.Polygon:
    """A rectangle whose outline has about as many points as a real ward's."""
    return shapely.segmentize(shapely.box(west, south, west + width, south + height), width / 40)


def _rules(area: Area, department: Department) -> Iterator[RuleDraft]:
    types = sorted(ISSUE_TYPES)
    for number in range(_RULES_A_DISTRICT):
        last = number == _RULES_A_DISTRICT - 1
        yield RuleDraft(
            name=f"{area.code} {number}",
            level=area.kind,
            area=area,
            rank=number,
            issue_types=() if last else types[number::3],
            department=department,
            aim=Aim(working_days=number + 1),
        )


def _points(random: Random) -> Iterator[tuple[Point, str]]:
    types = sorted(ISSUE_TYPES)
    for _ in range(_POINTS):
        yield Point(lat=random.uniform(52, 53), lon=random.uniform(-2, -1)), random.choice(types)


def _route(points: list[tuple[Point, str]]) -> None:
    for point, issue_type in points:
        find_destination(point=point, issue_type=issue_type, answers={}, at=_AT)
