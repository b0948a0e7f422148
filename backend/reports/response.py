"""What its reporter can still do with a report: say that it is still there, or take it back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from core.problems import MoveRefused, NotAllowed
from reports import progress
from reports.aims import aim_in
from reports.models import Report
from reports.status import REOPENABLE, Mover, Status
from reports.track import is_reporter
from reports.words import clean

#: "Is it still there?" can be answered for this long after the end. Source: uk-practice, section 7.
STILL_THERE_FOR = timedelta(days=14)


def still_there(*, ref: str, actor: Actor, at: datetime, note: str = "") -> Report:
    """Open an ended report again, in the same department. Raises NotFound, NotAllowed or MoveRefused."""
    with transaction.atomic():
        report = _locked(ref, actor)
        note = clean(note, field="note", most=500)
        if _is_repeated(report, note):
            return report
        if Status(report.status) not in REOPENABLE:
            raise MoveRefused(_("It is still open, so there is nothing to open again."))
        if report.ended_at and at - report.ended_at > STILL_THERE_FOR:
            raise MoveRefused(_("That was more than 14 days ago. Please make a new report."))
        step = progress.Step(at=at, by=None, mover=Mover.REPORTER, note=note)
        progress.reopened(report, step, aim_at=aim_in(report, report.department, at))
    return report


def withdraw(*, ref: str, actor: Actor, at: datetime) -> Report:
    """Take a report back before work has begun. Raises NotFound, NotAllowed or MoveRefused."""
    with transaction.atomic():
        report = _locked(ref, actor)
        if Status(report.status) is Status.WITHDRAWN:
            return report  # a phone whose answer was lost asks again
        progress.withdrawn(report, progress.Step(at=at, by=None, mover=Mover.REPORTER))
    return report


def _is_repeated(report: Report, note: str) -> bool:
    """Whether its reporter has just said so: a phone whose answer was lost asks again."""
    last = report.moves.order_by("id").last()
    return (
        last is not None
        and Status(report.status) is Status.RECEIVED
        and Status(last.before) in REOPENABLE
        and (last.by_id, last.after, last.note) == (None, Status.RECEIVED, note)
    )


def _locked(ref: str, actor: Actor) -> Report:
    report = (
        Report.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("department__body", "body")
        .get_or_refuse(ref=ref)
    )
    if not is_reporter(report, actor):
        raise NotAllowed(_("Only the person who made this report can do that."))
    return report
