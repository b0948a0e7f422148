"""Aim dates: working days of the body's nation, from the day after receipt."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import LONDON, add_working_days, is_working_day

moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside


@given(moments, st.integers(1, 40))
def test_an_aim_ends_a_working_day_that_far_ahead(at: datetime, days: int) -> None:
    aim = add_working_days(at, days).astimezone(LONDON)
    assert aim.time() == time(17, 0)
    assert is_working_day(aim.date())
    assert aim > at + timedelta(days=days - 1)


@given(moments, st.integers(1, 30))
def test_one_more_day_is_later(at: datetime, days: int) -> None:
    assert add_working_days(at, days) < add_working_days(at, days + 1)


@given(moments, st.integers(0, 5000))
def test_a_later_report_never_has_an_earlier_aim(at: datetime, minutes: int) -> None:
    assert add_working_days(at, 2) <= add_working_days(at + timedelta(minutes=minutes), 2)


@pytest.mark.parametrize(
    ("received", "days", "nation", "aim"),
    [
        ("2026-06-10 11:00", 2, "england", "2026-06-12"),  # a Wednesday
        ("2026-06-10 17:30", 2, "england", "2026-06-15"),  # after five counts as Thursday
        ("2026-06-12 11:00", 1, "england", "2026-06-15"),  # over a weekend
        ("2026-12-24 11:00", 1, "england", "2026-12-29"),  # Boxing Day is a Saturday: the Monday is off
        ("2026-11-27 11:00", 1, "scotland", "2026-12-01"),  # St Andrew's Day
        ("2026-11-27 11:00", 1, "england", "2026-11-30"),
        ("2027-03-25 11:00", 1, "england", "2027-03-30"),  # Easter
    ],
)
def test_known_dates(received: str, days: int, nation: str, aim: str) -> None:
    at = datetime.fromisoformat(received).replace(tzinfo=LONDON)
    assert add_working_days(at, days, nation=nation).astimezone(LONDON).date().isoformat() == aim


def test_days_on_which_the_body_is_closed_do_not_count() -> None:
    at = datetime(2026, 6, 10, 11, tzinfo=LONDON)
    thursday = (at + timedelta(days=1)).date()
    assert add_working_days(at, 1, closures=frozenset({thursday})).astimezone(LONDON).day == 12
