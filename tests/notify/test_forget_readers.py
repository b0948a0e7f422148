"""An address or a phone is kept while it follows something, and 90 days after the last message."""

from datetime import timedelta

import pytest

from cast import Cast
from core.clock import now
from notify import forgetting as told
from notify import readers
from notify.models import Delivery, Reader
from reports import forgetting
from reports.models import Follow
from telling import say

LONG_AGO = now() - timedelta(days=91)

pytestmark = pytest.mark.django_db


def ben() -> Reader:
    return readers.reader_for_email(email="ben@example.org", language="en-gb", at=LONG_AGO)


def forget() -> None:
    told.forget_deliveries(at=now())
    forgetting.forget_readers(at=now())


def test_who_follows_nothing_and_was_long_told_nothing_is_forgotten() -> None:
    ben()
    forget()
    assert not Reader.objects.exists()


def test_who_follows_a_report_is_kept(cast: Cast) -> None:
    report, _job = cast.mattresses()
    Follow.objects.create(report=report, reader=ben(), since=LONG_AGO)
    forget()
    assert Reader.objects.filter(email="ben@example.org").exists()


@pytest.mark.parametrize(("days", "is_kept"), [(89, True), (91, False)])
def test_who_was_told_something_is_kept_for_90_days(days: int, is_kept: bool) -> None:
    say("cleared", ben())
    Delivery.objects.update(state="sent", created_at=now() - timedelta(days=days))
    forget()
    assert Reader.objects.exists() is is_kept


def test_what_still_waits_to_be_sent_is_not_forgotten() -> None:
    say("cleared", ben())
    Delivery.objects.update(created_at=LONG_AGO)
    forget()
    assert Delivery.objects.filter(state="waiting").count() == 1
