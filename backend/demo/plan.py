"""A year in Exampleton: who saw what, where and when, and what became of it. Pure and seeded.

A report's fate is what will happen to it; how far that has come is a matter of the time now.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from random import Random
from uuid import UUID

from shapely.geometry import LineString

from core.clock import LONDON, is_working_day
from core.geometry import METRES_PER_DEGREE, Point
from demo import tellings
from demo.borough import Borough, Way
from demo.dice import dice
from demo.pictures.album import MOTIFS, Motif
from routing.answers import Answer
from routing.issue_types import ISSUE_TYPES

#: How many of each type in a year.
MANY = {
    "fly_tip": 92,
    "litter": 54,
    "graffiti": 32,
    "dog_fouling": 38,
    "pothole": 54,
    "street_light": 36,
    "abandoned_vehicle": 22,
    "needles": 6,
    "dead_animal": 6,
    "waste_put_out": 6,
    "vandalism": 6,
    "asb_nuisance": 14,
    "noise": 10,
    "asb_neighbour": 6,
    "asb_drinking": 4,
    "asb_vehicle": 6,
    "hate": 2,
    "begging": 6,
}

#: Types without pictures of their own → whose they look like, or at least the place once it is clean.
_LOOKS_LIKE = {
    "waste_put_out": ("fly_tip", "bags"),
    "needles": ("dog_fouling", "path"),
    "dead_animal": ("dog_fouling", "pavement"),
    "vandalism": ("graffiti", "box"),
}
#: Of these nobody takes a picture in Exampleton but the crew, when it is cleared.
_UNSEEN = frozenset({"needles", "dead_animal", "vandalism"})

#: (from, to) in days ago, and the share of all reports made then.
_SPELLS = ((0.02, 2, 0.13), (2, 8, 0.14), (8, 30, 0.2), (30, 90, 0.22), (90, 364, 0.31))

#: Working days from a report to the end of its job, in the middle of the field.
_PACE = {
    "fly_tip": 1.2,
    "litter": 1.1,
    "graffiti": 2.6,
    "dog_fouling": 1.3,
    "pothole": 8.0,
    "street_light": 3.4,
    "abandoned_vehicle": 0.7,
    "needles": 0.4,
    "dead_animal": 0.8,
    "waste_put_out": 3.0,
    "vandalism": 1.4,
}
#: What is about people takes longer to see to than to write down.
_PACE_WITH_PEOPLE = 1.6

#: Answers that send a crew at once.
_URGENT = {
    "blocking": ("yes",),
    "near_children": ("yes",),
    "offensive": ("hateful", "sexual", "names_person"),
    "depth": ("over_4cm",),
    "road_part": ("crossing", "cycle_lane"),
    "light_fault": ("wires", "leaning"),
    "target": ("yes",),
    "impact": (4, 5),
    "on_road": ("yes",),
}

_HOT_SPOT = ("Weir Lane", "Dray Yard")

#: All of these fall into one ward and the last whole month: enough to be counted in public.
_MONTHS_TROUBLE, _TROUBLED_WARD = "asb_vehicle", "weirside"
#: One person's, all about one address: so long ago. The last waits for a first look (`reports.private`).
_REPEATED, _REPEATED_AGO = "asb_neighbour", (timedelta(days=52), timedelta(days=19), timedelta(hours=7))


class Fate(StrEnum):
    """What becomes of a report, sooner or later."""

    CLEARED = "cleared"
    NOTHING_THERE = "nothing_there"
    NO_ACCESS_FIRST = "no_access_first"
    NOT_OURS = "not_ours"
    FORWARDED = "forwarded"
    STILL_THERE = "still_there"
    STUCK = "stuck"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Planned:
    """One report that will be made, with all that is said in it, and how it goes on.

    at        aware, before now.
    photos    how many; pictures of the motif, which is None for types that take none.
    assigned, started, ended   when its work moves on, if its fate is to be worked on.
    """

    number: int
    phone_id: UUID
    at: datetime
    issue_type: str
    motif: Motif | None
    photos: int
    place: Point
    accuracy_m: float
    source: str
    place_note: str
    description: str
    answers: dict[str, Answer]
    language: str
    name: str
    email: str
    phone: str
    fate: Fate
    assigned: datetime
    started: datetime
    ended: datetime

    def photo_id(self, which: str) -> UUID:
        """The id of one of its photos, by a word of ours."""
        return _uuid(dice("photo", self.number, which))


def plan_year(borough: Borough, *, now: datetime) -> list[Planned]:
    """All reports of the year up to now, in the order in which they are made."""
    chance = dice("year")
    kinds = [kind for kind, many in MANY.items() for _ in range(many)]
    chance.shuffle(kinds)
    moments = _moments(chance, len(kinds), now)
    month = _last_whole_month(now)
    year = [
        _plan(borough, number, kind, chance.choice(month) if kind == _MONTHS_TROUBLE else at)
        for number, (kind, at) in enumerate(zip(kinds, moments, strict=True))
    ]
    again = _reported_again([planned for planned in year if planned.issue_type == _REPEATED], now)
    rest = [planned for planned in year if planned.issue_type != _REPEATED]
    return sorted([*rest, *again], key=lambda planned: planned.at)


def _last_whole_month(now: datetime) -> list[datetime]:
    """An evening of each day of the month before this one."""
    last = now.astimezone(LONDON).date().replace(day=1) - timedelta(days=1)
    days = [last.replace(day=day) for day in range(1, last.day + 1)]
    return [datetime.combine(day, time(21, 10), LONDON).astimezone(UTC) for day in days]


def _reported_again(theirs: list[Planned], now: datetime) -> list[Planned]:
    """The last of these as one person's about one address; none so bad that it could not wait."""
    *others, one = theirs
    rest = others[: 1 - len(_REPEATED_AGO)]
    calm = {**one.answers, "impact": 2, "target": "no"}
    email = one.email or "moira.flint@mail.example"
    return rest + [
        _at(
            replace(planned, place=one.place, name="", email=email, answers=calm, description=words),
            now - ago,
        )
        for planned, ago, words in zip(
            theirs[-len(_REPEATED_AGO) :], _REPEATED_AGO, tellings.AGAIN, strict=True
        )
    ]


