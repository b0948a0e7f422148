"""Whose is it? A point, an issue type and answers become a body, a department, an aim date and a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from core.clock import LONDON, add_working_days
from core.geometry import Point
from routing import atlas as atlas_of_the_process
from routing.answers import Answers, accepts
from routing.atlas import AreaSeen, Atlas, BodySeen, DepartmentSeen, RuleSeen
from routing.explanation import Explanation, RuleLooked
from routing.issue_types import issue_type_for
from routing.kinds import Aim
from routing.levels import COUNCIL_LEVELS, Level
from routing.names import NO_NAME
from routing.nobody import NEAR_M, refuse, refuse_without_rule

#: Outlines of one shore drawn at different scales differ by about this much.
_SAME_SHORE_M = 25.0

_Looked = tuple[RuleSeen, AreaSeen | None, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point is. `near_m` is set where no council's area holds it and the nearest was taken."""

    areas: tuple[AreaSeen, ...]
    near_m: int | None = None

    @property
    def ward(self) -> AreaSeen | None:
        return next((area for area in self.areas if area.kind == Level.WARD), None)

    @property
    def council(self) -> AreaSeen | None:
        """The lower of the council areas here, if there are two."""
        return next((area for area in self.areas if area.kind in COUNCIL_LEVELS), None)

    def areas_json(self) -> list[dict[str, str]]:
        """The areas, to be kept with a report: kind, code, slug, name, name_cy."""
        return [
            {"kind": a.kind, "code": a.code, "slug": a.slug, "name": a.name.en, "name_cy": a.name.cy}
            for a in self.areas
        ]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a report goes.

    body         who deals with it.
    department   its department; None where the body is not one of ours.
    watched_by   our department that follows it up where the body is somebody else's, else None.
    aim_at       the moment by which the body aims to have acted, aware, UTC; None where nobody has given one.
    explanation  one sentence, as data; `str()` gives it in the reader's language, `as_json()` keeps it.
    place        the areas found there.
    """

    body: BodySeen
    department: DepartmentSeen | None
    watched_by: DepartmentSeen | None
    aim_at: datetime | None
    explanation: Explanation
    place: Place
    issue_type: str
    _looked: Sequence[_Looked] = field(repr=False, compare=False)

    @property
    def queue(self) -> DepartmentSeen | None:
        """The department of ours that has it in its queue: to do, or to watch."""
        return self.department or self.watched_by

    @property
    def ward(self) -> AreaSeen | None:
        return self.place.ward

    @property
    def areas(self) -> tuple[AreaSeen, ...]:
        return self.place.areas

    @property
    def rules(self) -> tuple[RuleLooked, ...]:
        """Each rule looked at, in order, and why it did or did not apply; the last one did."""
        return tuple(
            RuleLooked(
                rule_id=rule.id,
                rule_version=rule.version,
                text=rule.name,
                level=rule.level,
                why=why,
                area=area.name if area is not None else NO_NAME,
                issue_type=self.issue_type,
                wanted={question: list(keys) for question, keys in rule.answers},
            )
            for rule, area, why in self._looked
        )

    def rules_json(self) -> list[dict[str, Any]]:
        """The rules looked at, to be kept with a report; `RuleLooked.from_json` reads them."""
        return [rule.as_json() for rule in self.rules]


def find_destination(*, point: Point, issue_type: str, answers: Answers, at: datetime) -> Destination:
    """Whose it is, and why.

    point      WGS84 degrees. On a shared edge the more specific kind wins, then the lower code.
    answers    as `issue_types.check_answers` gives them.
    at         aware; areas and rules are those in force on its local date.
    Returns    body, department, aim date, and each rule looked at, in order, with why it did or didn't apply.
    Raises     NobodyHere, naming who might help, when no area lies within 250 m or no rule covers it;
               PointSwapped when latitude and longitude look exchanged; Invalid for an unknown issue type.
    Source     litter duty: Environmental Protection Act 1990, s. 89. Memory only: no query.
    """
    kind = issue_type_for(issue_type)
    atlas = atlas_of_the_process.current()
    day = at.astimezone(LONDON).date()
    refused: list[AreaSeen] = []
    for place in _places(atlas, point, day):
        looked = list(_look(atlas, place.areas, issue_type, answers, day))
        if looked and looked[-1][2] == "matched":
            return _destination(atlas, place, issue_type, looked, at)
        refused = list(place.areas)
    raise refuse_without_rule(atlas, refused, str(kind.label))


def find_place(*, point: Point, at: datetime) -> Place:
    """The areas that hold the point, or the nearest council's. Raises NobodyHere or PointSwapped."""
    atlas = atlas_of_the_process.current()
    return next(_places(atlas, point, at.astimezone(LONDON).date()))


