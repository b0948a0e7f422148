"""What the tests of telling need: a push service, and the outbox worked off."""

from collections.abc import Callable
from typing import Any

import pytest

from core import outbox
from core.clock import now
from core.models import OutboxRow
from notify import live, push


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