def _at(planned: Planned, at: datetime) -> Planned:
    """The same at another time, its work moved with it."""
    by = at - planned.at
    assigned, started, ended = planned.assigned + by, planned.started + by, planned.ended + by
    return replace(planned, at=at, assigned=assigned, started=started, ended=ended)


def _moments(chance: Random, many: int, now: datetime) -> list[datetime]:
    """When reports are made: more by day than by night, and more of late, so that there is work to do."""
    moments = []
    for newest, oldest, share in _SPELLS:
        for _ in range(round(many * share)):
            day = (now - timedelta(days=chance.uniform(newest, oldest))).astimezone(LONDON)
            hour = chance.choices(
                range(24), (1, 1, 0, 0, 0, 1, 3, 7, 10, 9, 8, 8, 9, 8, 8, 9, 10, 11, 10, 8, 6, 4, 3, 2)
            )
            at = datetime.combine(
                day.date(), time(hour[0], chance.randrange(60), chance.randrange(60)), LONDON
            )
            at = at.astimezone(UTC)
            if at > now - timedelta(minutes=25):  # later today: it was some minutes ago instead
                at = now - timedelta(minutes=25 + chance.uniform(0, 300))
            moments.append(at)
    while len(moments) < many:
        moments.append(now - timedelta(minutes=chance.uniform(30, 900)))
    return sorted(moments[:many])


def _plan(borough: Borough, number: int, issue_type: str, at: datetime) -> Planned:
    chance = dice("report", number)
    motif = _motif(chance, issue_type)
    shows = motif.shows if motif and issue_type == motif.issue_type else ""
    way = _way(borough, chance, issue_type, shows, at)
    welsh = chance.random() < 0.05
    name = chance.choice(tellings.NAMES)
    tells = chance.random()
    photos = (
        0
        if motif is None or issue_type in _UNSEEN or chance.random() < 0.2
        else 2
        if issue_type == "fly_tip" and chance.random() < 0.2
        else 1
    )
    answers = tellings.answers(chance, issue_type, shows)
    fate = _fate(chance, issue_type)
    urgent = any(answers.get(question) in keys for question, keys in _URGENT.items())
    pace = 0.4 if urgent else _PACE.get(issue_type, _PACE_WITH_PEOPLE) * chance.lognormvariate(0, 0.4)
    if fate is Fate.STUCK:
        pace = pace * 4 + 12
    elif chance.random() < 0.06:
        pace = pace * 3 + 2
    assigned, started, ended = _work(chance, pace, at)
    return Planned(
        number=number,
        phone_id=_uuid(chance),
        at=at,
        issue_type=issue_type,
        motif=motif,
        photos=photos,
        place=_on(chance, way),
        accuracy_m=round(chance.uniform(3, 25), 1),
        source=chance.choices(("photo", "device", "pin", "search"), (photos * 40 + 1, 40, 20, 6))[0],
        place_note=chance.choice(tellings.NOTES) if chance.random() < 0.35 else "",
        description=tellings.words(chance, issue_type, shows, welsh=welsh),
        answers=answers,
        language="cy" if welsh else "en-gb",
        name=name if tells < 0.3 else "",
        email=f"{name.lower().replace(' ', '.')}@mail.example" if tells < 0.42 else "",
        phone=f"07700 900{chance.randrange(1000):03}" if tells < 0.1 else "",
        fate=fate,
        assigned=assigned,
        started=started,
        ended=ended,
    )