def _places(atlas: Atlas, point: Point, day: date) -> Iterator[Place]:
    """The place itself; where no council's area holds it, the nearest council's shore, then all within reach.

    Raises the refusal for a place that is out of everybody's reach.
    """
    here = atlas.areas_at(point, day)
    if any(area.kind in COUNCIL_LEVELS for area in here):
        yield Place(tuple(here))
        return
    wider = [
        (metres, area)
        for metres, area in atlas.areas_near(point, within_m=NEAR_M, day=day)
        if area.kind in COUNCIL_LEVELS or area.kind == Level.WARD
    ]
    councils = [metres for metres, area in wider if area.kind in COUNCIL_LEVELS]
    if here:
        # Land of its own outside every council's outline: its own rules first.
        yield Place(tuple(here))
    elif not councils:
        raise refuse(atlas, point, day)
    if councils:
        near_m = max(1, round(councils[0]))
        for reach in (councils[0] + _SAME_SHORE_M, NEAR_M):
            areas = sorted((area for metres, area in wider if metres <= reach), key=lambda area: area.order)
            yield Place(tuple(dict.fromkeys([*here, *areas])), near_m=near_m)


def _look(
    atlas: Atlas, here: Sequence[AreaSeen], issue_type: str, answers: Answers, day: date
) -> Iterator[_Looked]:
    """Look at the rules for this type, the most specific level first, up to the first that applies.

    A rule that names another area is not about this place: it is not looked at.
    """
    for rules in atlas.rules.get(issue_type, ()):
        areas = [area for area in here if area.kind == rules.level]
        if not areas:
            for rule in rules.everywhere:
                yield rule, None, "no_area"
        for area in areas:
            for rule in rules.of(area):
                why = _why(atlas, rule, area, answers, day)
                yield rule, area, why
                if why == "matched":
                    return


def _why(atlas: Atlas, rule: RuleSeen, area: AreaSeen, answers: Answers, day: date) -> str:
    """Why a rule does or does not apply in an area of its level: a key of `explanation.WHY`."""
    if not rule.in_force.on(day):
        return "not_in_force"
    if not all(accepts(answers.get(question), keys) for question, keys in rule.answers):
        return "answers"
    body = atlas.directory.bodies.get(rule.body_id or area.body_id or 0)
    if body is None or (body.is_ours and rule.department_id is None):
        return "nobody"
    return "matched"


def _destination(
    atlas: Atlas, place: Place, issue_type: str, looked: Sequence[_Looked], at: datetime
) -> Destination:
    rule, area, _why_it_applied = looked[-1]
    assert area is not None
    directory = atlas.directory
    body = directory.bodies[rule.body_id or area.body_id or 0]
    department = directory.departments.get(rule.department_id or 0)
    watched_by = directory.departments.get(rule.watched_by_id or 0)
    return Destination(
        body=body,
        department=department,
        watched_by=None if department else watched_by,
        aim_at=aim_from(rule.aim, at, body.nation),
        explanation=Explanation(
            rule_id=rule.id,
            rule_version=rule.version,
            level=rule.level,
            issue_type=issue_type,
            area=area.name,
            body=body.name,
            department=department.name if department else NO_NAME,
            reason=rule.reason,
            near_m=place.near_m,
        ),
        place=place,
        issue_type=issue_type,
        _looked=looked,
    )


def aim_from(aim: Aim, at: datetime, nation: str) -> datetime | None:
    """The moment an aim names when its clock starts at `at`; None for an aim without a time."""
    if aim.hours is not None:
        return at + timedelta(hours=aim.hours)
    if aim.working_days is not None:
        return add_working_days(at, aim.working_days, nation=nation)
    return None
