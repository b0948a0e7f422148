"""Contact details go 12 months after a report has ended, and with them whoever followed it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cast import LARK_ESTATE, Cast, at
from core.clock import now
from reports.forgetting import forget_contacts
from reports.models import Follow, Report

pytestmark = pytest.mark.django_db

CONTACTS = {"name": "Asha", "email": "asha@example.org", "phone": "07700 900123", "needs": ["bsl"]}


def reported(cast: Cast, **changes: Any) -> Report:
    return Report.objects.get(ref=cast.asha.report(**CONTACTS, **changes)["ref"])


def contacts(report: Report) -> tuple[str, str, str, list[str], int]:
    report.refresh_from_db()
    follows = Follow.objects.filter(report=report).count()
    return report.name, report.email, report.phone, report.needs, follows


def ended(report: Report, when: datetime) -> None:
    Report.objects.filter(pk=report.pk).update(status="cleared", ended_at=when)


def test_they_go_a_year_after_the_end_and_no_sooner(cast: Cast) -> None:
    old, recent, still_open = reported(cast), reported(cast), reported(cast)
    ended(old, now() - timedelta(days=366))
    ended(recent, now() - timedelta(days=364))
    assert forget_contacts(at=now()) == 1
    assert contacts(old) == ("", "", "", [], 0)
    for kept in (recent, still_open):
        assert contacts(kept) == ("Asha", "asha@example.org", "07700 900123", ["bsl"], 1)


def test_what_was_passed_on_never_ends_here_and_is_forgotten_a_year_after_receipt(cast: Cast) -> None:
    passed_on = reported(cast, point=at(LARK_ESTATE))
    assert passed_on.status == "passed_on"
    assert forget_contacts(at=now() + timedelta(days=364)) == 0
    assert forget_contacts(at=now() + timedelta(days=366)) == 1
    assert contacts(passed_on) == ("", "", "", [], 0)


def test_forgetting_twice_finds_nothing_the_second_time(cast: Cast) -> None:
    ended(reported(cast), now() - timedelta(days=400))
    assert [forget_contacts(at=now()), forget_contacts(at=now())] == [1, 0]