def _motif(chance: Random, issue_type: str) -> Motif | None:
    like, shows = _LOOKS_LIKE.get(issue_type, (issue_type, ""))
    fitting = [
        motif for motif in MOTIFS.values() if motif.issue_type == like and (not shows or motif.shows == shows)
    ]
    return chance.choice(fitting) if fitting else None


def _fate(chance: Random, issue_type: str) -> Fate:
    if ISSUE_TYPES[issue_type].is_private:
        return chance.choices((Fate.NOTHING_THERE, Fate.NOT_OURS, Fate.STUCK), (60, 32, 8))[0]
    weights = {
        Fate.CLEARED: 74,
        Fate.NOTHING_THERE: 8,
        Fate.NO_ACCESS_FIRST: 4,
        Fate.NOT_OURS: 3,
        Fate.FORWARDED: 3,
        Fate.STILL_THERE: 3,
        Fate.STUCK: 3,
        Fate.WITHDRAWN: 2,
    }
    return chance.choices(list(weights), list(weights.values()))[0]


def _way(borough: Borough, chance: Random, issue_type: str, shows: str, at: datetime) -> Way:
    """A street or path where such a thing is seen."""
    paths = {"path": 0.9, "bin": 0.75, "picnic": 1.0, "glass": 0.8}.get(shows, 0.0)
    if issue_type == "fly_tip" and at.weekday() in (6, 0) and chance.random() < 0.55:
        return _named(borough, chance.choice(_HOT_SPOT))
    if chance.random() < paths:
        return chance.choice([way for way in borough.ways if way.kind == "path"])
    if issue_type in ("pothole", "street_light") and chance.random() < 0.06:
        return next(way for way in borough.ways if way.kind == "trunk")
    if issue_type in ("fly_tip", "graffiti", "dog_fouling") and chance.random() < 0.06:
        return _named(borough, "Bargate Road")
    ward = _TROUBLED_WARD if issue_type == _MONTHS_TROUBLE else chance.choice(borough.wards).key
    streets = [way for way in borough.ways if ward in way.wards and way.kind not in ("path", "trunk")]
    if issue_type in ("graffiti", "street_light"):
        streets = [way for way in streets if way.kind != "lane"] or streets
    return chance.choice(streets)


def _named(borough: Borough, name: str) -> Way:
    return next(way for way in borough.ways if way.name == name)


def _on(chance: Random, way: Way) -> Point:
    """Somewhere along it, a few metres to one side."""
    line: LineString = way.line
    spot = line.interpolate(chance.uniform(0.06, 0.94), normalized=True)
    far = way.width / 2 + chance.uniform(0.5, 2.5)
    aside = chance.choice((-1, 1)) * far / METRES_PER_DEGREE
    lat, lon = spot.y + aside * chance.uniform(0.3, 1), spot.x + aside * chance.uniform(-1, 1)
    return Point(round(lat, 6), round(lon, 6))


def _work(chance: Random, pace: float, at: datetime) -> tuple[datetime, datetime, datetime]:
    """When it is put on a list, when a crew sets out, and when they are done; `pace` in working days."""
    last = at.astimezone(LONDON)
    days = _working_days_after(last)
    day = next(days)
    for _ in range(int(pace)):
        day = next(days)
    start = datetime.combine(day.date(), time(7, 40), LONDON) + timedelta(minutes=chance.uniform(0, 460))
    listed = datetime.combine(day.date(), time(7, 5), LONDON) + timedelta(minutes=chance.uniform(0, 30))
    if pace < 1 and last.hour < 14 and is_working_day(last.date()) and last.hour >= 7:
        listed = last + timedelta(minutes=chance.uniform(15, 60))
        start = listed + timedelta(minutes=chance.uniform(20, 100))
    done = start + timedelta(minutes=chance.uniform(12, 70))
    return listed.astimezone(UTC), start.astimezone(UTC), done.astimezone(UTC)


def _working_days_after(at: datetime) -> Iterator[datetime]:
    while True:
        at += timedelta(days=1)
        if is_working_day(at.date()):
            yield at


def _uuid(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
