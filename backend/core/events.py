"""What happened. `publish` tells those who must hear in the same transaction and queues the rest.

The registry is empty here; `config` fills it from `who_hears.py` at start-up.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from core import outbox

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events: a frozen record of ids and plain values, JSON-able, no personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearers:
    """Who hears of one event.

    now     functions called with the event in the same transaction.
    later   names of outbox tasks, each given the event's payload after commit.
    """

    now: tuple[Callable[[Any], None], ...] = ()
    later: tuple[str, ...] = ()


REGISTRY: dict[type[Event], Hearers] = {}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What one event leads to after commit, with what its hearers publish: written down together.

    savepoints  how deep it is in them: what is published deeper could be rolled back without the rest.
    """

    savepoints: int
    tasks: list[tuple[str, Payload]]


_gathered: ContextVar[_Gathered | None] = ContextVar("gathered", default=None)


def fill(table: Mapping[type[Event], Hearers]) -> None:
    """Replace the registry. Called once, by `config`, at start-up."""
    REGISTRY.clear()
    REGISTRY.update(table)


def publish(event: Event) -> None:
    """Say that something happened.

    Raises  TransactionManagementError outside a transaction: an event must not outlive what it tells of.
            LookupError for an event that has no row in who_hears.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{type(event).__name__} published outside a transaction"
        )
    try:
        hearers = REGISTRY[type(event)]
    except KeyError:
        raise LookupError(f"{type(event).__name__} has no row in who_hears.py") from None
    payload: Payload = {"event": type(event).__name__, **asdict(event)}
    tasks = [(task, payload) for task in hearers.later]
    outer, savepoints = _gathered.get(), len(connection.savepoint_ids)
    if outer is not None and outer.savepoints == savepoints:
        for hear in hearers.now:
            hear(event)
        outer.tasks.extend(tasks)
        return
    mine = _Gathered(savepoints, [])
    token = _gathered.set(mine)
    try:
        for hear in hearers.now:
            hear(event)
    finally:
        _gathered.reset(token)
    outbox.enqueue_all([*mine.tasks, *tasks])
