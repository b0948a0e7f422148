"""What waits together is told together: in one transaction, or each alone when one of them is at fault."""

import pytest

from cast import Cast
from core import outbox
from core.models import OutboxRow
from notify.models import LiveMessage

pytestmark = pytest.mark.django_db(transaction=True)


def waiting() -> int:
    return OutboxRow.objects.filter(state=OutboxRow.State.WAITING).count()


def test_many_reports_cost_one_look_again_for_each_topic(cast: Cast) -> None:
    refs = [cast.asha.report()["ref"] for _ in range(5)]
    assert outbox.work_once(quick=True) == 15
    assert waiting() == 0
    topics = list(LiveMessage.objects.values_list("topic", flat=True))
    assert sorted(topics) == sorted(set(topics))
    assert {f"report:{ref}" for ref in refs} | {"queue:street-cleansing", "ward:weirside"} <= set(topics)


def test_who_asked_to_be_told_is_told_though_others_did_not(cast: Cast, mailoutbox: list[object]) -> None:
    for _ in range(3):
        cast.asha.report()
    cast.asha.report(email="asha@example.org")
    while outbox.work_once():
        pass
    assert len(mailoutbox) == 1


def test_one_that_cannot_be_done_holds_up_no_other(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    ref = cast.asha.report()["ref"]
    OutboxRow.objects.create(
        task="say_look_again",
        payload={"event": "NoSuchEvent"},
        run_at="2026-01-01T00:00Z",
        created_at="2026-01-01T00:00Z",
    )
    outbox.work_once(quick=True)
    assert LiveMessage.objects.filter(topic=f"report:{ref}").exists()
    left = OutboxRow.objects.get(state=OutboxRow.State.WAITING)
    assert (left.payload, left.last_error) == ({"event": "NoSuchEvent"}, "KeyError")
