"""Areas, streets and rules in memory: one atlas for the process, made again when the database's has changed.

An atlas never changes; a new one takes its place. Threads that hold the old one finish with it.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

import numpy as np
import shapely
from django.db import transaction
from django.db.models import F

from accounts.models import Body, Department
from core.geometry import Point
from routing.issue_types import ISSUE_TYPES
from routing.kinds import Aim
from routing.levels import PRECEDENCE
from routing.models import Area, Generation, Rule, Street
from routing.names import Name, fold
from routing.nearness import Shapes, box_round, metres_to, one_at_a_time, shape_of

#: How long an atlas is trusted before its generation is compared with the database's.
CHECK_EVERY_S = 1.0
#: How long names of bodies and departments are trusted; they change without a new generation.
NAMES_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class BodySeen:
    id: int
    key: str
    name: Name
    nation: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class DepartmentSeen:
    id: int
    key: str
    name: Name
    body_id: int


@dataclass(frozen=True, slots=True)
class Directory:
    """Bodies and departments by their ids."""

    bodies: dict[int, BodySeen]
    departments: dict[int, DepartmentSeen]


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which something holds; None is open."""

    first: date | None
    last: date | None

    def on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class AreaSeen:
    id: int
    kind: str
    code: str
    slug: str
    name: Name
    body_id: int | None
    in_force: InForce

    @property
    def order(self) -> tuple[int, str]:
        """The more specific kind first, then the lower code."""
        return PRECEDENCE[self.kind], self.code


@dataclass(frozen=True, slots=True)
class StreetSeen:
    id: int
    code: str
    kind: str
    name: Name
    ward_id: int | None
    #: Its names, folded, for searching.
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleSeen:
    id: int
    version: int
    level: str
    area_id: int | None
    name: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    body_id: int | None
    department_id: int | None
    watched_by_id: int | None
    aim: Aim
    reason: Name
    in_force: InForce


@dataclass(frozen=True, slots=True)
class LevelRules:
    """The rules of one level for one issue type, the lowest rank first."""

    level: str
    everywhere: tuple[RuleSeen, ...]
    #: For areas that some rule names: theirs and those for everywhere, together.
    named: dict[int, tuple[RuleSeen, ...]]

    def of(self, area: AreaSeen) -> tuple[RuleSeen, ...]:
        return self.named.get(area.id, self.everywhere)


@dataclass(frozen=True, slots=True)
class Atlas:
    """What was in the database when the token was. Arrays stand in the order of the tuples beside them."""

    token: UUID
    directory: Directory
    areas: tuple[AreaSeen, ...]
    area_by_id: dict[int, AreaSeen]
    shapes: Shapes
    area_tree: shapely.STRtree
    streets: tuple[StreetSeen, ...]
    lines: Shapes
    street_tree: shapely.STRtree
    #: By issue type; the most specific level first.
    rules: dict[str, tuple[LevelRules, ...]]

    def areas_at(self, point: Point, day: date) -> list[AreaSeen]:
        """Areas in force that hold the point, their edges included, in order of precedence."""
        with one_at_a_time:
            near = self.area_tree.query(shapely.points(point.lon, point.lat))
            held = near[shapely.intersects_xy(self.shapes[near], point.lon, point.lat)] if near.size else ()
        here = [area for area in map(self.areas.__getitem__, held) if area.in_force.on(day)]
        here.sort(key=_order)
        return here

    def areas_near(self, point: Point, *, within_m: float, day: date) -> list[tuple[float, AreaSeen]]:
        """Areas in force within so many metres, with the metres, the nearest first."""
        with one_at_a_time:
            near = self.area_tree.query(shape_of(box_round(point, within_m)))
            metres = metres_to(self.shapes[near], point, within_m=within_m)
        found = [
            (float(distance), self.areas[index])
            for index, distance in zip(near, metres, strict=True)
            if distance <= within_m and self.areas[index].in_force.on(day)
        ]
        return sorted(found, key=lambda pair: (pair[0], *pair[1].order))

    def streets_near(self, point: Point, *, within_m: float) -> list[tuple[float, int]]:
        """Streets within so many metres, as (metres, place in `streets` and `lines`), the nearest first."""
        with one_at_a_time:
            near = self.street_tree.query(shape_of(box_round(point, within_m)))
            metres = metres_to(self.lines[near], point, within_m=within_m)
        return sorted(
            (float(distance), int(index))
            for index, distance in zip(near, metres, strict=True)
            if distance <= within_m
        )


def _order(area: AreaSeen) -> tuple[int, str]:
    return area.order


