"""Where a job stands, and every move it may make and who may make it. Nothing else sets a job's status."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from core.problems import MoveRefused, NotAllowed


class Status(models.TextChoices):
    QUEUED = "queued", _("In the queue")
    ASSIGNED = "assigned", _("With a crew")
    STARTED = "started", _("Started")
    ENDED = "ended", _("Ended")


DESK = frozenset({Role.DESK, Role.ADMINISTRATOR})
CREW = frozenset({Role.CREW})
#: Nobody moves the job itself: its reporter moves the report, and the job goes with it.
BY_ITS_REPORT: frozenset[Role] = frozenset()

MOVES: dict[Status, dict[Status, frozenset[Role]]] = {
    Status.QUEUED: {
        Status.QUEUED: DESK,  # forwarded to another department
        Status.ASSIGNED: DESK,
        Status.STARTED: CREW,
        Status.ENDED: DESK,
    },
    Status.ASSIGNED: {
        Status.ASSIGNED: DESK,  # to another crew
        Status.STARTED: CREW,
        Status.QUEUED: DESK,
        Status.ENDED: BY_ITS_REPORT,  # withdrawn
    },
    Status.STARTED: {
        Status.ENDED: CREW,
        Status.ASSIGNED: CREW,  # could not get to it; it stays on the list
        Status.QUEUED: DESK,
    },
    Status.ENDED: {Status.QUEUED: BY_ITS_REPORT},  # it is still there
}

#: Somebody still has to do something.
OPEN = frozenset({Status.QUEUED, Status.ASSIGNED, Status.STARTED})


def check_move(*, before: Status, after: Status, roles: Collection[Role]) -> None:
    """Raises MoveRefused where no role may make the move, NotAllowed where others may."""
    movers = MOVES[before].get(after)
    if not movers:
        raise MoveRefused
    if not movers.intersection(roles):
        raise NotAllowed


def check_goes_with_report(*, before: Status, after: Status) -> None:
    """Raises MoveRefused where the table does not let a job go where its report went."""
    if after not in MOVES[before]:
        raise MoveRefused


def moves_of(*, before: Status, roles: Collection[Role]) -> list[Status]:
    """The moves these roles may make from here.

    So that a button is hidden by the rule that would refuse it.
    """
    return [after for after, movers in MOVES[before].items() if movers.intersection(roles)]
