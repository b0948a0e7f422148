"""Keeping times as people say them: years, months, days, counted by the calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Period:
    """So many months and so many days (and hours) more; a year is twelve months."""

    months: int = 0
    days: int = 0
    hours: int = 0

    def before(self, at: datetime) -> datetime:
        """The moment this long before `at`; 31 March less a month is the last day of February."""
        year, month = divmod(at.year * 12 + at.month - 1 - self.months, 12)
        day = min(at.day, monthrange(year, month + 1)[1])
        return at.replace(year=year, month=month + 1, day=day) - timedelta(days=self.days, hours=self.hours)

    def __str__(self) -> str:
        """In the reader's language: "6 years", "12 months", "90 days", "48 hours"."""
        if self.months and self.months % 12 == 0 and self.months > 12:
            years = self.months // 12
            return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}
        if self.months:
            return ngettext("%(months)d month", "%(months)d months", self.months) % {"months": self.months}
        if self.days:
            return ngettext("%(days)d day", "%(days)d days", self.days) % {"days": self.days}
        return ngettext("%(hours)d hour", "%(hours)d hours", self.hours) % {"hours": self.hours}


def years(many: int) -> Period:
    """So many years."""
    return Period(months=12 * many)