class _Shelf:
    """Holds the process's atlas and decides when to look for a newer one."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._atlas: Atlas | None = None
        self._looked_at = 0.0
        self._names_at = 0.0
        #: Changes told of in this process, and how many of them the last look knew of.
        self._told = 0
        self._heeded = 0

    def current(self) -> Atlas:
        atlas = self._atlas
        if atlas is not None and self._heeded == self._told:
            if time.monotonic() - self._looked_at < CHECK_EVERY_S:
                return atlas
            # Nothing is known to have changed: while another thread looks, the old atlas will do.
            if not self._making.acquire(blocking=False):
                return atlas
        else:
            self._making.acquire()
        try:
            return self._look()
        finally:
            self._making.release()

    def _look(self) -> Atlas:
        told, looked_at = self._told, time.monotonic()
        atlas, token = self._atlas, _token()
        if atlas is None or atlas.token != token:
            atlas, self._names_at = _read(token), looked_at
        elif looked_at - self._names_at >= NAMES_EVERY_S:
            atlas, self._names_at = replace(atlas, directory=_read_directory()), looked_at
        self._atlas, self._looked_at, self._heeded = atlas, looked_at, told
        return atlas

    def look_again(self) -> None:
        self._told += 1

    def forget(self) -> None:
        self._atlas = None


_shelf = _Shelf()


def current() -> Atlas:
    """The atlas as it is now, at most a second behind other processes. Usually no query; one a second."""
    return _shelf.current()


def forget() -> None:
    """Drop the atlas, so that the next look reads all of it: for another database under the same process."""
    _shelf.forget()


def changed() -> None:
    """Say that areas, streets or rules have changed. Call it in the transaction that changes them."""
    token = uuid4()
    if not Generation.objects.filter(pk=1).update(token=token, changes=F("changes") + 1):
        Generation.objects.create(pk=1, token=token, changes=1)
    # At once for the rest of this transaction, and again when others can see it.
    _shelf.look_again()
    transaction.on_commit(_shelf.look_again)


def _token() -> UUID:
    return Generation.objects.filter(pk=1).values_list("token", flat=True).first() or UUID(int=0)


def _read(token: UUID) -> Atlas:
    area_rows = list(Area.objects.order_by("pk"))
    areas = tuple(map(_area, area_rows))
    street_rows = list(Street.objects.order_by("pk"))
    shapes = _shapes(row.geometry for row in area_rows)
    lines = _shapes(row.geometry for row in street_rows)
    _prepare(shapes)
    return Atlas(
        token=token,
        directory=_read_directory(),
        areas=areas,
        area_by_id={area.id: area for area in areas},
        shapes=shapes,
        area_tree=shapely.STRtree(shapes),
        streets=tuple(map(_street, street_rows)),
        lines=lines,
        street_tree=shapely.STRtree(lines),
        rules=_index(Rule.objects.order_by("rank", "pk")),
    )


def _area(row: Area) -> AreaSeen:
    return AreaSeen(
        id=row.pk,
        kind=row.kind,
        code=row.code,
        slug=row.slug,
        name=Name(row.name, row.name_cy),
        body_id=row.body_id,
        in_force=InForce(row.valid_from, row.valid_to),
    )


def _street(row: Street) -> StreetSeen:
    names = [row.name, row.name_cy] if row.name_cy else [row.name]
    return StreetSeen(
        id=row.pk,
        code=row.code,
        kind=row.kind,
        name=Name(row.name, row.name_cy),
        ward_id=row.ward_id,
        folded=tuple(fold(name) for name in names),
    )


def _shapes(stored: Iterable[bytes | memoryview]) -> Shapes:
    """From WKB; PostgreSQL hands it over as memoryview."""
    raw = [bytes(wkb) for wkb in stored]
    return np.asarray(shapely.from_wkb(np.array(raw, dtype=object)), dtype=object)


def _prepare(shapes: Shapes) -> None:
    """Prepare the shapes, and have each build its index now.

    GEOS builds it at first use, and two threads must not do that at once.
    """
    shapely.prepare(shapes)
    for shape in shapes:
        x, y = shapely.get_coordinates(shape)[0]
        shapely.intersects_xy(shape, x, y)


def _read_directory() -> Directory:
    return Directory(
        bodies={
            row.pk: BodySeen(row.pk, row.key, Name(row.name, row.name_cy), row.nation, row.is_ours)
            for row in Body.objects.all()
        },
        departments={
            row.pk: DepartmentSeen(row.pk, row.key, Name(row.name, row.name_cy), row.body_id)
            for row in Department.objects.all()
        },
    )


def _index(rows: Iterable[Rule]) -> dict[str, tuple[LevelRules, ...]]:
    by_type: dict[str, dict[str, list[RuleSeen]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        seen = _rule(row)
        for issue_type in row.issue_types or ISSUE_TYPES:
            by_type[issue_type][row.level].append(seen)
    return {
        issue_type: tuple(
            _of_level(level, rules)
            for level, rules in sorted(levels.items(), key=lambda pair: PRECEDENCE[pair[0]])
        )
        for issue_type, levels in by_type.items()
    }


def _of_level(level: str, rules: list[RuleSeen]) -> LevelRules:
    """`rules` in the order of their ranks."""
    named = {rule.area_id for rule in rules if rule.area_id is not None}
    return LevelRules(
        level=level,
        everywhere=tuple(rule for rule in rules if rule.area_id is None),
        named={area: tuple(rule for rule in rules if rule.area_id in (None, area)) for area in named},
    )


def _rule(row: Rule) -> RuleSeen:
    return RuleSeen(
        id=row.pk,
        version=row.version,
        level=row.level,
        area_id=row.area_id,
        name=row.name,
        answers=tuple((question, tuple(keys)) for question, keys in row.answers.items()),
        body_id=row.body_id,
        department_id=row.department_id,
        watched_by_id=row.watched_by_id,
        aim=Aim(hours=row.aim_hours, working_days=row.aim_working_days),
        reason=Name(row.reason, row.reason_cy),
        in_force=InForce(row.valid_from, row.valid_to),
    )
