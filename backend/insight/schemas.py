from datetime import date

from ninja import Schema

from core.schemas import LatLon, Named
from reports.schemas import MapReportOut


class WardLineOut(Named):
    """A ward in a list; `key` is its slug."""

    open: int


class TypeCountOut(Named):
    """How many reports of one issue type; private types only where the count is 5 or more."""

    icon: str
    reported: int


class WardOut(Schema):
    """A ward: what is open, and whether it is getting better over the last 30 days."""

    slug: str
    name: str
    body: Named | None
    days: int
    since: date
    open: int
    overdue: int
    reported: int
    cleared: int
    reported_before: int
    cleared_before: int
    median_days: float | None
    median_days_before: float | None
    by_type: list[TypeCountOut]
    outline: list[list[LatLon]]
    bbox: list[float]
    reports: list[MapReportOut]
    more: bool
    topics: list[str]
