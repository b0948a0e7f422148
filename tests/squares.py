"""A small country of squares, in which it is plain whose every place is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import shapely

from accounts.models import Body, Department
from core.geometry import Point
from routing.answers import Answers
from routing.boundaries import AreaDraft, save_areas
from routing.destination import Destination, find_destination
from routing.kinds import Aim
from routing.models import Area
from routing.rules import RuleDraft, save_rules

#: A Wednesday morning, no holiday near.
AT = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Country:
    """Squares of 0.1 degrees about 53 N, 2 W: a two-tier district beside a unitary council.

    West of -2.0 lies Westbury district, east of it Eastbury, a unitary; each has two wards, parted by
    53.0. Westbury is in Wessex county; in it are a park on the edge of its wards, an estate and a trunk road.
    """

    streets: Department
    parks: Department
    highways: Department
    eastbury: Department
    landlord: Body
    trunk_roads: Body
    areas: dict[str, Area]


def make_country() -> Country:
    """See Country. Needs a database."""
    westbury = Body.objects.create(
        key="westbury", name="Westbury District Council", kind="district", is_ours=True
    )
    wessex = Body.objects.create(
        key="wessex", name="Wessex County Council", name_cy="Cyngor Sir Wessex", kind="county", is_ours=True
    )
    eastbury = Body.objects.create(key="eastbury", name="Eastbury Council", kind="unitary", is_ours=True)
    landlord = Body.objects.create(key="homes", name="Bury Homes", kind="housing")
    trunk_roads = Body.objects.create(key="trunk-roads", name="Trunk Roads Agency", kind="trunk_roads")
    streets = Department.objects.create(key="street-cleansing", name="Street cleansing", body=westbury)
    parks = Department.objects.create(key="parks", name="Parks", body=westbury)
    highways = Department.objects.create(key="highways", name="Highways", name_cy="Priffyrdd", body=wessex)
    all_of_it = Department.objects.create(key="eastbury-streets", name="Streets", body=eastbury)
    drafts = [
        draft("county", "C1", "Wessex", -2.1, 52.9, -2.0, 53.1, wessex),
        draft("district", "D1", "Westbury", -2.1, 52.9, -2.0, 53.1, westbury),
        draft("unitary", "U1", "Eastbury", -2.0, 52.9, -1.9, 53.1, eastbury),
        draft("ward", "W1", "Westbury North", -2.1, 53.0, -2.0, 53.1, None),
        draft("ward", "W2", "Westbury South", -2.1, 52.9, -2.0, 53.0, None),
        draft("ward", "W3", "Eastbury North", -2.0, 53.0, -1.9, 53.1, None),
        draft("ward", "W4", "Eastbury South", -2.0, 52.9, -1.9, 53.0, None),
        draft("park", "P1", "Bury Park", -2.06, 52.99, -2.05, 53.01, westbury),
        draft("estate", "E1", "Lark Estate", -2.03, 53.04, -2.02, 53.05, landlord),
        draft("trunk_road", "T1", "A99", -2.1, 52.95, -2.0, 52.951, trunk_roads),
    ]
    areas = {area.code: area for area in save_areas(drafts).areas}
    save_rules(
        [
            rule(
                "trunk road litter", "trunk_road", ["fly_tip", "litter"], body=trunk_roads, watched_by=streets
            ),
            rule(
                "estates", "estate", [], body=landlord, watched_by=streets, reason="{area} belongs to {body}."
            ),
            rule("parks", "park", ["fly_tip", "litter"], department=parks, aim=Aim(working_days=3)),
            rule(
                "blocking fly-tips",
                "district",
                ["fly_tip"],
                rank=10,
                answers={"blocking": ["yes"]},
                department=streets,
                aim=Aim(hours=24),
            ),
            rule("streets", "district", ["fly_tip", "litter"], department=streets, aim=Aim(working_days=2)),
            rule("roads", "county", ["pothole", "street_light"], department=highways),
            rule("Eastbury", "unitary", [], department=all_of_it, aim=Aim(working_days=5)),
        ]
    )
    return Country(streets, parks, highways, all_of_it, landlord, trunk_roads, areas)


def draft(
    kind: str, code: str, name: str, west: float, south: float, east: float, north: float, body: Body | None
) -> AreaDraft:
    """A rectangle."""
    return AreaDraft(kind=kind, code=code, name=name, shape=shapely.box(west, south, east, north), body=body)


def rule(name: str, level: str, issue_types: list[str], **members: Any) -> RuleDraft:
    """A rule, the rest as it comes."""
    return RuleDraft(name=name, level=level, issue_types=issue_types, **members)


def where(lat: float, lon: float, issue_type: str = "fly_tip", answers: Answers | None = None) -> Destination:
    """Whose it is on that Wednesday morning."""
    return find_destination(
        point=Point(lat=lat, lon=lon), issue_type=issue_type, answers=answers or {}, at=AT
    )
