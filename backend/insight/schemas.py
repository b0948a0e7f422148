from datetime import date

from ninja import Schema

from core.schemas import LatLon, Named
from reports.schemas import MapReportOut


class WardLineOut(Named):
    """A ward in a list; `key` is its slug."""

    open: int


class TypeCountOut(Named):
    """How many reports of one issue type."""

    icon: str
    reported: int


class PrivateMonthOut(Schema):
    """A month that is over, by its first day, with the private types of which there were 5 or more."""

    month: date
    types: list[TypeCountOut]


class WardOut(Schema):
    """A ward: what is open, and whether it is getting better over the last 30 days.

    Private reports are in none of these figures but `private_months`.
    """

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
    private_months: list[PrivateMonthOut]
    outline: list[list[LatLon]]
    bbox: list[float]
    reports: list[MapReportOut]
    more: bool
    topics: list[str]
