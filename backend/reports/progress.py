"""How the work on a report shows on it. `workqueue` calls these; each is one step a resident can see."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from accounts.models import Body, Department
from core import events
from reports import updates
from reports.events import (
    ReportAnswered,
    ReportCleared,
    ReportClosed,
    ReportDelayed,
    ReportEvent,
    ReportForwarded,
    ReportPassedOn,
    ReportReleased,
    ReportReopened,
    ReportScheduled,
    ReportStarted,
    ReportUnscheduled,
    ReportWithdrawn,
)
from reports.models import Move, Photo, Report
from reports.status import Mover, Status, check_move
from reports.visibility import belongs_on_map


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Who makes a step, when, and a note that only staff read."""

    at: datetime
    by: int | None
    mover: Mover = Mover.WORK
    note: str = ""


def _move(
    report: Report,
    *,
    after: Status,
    step: Step,
    kind: str,
    event: Callable[..., ReportEvent],
    photo: Photo | None = None,
    **params: str | None,
) -> None:
    """Move a locked report: rule, change, named fields, history, update, event."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a report moves only inside a transaction")
    before = Status(report.status)
    check_move(before=before, after=after, mover=step.mover)
    report.status = after
    report.ended_at = step.at if after in {Status.CLEARED, Status.CLOSED, Status.WITHDRAWN} else None
    report.on_map = belongs_on_map(report)
    report.save(update_fields=["status", "ended_at", "on_map", "department", "body", "aim_at"])
    Move.objects.create(
        report=report, at=step.at, by_id=step.by, before=before, after=after, note=step.note[:500]
    )
    updates.add_update(report=report, kind=kind, at=step.at, photo=photo, **params)
    events.publish(event(report_id=report.pk))


def scheduled(report: Report, step: Step) -> None:
    """A crew has it on its list."""
    _move(
        report,
        after=Status.SCHEDULED,
        step=step,
        kind="scheduled",
        event=ReportScheduled,
        department=report.department.key,
    )


def unscheduled(report: Report, step: Step) -> None:
    """It went back from a crew to the queue."""
    _move(report, after=Status.RECEIVED, step=step, kind="unscheduled", event=ReportUnscheduled)


def started(report: Report, step: Step) -> None:
    """A crew is on the way."""
    _move(report, after=Status.IN_PROGRESS, step=step, kind="started", event=ReportStarted)


def delayed(report: Report, step: Step, *, retry_on: date) -> None:
    """A crew could not get to it and tries again on that day."""
    _move(
        report,
        after=Status.SCHEDULED,
        step=step,
        kind="delayed",
        event=ReportDelayed,
        retry_on=retry_on.isoformat(),
    )


def cleared(report: Report, step: Step, *, photo: Photo) -> None:
    """Cleared; `photo` shows the place as it is now."""
    _move(report, after=Status.CLEARED, step=step, kind="cleared", event=ReportCleared, photo=photo)


def nothing_found(report: Report, step: Step, *, photo: Photo | None) -> None:
    """The crew looked and found nothing to clear."""
    _move(report, after=Status.CLOSED, step=step, kind="nothing_found", event=ReportClosed, photo=photo)


def released(report: Report, step: Step) -> None:
    """Whoever read it first let it go to its department."""
    _move(
        report,
        after=Status.RECEIVED,
        step=replace(step, mover=Mover.WORK),
        kind="released",
        event=ReportReleased,
        department=report.department.key,
    )


def answered(report: Report, step: Step) -> None:
    """Whoever read it first answered it."""
    _move(
        report,
        after=Status.CLOSED,
        step=step,
        kind="answered",
        event=ReportAnswered,
        body=report.department.body.key,
    )


def forwarded(report: Report, step: Step, *, department: Department, aim_at: datetime | None) -> None:
    """Another department has it now; its crew, if it had one, has it no longer."""
    report.department, report.body, report.aim_at = department, department.body, aim_at
    _move(
        report,
        after=Status.RECEIVED,
        step=step,
        kind="forwarded",
        event=ReportForwarded,
        department=department.key,
    )


def passed_on(report: Report, step: Step, *, body: Body) -> None:
    """It is another body's. The department stays, to watch; no date is promised for others."""
    report.body, report.aim_at = body, None
    _move(report, after=Status.PASSED_ON, step=step, kind="passed_on", event=ReportPassedOn, body=body.key)


def reopened(report: Report, step: Step, *, aim_at: datetime | None) -> None:
    """It is still there, or has come back: same department, new aim."""
    report.body, report.aim_at = report.department.body, aim_at
    _move(
        report,
        after=Status.RECEIVED,
        step=step,
        kind="reopened",
        event=ReportReopened,
        department=report.department.key,
    )


def withdrawn(report: Report, step: Step) -> None:
    """Its reporter took it back."""
    _move(report, after=Status.WITHDRAWN, step=step, kind="withdrawn", event=ReportWithdrawn)
