"""What the tests of telling need: a push service, and the outbox worked off."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

import push_service as services
from core import outbox
from core.clock import now
from core.models import OutboxRow
from notify import live, push
from push_service import PushService


@pytest.fixture
def pushes(settings: Settings) -> Iterator[PushService]:
    """A push service that may be at a private address; it must have nothing to complain of at the end."""
    settings.PUSH_PRIVATE = True
    push.resting.forget()
    with services.push_service() as service:
        yield service
    assert service.complaints == []


@pytest.fixture
def work(db: None) -> Callable[[], None]:
    """Does what is due in the outbox."""

    def do() -> None:
        while outbox.work_once():
            pass

    return do


@pytest.fixture
def later(db: None) -> Callable[[], None]:
    """Lets the pauses of everything that waits in the outbox be over."""

    def do() -> None:
        push.resting.forget()
        OutboxRow.objects.filter(state="waiting").update(run_at=now(), lease_until=None)

    return do


@pytest.fixture
def open_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody may watch wards and reports; queues only who shows the word."""
    rules: dict[str, Callable[[Any, str], bool]] = {
        "ward": lambda actor, rest: True,
        "report": lambda actor, rest: True,
        "queue": lambda actor, rest: actor.track_token == "the-word",
    }
    monkeypatch.setattr(live, "TOPIC_RULES", rules)
