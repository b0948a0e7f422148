"""Puts Exampleton's map into the database, and the rules that say whose what is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from accounts.models import Body, Department
from demo.borough import Borough, Place, Way, build_borough
from demo.people import COUNTY, DISTRICT
from routing.boundaries import (
    AreaDraft,
    BackdropDraft,
    StreetDraft,
    save_areas,
    save_backdrops,
    save_streets,
)
from routing.issue_types import ISSUE_TYPES
from routing.kinds import NO_AIM
from routing.levels import Level
from routing.models import Area, BackdropKind
from routing.people_types import PEOPLE_TYPES
from routing.rules import RuleDraft, save_rules

_LEVELS = {
    "county": Level.COUNTY,
    "outline": Level.DISTRICT,
    "ward": Level.WARD,
    "park": Level.PARK,
    "estate": Level.ESTATE,
    "trunk_road": Level.TRUNK_ROAD,
    "railway": Level.RAILWAY,
}

#: Who answers for an area as a whole.
_BODIES = {
    "county": COUNTY,
    "outline": DISTRICT,
    "ward": DISTRICT,
    "park": DISTRICT,
    "estate": "weirside-homes",
    "trunk_road": "quill-roads",
    "railway": "quill-rail",
}

_SOURCE = "Exampleton is invented: no place, person or figure in it is real."


def store_places(bodies: Mapping[str, Body]) -> None:
    """Write areas, streets and all that is drawn under them."""
    borough = build_borough()
    saved = save_areas([_area(place, bodies) for place in borough.places()])
    wards = {area.slug: area for area in saved.areas if area.kind == Level.WARD}
    save_streets([draft for way in borough.ways for draft in _street(way, borough, wards)])
    # Parks and the estate are drawn from their areas.
    drawn = [b for b in borough.backcloth if b.kind not in (BackdropKind.PARK, "estate")]
    save_backdrops(
        [BackdropDraft(kind=b.kind, shape=b.shape, name=b.name, name_cy=b.name_cy) for b in drawn],
        instead=True,
    )


def _area(place: Place, bodies: Mapping[str, Body]) -> AreaDraft:
    owner = _BODIES.get(place.kind)
    return AreaDraft(
        kind=_LEVELS[place.kind],
        code=place.code or place.key,
        name=place.name,
        name_cy=place.name_cy,
        shape=place.shape,
        body=bodies[owner] if owner else None,
        source=_SOURCE if place.kind == "outline" else "",
    )


def _street(way: Way, borough: Borough, wards: Mapping[str, Area]) -> Iterator[StreetDraft]:
    """One for each ward the street runs through, with its part of the line."""
    for ward in borough.wards:
        if ward.key in way.wards:
            part = _lines(way.line.intersection(ward.shape))
            if part is not None:
                yield StreetDraft(
                    name=way.name, name_cy=way.name_cy, kind=way.kind, shape=part, ward=wards[ward.key]
                )


def _lines(shape: BaseGeometry) -> LineString | MultiLineString | None:
    if isinstance(shape, (LineString, MultiLineString)):
        return shape
    lines = [part for part in getattr(shape, "geoms", []) if isinstance(part, LineString)]
    return MultiLineString(lines) if lines else None


@dataclass(frozen=True)
class Sent:
    """Where some issue types go on some land: to a department of ours, or to a body that ours watches."""

    level: Level
    issue_types: tuple[str, ...]
    department: str = ""
    body: str = ""
    watched_by: str = ""
    reason: str = ""
    reason_cy: str = ""


_DIRT = ("fly_tip", "litter", "graffiti", "dog_fouling")
_CLEANSING, _PARKS, _SAFETY, _HIGHWAYS = "street-cleansing", "parks", "community-safety", "highways"

SENT = (
    Sent(
        Level.RAILWAY,
        ("fly_tip", "litter", "graffiti"),
        body="quill-rail",
        watched_by=_CLEANSING,
        reason="This is railway land ({area}), so {body} clears it.",
    ),
    Sent(
        Level.TRUNK_ROAD,
        ("pothole", "street_light"),
        body="quill-roads",
        watched_by=_HIGHWAYS,
        reason="{area} is a trunk road, so {body} looks after it.",
    ),
    Sent(
        Level.TRUNK_ROAD,
        ("fly_tip", "litter"),
        department=_CLEANSING,
        reason="{area} is no motorway, so our {department} team clears rubbish from it.",
    ),
    Sent(
        Level.ESTATE,
        (*_DIRT, "abandoned_vehicle"),
        body="weirside-homes",
        watched_by=_CLEANSING,
        reason="This is on the {area}, which belongs to {body}.",
    ),
    Sent(
        Level.PARK,
        _DIRT,
        department=_PARKS,
        reason="This is in {area}, which our {department} team looks after.",
    ),
    Sent(Level.DISTRICT, (*_DIRT, "abandoned_vehicle"), department=_CLEANSING),
    Sent(Level.DISTRICT, ("needles", "dead_animal", "waste_put_out", "vandalism"), department=_CLEANSING),
    Sent(Level.DISTRICT, tuple(kind.key for kind in PEOPLE_TYPES), department=_SAFETY),
    Sent(Level.COUNTY, ("pothole", "street_light"), department=_HIGHWAYS),
)

#: Urgent rules are looked at before the usual ones of the same land.
_URGENT, _USUAL = 800, 900


def store_rules(bodies: Mapping[str, Body], departments: Mapping[str, Department]) -> None:
    """Write who deals with what where. Aims are the catalogue's; nobody promises a date for somebody else."""
    save_rules([draft for sent in SENT for draft in _drafts(sent, bodies, departments)])


def _drafts(
    sent: Sent, bodies: Mapping[str, Body], departments: Mapping[str, Department]
) -> Iterator[RuleDraft]:
    for key in sent.issue_types:
        kind = ISSUE_TYPES[key]
        usual = RuleDraft(
            name=f"{kind.label}: {sent.level.label}",
            level=sent.level,
            rank=_USUAL,
            issue_types=[key],
            body=bodies.get(sent.body),
            department=departments.get(sent.department),
            watched_by=departments.get(sent.watched_by),
            aim=kind.aim if sent.department else NO_AIM,
            reason=sent.reason,
            reason_cy=sent.reason_cy,
        )
        yield usual
        for urgent in kind.urgent if sent.department else ():
            name, answers = f"{usual.name}, urgent", dict(urgent.answers)
            yield replace(usual, name=name, rank=_URGENT, answers=answers, aim=urgent.aim)
