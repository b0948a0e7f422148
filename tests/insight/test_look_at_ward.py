"""A councillor, or anybody, looks at a ward: what is open, and is it getting better?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cast import Cast
from core.clock import now
from reports.models import Report

pytestmark = pytest.mark.django_db


def ward(slug: str = "weirside") -> dict[str, Any]:
    reply = Client().get(f"/api/v1/wards/{slug}")
    assert reply.status_code == 200
    found: dict[str, Any] = reply.json()
    return found


def test_a_new_report_is_on_the_wards_map_at_once(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    seen = ward()
    assert [report["ref"] for report in seen["reports"]] == [ref]
    assert (seen["open"], seen["reported"], seen["cleared"]) == (1, 1, 0)
    assert seen["topics"] == ["ward:weirside"]


def test_the_median_is_of_what_was_cleared_in_the_last_thirty_days(cast: Cast) -> None:
    at = now()
    for days in (1, 2, 9):
        report = Report.objects.get(ref=cast.asha.report()["ref"])
        Report.objects.filter(pk=report.pk).update(
            status="cleared", received_at=at - timedelta(days=days + 1), ended_at=at - timedelta(days=1)
        )
    seen = ward()
    assert (seen["cleared"], seen["median_days"], seen["open"]) == (3, 2.0, 0)
    assert (seen["cleared_before"], seen["median_days_before"]) == (0, None)


def test_an_unknown_ward_is_not_found(cast: Cast) -> None:
    assert Client().get("/api/v1/wards/atlantis").status_code == 404
