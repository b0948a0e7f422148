"""Counts of private reports: by whole month and ward, at 5 or more, and nothing that can be subtracted."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from cast import Cast, at
from core.geometry import Point
from insight import private_counts
from reports.models import Report
from routing.issue_types import ISSUE_TYPES

pytestmark = pytest.mark.django_db

MAY = datetime(2026, 5, 20, 12, tzinfo=UTC)
JUNE = datetime(2026, 6, 10, 12, tzinfo=UTC)
#: In Kiln Hill, on no street that has a name.
KILN_HILL = Point(53.4080, -2.3300)


@pytest.fixture(autouse=True)
def nobody_sends_too_much(settings: Any) -> None:
    """Limits are tried elsewhere."""
    settings.CHALLENGE_FROM_PERCENT = 100
    settings.REPORTS_AN_HOUR_A_PLACE = settings.REPORTS_AN_HOUR = settings.REPORTS_AN_HOUR_A_PHONE = 1000


@pytest.fixture
def in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ward is looked at on 10 June."""
    monkeypatch.setattr("insight.api.now", lambda: JUNE)


def report(cast: Cast, many: int, *, received: datetime, key: str = "noise", **changes: Any) -> None:
    """So many private reports, received then."""
    for _ in range(many):
        ref = cast.asha.report(issue_type=key, answers={}, **changes)["ref"]
        Report.objects.filter(ref=ref).update(received_at=received)


def ward(slug: str = "weirside") -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"/api/v1/wards/{slug}").json()
    return found


def counted(slug: str = "weirside") -> dict[str, dict[str, int]]:
    """Month → type → how many."""
    return {
        month["month"]: {one["key"]: one["reported"] for one in month["types"]}
        for month in ward(slug)["private_months"]
        if month["types"]
    }


@pytest.mark.usefixtures("in_june")
def test_four_read_as_nothing_and_five_as_five(cast: Cast) -> None:
    before = ward()
    report(cast, 4, received=MAY)
    assert ward() == before
    report(cast, 1, received=MAY)
    assert counted() == {"2026-05-01": {"noise": 5}}


@pytest.mark.usefixtures("in_june")
def test_a_month_counts_once_it_is_over(cast: Cast) -> None:
    report(cast, 6, received=JUNE)
    assert counted() == {}
    # 31 May, 23:30 in London is still May there.
    report(cast, 5, received=datetime(2026, 5, 31, 22, 30, tzinfo=UTC), key="hate")
    assert counted() == {"2026-05-01": {"hate": 5}}


@pytest.mark.usefixtures("in_june")
def test_types_and_wards_are_counted_apart(cast: Cast) -> None:
    report(cast, 4, received=MAY)
    report(cast, 4, received=MAY, key="begging")
    report(cast, 4, received=MAY, point=at(KILN_HILL))
    report(cast, 5, received=MAY, point=at(KILN_HILL), key="begging")
    assert counted() == {}
    assert counted("kiln-hill") == {"2026-05-01": {"begging": 5}}


@pytest.mark.usefixtures("in_june")
def test_a_figure_that_is_out_stays_as_it_is(cast: Cast) -> None:
    report(cast, 5, received=MAY)
    Report.objects.update(status="withdrawn", ended_at=JUNE)
    assert counted() == {"2026-05-01": {"noise": 5}}


@pytest.mark.usefixtures("in_june")
def test_no_two_published_figures_differ_by_what_is_kept_back(cast: Cast) -> None:
    """Everything public, with and without five of one type and one to four of another in two wards."""
    cast.asha.report()
    report(cast, 5, received=MAY)
    before = _numbers()
    for ward_of, (key, many) in itertools.product((None, KILN_HILL), (("hate", 1), ("begging", 4))):
        report(cast, many, received=MAY, key=key, **({"point": at(ward_of)} if ward_of else {}))
        report(cast, many, received=JUNE - timedelta(days=2), key=key)
    assert _numbers() == before


def test_the_last_three_months_that_are_over_are_counted() -> None:
    january = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    assert private_counts._months_before(january) == [
        date(2025, 12, 1),
        date(2025, 11, 1),
        date(2025, 10, 1),
    ]


def _numbers() -> list[Any]:
    """Every number that anybody can read, whatever they filter by."""
    client = Client()
    kinds = [key for key, kind in ISSUE_TYPES.items() if kind.is_private]
    box = "bbox=-2.5,53.3,-2.2,53.5"
    paths = [
        "/api/v1/wards",
        "/api/v1/wards/weirside",
        "/api/v1/wards/kiln-hill",
        f"/api/v1/reports?{box}",
        *(
            f"/api/v1/reports?{box}&issue_type={key}&status={status}"
            for key in kinds
            for status in ("", "open")
        ),
    ]
    return [list(_leaves(client.get(path).json())) for path in paths]


def _leaves(found: Any) -> Iterator[Any]:
    if isinstance(found, dict):
        for key, value in found.items():
            yield key
            yield from _leaves(value)
    elif isinstance(found, list):
        yield len(found)
        for value in found:
            yield from _leaves(value)
    else:
        yield found
