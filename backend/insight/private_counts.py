"""How many private reports a ward had in a month: nothing that could point at somebody.

What is published, and why it cannot be taken apart (uk-practice, section 6: only 5 or more an area-month):

* one figure for one type in one ward in one whole month that is over, and only where it is 5 or more;
* no total of any kind holds a private report: not of a ward, a group of types, a month or the borough. So
  nothing can be subtracted from anything, and no further figure has to be left out to protect another one;
* months do not overlap and do not move. A figure that is out does not change again: it counts what was
  received, whatever became of it. So two looks at different times have no difference;
* no other page, list, map, filter or message counts private reports.
"""

from datetime import date, datetime, time

from django.db.models import Count
from django.db.models.functions import TruncMonth

from core.clock import LONDON
from insight.schemas import PrivateMonthOut, TypeCountOut
from reports.models import Report
from reports.visibility import private_reports
from routing.issue_types import ISSUE_TYPES
from routing.models import Area

#: Fewer could point at somebody. Source: uk-practice, section 6.
LEAST = 5
MONTHS = 3


def by_month(ward: Area, at: datetime) -> list[PrivateMonthOut]:
    """The last months that are over, the newest first, each with the types that had 5 or more. One query."""
    months = _months_before(at)
    begin, end = _start_of(months[-1]), _start_of(_month_of(at))
    rows = (
        Report.objects.filter(private_reports(), ward=ward, received_at__gte=begin, received_at__lt=end)
        .annotate(month=TruncMonth("received_at", tzinfo=LONDON))
        .values_list("month", "issue_type")
        .annotate(many=Count("pk"))
        .filter(many__gte=LEAST)
        .order_by("-many", "issue_type")
    )
    found: dict[date, list[TypeCountOut]] = {}
    for month, key, many in rows:
        kind = ISSUE_TYPES[key]
        found.setdefault(month.date(), []).append(
            TypeCountOut(key=key, name=str(kind.label), icon=kind.icon, reported=many)
        )
    return [PrivateMonthOut(month=month, types=found.get(month, [])) for month in months]


def _months_before(at: datetime) -> list[date]:
    months = []
    month = _month_of(at)
    for _ in range(MONTHS):
        month = date(month.year - 1, 12, 1) if month.month == 1 else month.replace(month=month.month - 1)
        months.append(month)
    return months


def _month_of(at: datetime) -> date:
    return at.astimezone(LONDON).date().replace(day=1)


def _start_of(month: date) -> datetime:
    return datetime.combine(month, time(), LONDON)
