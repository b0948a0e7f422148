"""A ward as its councillor looks at it: what is open on the map, and is it getting better?

Counts hold what the public sees; what they say of private reports is in `private_counts`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

import shapely
from django.db.models import Count, Q, QuerySet

from accounts.api import named
from core.problems import NotFound
from core.schemas import LatLon
from insight import private_counts
from insight.schemas import TypeCountOut, WardLineOut, WardOut
from reports import public_map, reading, updates
from reports.models import Report
from reports.status import OPEN, Status
from reports.visibility import public_reports
from routing.issue_types import ISSUE_TYPES
from routing.levels import Level
from routing.models import Area

DAYS = public_map.ENDED_SHOWN_FOR.days
MOST_ON_MAP = 500


@dataclass(frozen=True, slots=True)
class _Spell:
    reported: int
    cleared: int
    median_days: float | None


def list_wards() -> list[WardLineOut]:
    """All wards in force by name, with how many public reports are open in each. Two queries."""
    still_open = Report.objects.filter(on_map=True, status__in=OPEN)
    counts = dict(still_open.values_list("ward").annotate(Count("pk")))
    wards = Area.objects.filter(kind=Level.WARD, valid_to__isnull=True).defer("geometry").order_by("name")
    return [WardLineOut(key=ward.slug, name=ward.local_name, open=counts.get(ward.pk, 0)) for ward in wards]


def look_at(slug: str, at: datetime) -> WardOut:
    """One ward. Raises NotFound."""
    ward = (
        Area.objects.select_related("body").filter(kind=Level.WARD, slug=slug, valid_to__isnull=True).first()
    )
    if ward is None:
        raise NotFound
    mine = _public(Report.objects.filter(ward=ward))
    since, before = at - timedelta(days=DAYS), at - timedelta(days=2 * DAYS)
    now_spell, then_spell = _spell(mine, since, at), _spell(mine, before, since)
    shown = _recent(ward, at)
    still_open = Report.objects.filter(ward=ward, on_map=True, status__in=OPEN)
    return WardOut.model_construct(
        slug=ward.slug,
        name=ward.local_name,
        body=named(ward.body) if ward.body else None,
        days=DAYS,
        since=updates.local_day(since),
        open=still_open.count(),
        overdue=still_open.filter(aim_at__lt=at).count(),
        reported=now_spell.reported,
        cleared=now_spell.cleared,
        reported_before=then_spell.reported,
        cleared_before=then_spell.cleared,
        median_days=now_spell.median_days,
        median_days_before=then_spell.median_days,
        by_type=_by_type(mine, since),
        private_months=private_counts.by_month(ward, at),
        outline=_outline(ward),
        bbox=[ward.west, ward.south, ward.east, ward.north],
        reports=[reading.on_map(report, at) for report in shown[:MOST_ON_MAP]],
        more=len(shown) > MOST_ON_MAP,
        topics=[f"ward:{ward.slug}"],
    )


def _public(reports: QuerySet[Report]) -> QuerySet[Report]:
    return reports.filter(public_reports())


def _recent(ward: Area, at: datetime) -> list[Report]:
    on_map = Report.objects.filter(ward=ward, on_map=True).filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=at - timedelta(days=DAYS))
    )
    found = list(on_map.only(*public_map.SHOWN).order_by("-pk")[: MOST_ON_MAP + 1])
    public_map.add_first_photo(found)
    return found


def _spell(mine: QuerySet[Report], begin: datetime, end: datetime) -> _Spell:
    cleared = mine.filter(status=Status.CLEARED, ended_at__gte=begin, ended_at__lt=end).values_list(
        "received_at", "ended_at"
    )
    days = [(ended - received).total_seconds() / 86_400 for received, ended in cleared if ended]
    return _Spell(
        reported=mine.filter(received_at__gte=begin, received_at__lt=end).count(),
        cleared=len(days),
        median_days=round(median(days), 1) if days else None,
    )


def _by_type(mine: QuerySet[Report], since: datetime) -> list[TypeCountOut]:
    rows = mine.filter(received_at__gte=since).values_list("issue_type").annotate(many=Count("pk"))
    return [
        TypeCountOut(key=key, name=str(ISSUE_TYPES[key].label), icon=ISSUE_TYPES[key].icon, reported=many)
        for key, many in sorted(rows, key=lambda row: -row[1])
    ]


def _outline(ward: Area) -> list[list[LatLon]]:
    shape = shapely.from_wkb(bytes(ward.geometry)).simplify(0.00005)
    parts = getattr(shape, "geoms", [shape])
    return [
        [LatLon.model_construct(lat=round(y, 6), lon=round(x, 6)) for x, y in part.exterior.coords]
        for part in parts
    ]
