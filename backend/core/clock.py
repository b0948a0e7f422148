"""What time it is, and which days people work."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")

#: After this hour a report counts as received on the next working day.
#: Source: uk-practice, "Working days and clocks": the default of most councils' published aims.
END_OF_WORKING_DAY = time(17, 0)

_SUBDIVISION = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


@lru_cache(maxsize=64)
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISION[nation], years=year))


def is_working_day(day: date, *, nation: str = "england", closures: frozenset[date] = frozenset()) -> bool:
    """Monday to Friday, not a bank holiday of the nation, not a day the body is closed."""
    return day.weekday() < 5 and day not in _bank_holidays(nation, day.year) and day not in closures


def add_working_days(
    at: datetime, days: int, *, nation: str = "england", closures: frozenset[date] = frozenset()
) -> datetime:
    """The end of the working day that is `days` working days after `at`.

    at        aware. After 17:00, or on a day off, it counts as received on the next working day.
    days      1 or more; day 1 is the next working day after receipt.
    Returns   aware, 17:00 London time of that day, in UTC.
    Source    uk-practice, "Working days and clocks".
    """
    local = at.astimezone(LONDON)
    day = local.date()
    if local.time() >= END_OF_WORKING_DAY:
        day += timedelta(days=1)
    while not is_working_day(day, nation=nation, closures=closures):
        day += timedelta(days=1)
    left = days
    while left > 0:
        day += timedelta(days=1)
        if is_working_day(day, nation=nation, closures=closures):
            left -= 1
    return datetime.combine(day, END_OF_WORKING_DAY, LONDON).astimezone(UTC)
