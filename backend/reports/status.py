"""Where a report stands, and every move it may make. Nothing else sets or compares a report's status."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.problems import MoveRefused


class Status(models.TextChoices):
    RECEIVED = "received", _("Received")
    SCHEDULED = "scheduled", _("On a crew's round")
    IN_PROGRESS = "in_progress", _("Crew on the way")
    PASSED_ON = "passed_on", _("Passed on")
    CLEARED = "cleared", _("Cleared")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Mover(StrEnum):
    """Who moves a report: the work on it, the desk by hand, or the person who made it."""

    WORK = "work"
    DESK = "desk"
    REPORTER = "reporter"


_W, _D, _R = Mover.WORK, Mover.DESK, Mover.REPORTER

MOVES: dict[Status, dict[Status, frozenset[Mover]]] = {
    Status.RECEIVED: {
        Status.RECEIVED: frozenset({_W}),  # forwarded to another department
        Status.SCHEDULED: frozenset({_W}),
        Status.IN_PROGRESS: frozenset({_W}),
        Status.PASSED_ON: frozenset({_W, _D}),
        Status.CLOSED: frozenset({_W, _D}),  # by the desk: answered before any queue had it
        Status.WITHDRAWN: frozenset({_R}),
    },
    Status.SCHEDULED: {
        Status.RECEIVED: frozenset({_W, _D}),
        Status.IN_PROGRESS: frozenset({_W}),
        Status.WITHDRAWN: frozenset({_R}),
    },
    Status.IN_PROGRESS: {
        Status.RECEIVED: frozenset({_W, _D}),
        Status.SCHEDULED: frozenset({_W}),
        Status.CLEARED: frozenset({_W}),
        Status.CLOSED: frozenset({_W}),
        Status.PASSED_ON: frozenset({_W}),
    },
    Status.PASSED_ON: {Status.RECEIVED: frozenset({_D, _R})},
    Status.CLEARED: {Status.RECEIVED: frozenset({_D, _R})},
    Status.CLOSED: {Status.RECEIVED: frozenset({_D, _R})},
    Status.WITHDRAWN: {},
}

#: Somebody still has to do something.
OPEN = frozenset({Status.RECEIVED, Status.SCHEDULED, Status.IN_PROGRESS})

#: The reporter can say "it's still there".
REOPENABLE = frozenset(status for status, moves in MOVES.items() if _R in moves.get(Status.RECEIVED, ()))


def check_move(*, before: Status, after: Status, mover: Mover) -> None:
    """Raises MoveRefused where the table does not allow it."""
    if mover not in MOVES[before].get(after, frozenset()):
        raise MoveRefused
