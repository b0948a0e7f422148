"""What one event leads to is written down together with what its hearers publish, and only if that holds."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core import events
from core.events import Event, Hearers
from core.models import OutboxRow

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer(Event):
    """Its hearers publish the other one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner(Event):
    """Published by whoever hears of the first."""


class NotThis(Exception):
    """Rolls a part of the transaction back."""


def tell_of_inner(event: Outer) -> None:
    events.publish(Inner())


def tell_of_inner_in_vain(event: Outer) -> None:
    with suppress(NotThis), transaction.atomic():
        events.publish(Inner())
        raise NotThis


@pytest.fixture(autouse=True)
def own_registry() -> Iterator[None]:
    before = dict(events.REGISTRY)
    yield
    events.fill(before)


def published(by: object) -> tuple[list[str], int]:
    """The tasks that were queued, and by how many inserts."""
    events.fill({Outer: Hearers(now=(by,), later=("outer",)), Inner: Hearers(later=("inner",))})  # type: ignore[arg-type]
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        events.publish(Outer())
    inserts = [query for query in queries if query["sql"].startswith("INSERT")]
    return list(OutboxRow.objects.order_by("pk").values_list("task", flat=True)), len(inserts)


def test_both_are_written_down_with_one_insert() -> None:
    assert published(tell_of_inner) == (["inner", "outer"], 1)


def test_what_was_rolled_back_is_not_written_down_by_the_other() -> None:
    tasks, _inserts = published(tell_of_inner_in_vain)
    assert tasks == ["outer"]


def test_what_a_failed_hearer_published_is_forgotten() -> None:
    def fail(event: Outer) -> None:
        events.publish(Inner())
        raise NotThis

    with pytest.raises(NotThis):
        published(fail)
    assert published(tell_of_inner) == (["inner", "outer"], 1)
