"""Reports that a named person reads before any queue has them: their reporter is never told more than that.

Who reads: the department's `reviewer`, and in their place the administrators of its body. What is urgent does
not wait: it is in the queue at once, and they read it beside.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from accounts.senders import Scope, Standing
from core import events
from core.problems import Conflict, Invalid, NotFound
from core.references import read_reference
from reports import progress
from reports.events import FirstLookEnded, FirstLookWanted, ReportReleased
from reports.models import FirstLook, Report
from reports.private import repeats
from reports.status import Mover, Status
from reports.words import clean
from routing.kinds import IssueType

Because, Decision = FirstLook.Because, FirstLook.Decision


class AlreadyRead(Conflict):
    """Somebody else has decided meanwhile."""

    type = "/problems/already-read"
    title = _("Already decided")
    default = _("Somebody has read this report and decided already.")


def wanted(
    report: Report, issue_type: IssueType, keys: list[str], standing: Standing, at: datetime
) -> FirstLook | None:
    """The first look that a report about to be stored needs; None for nearly all. Not stored yet.

    keys  of its sender, for kinds that are counted; else none.
    """
    count = repeats.count(report, keys, at) if keys and settings.REPEAT_REPORTS else 0
    if count and count >= settings.REPEAT_REPORTS:
        because = Because.REPEATED
    elif standing.block(Scope.REPORTS, report.department.body_id):
        because = Because.BLOCKED
    else:
        return None
    return FirstLook(
        department=report.department,
        because=because,
        waits=not issue_type.is_urgent(report.answers),
        count=count,
        opened_at=at,
    )


def begin(look: FirstLook, report: Report) -> None:
    """Ask for it, in the report's own transaction."""
    look.report = report
    look.save(force_insert=True)
    events.publish(FirstLookWanted(report_id=report.pk, department_id=look.department_id))


def to_read_by(actor: Actor) -> QuerySet[FirstLook]:
    """The first looks that this actor decides, open or closed. Raises SignInFirst or NotAllowed."""
    actor.require_staff()
    as_reviewer = Q(department__reviewer_id=actor.person_id) & actor.rows_seen("report__")
    return FirstLook.objects.filter(as_reviewer | Q(department_id__in=actor.watched))


def open_for(actor: Actor) -> QuerySet[FirstLook]:
    """Those that nobody has decided yet, the oldest first; not of reports that were taken back."""
    waiting = to_read_by(actor).filter(closed_at__isnull=True).exclude(report__status=Status.WITHDRAWN)
    return waiting.select_related("report__ward", "department").order_by("pk")


def decide(
    *, ref: str, actor: Actor, decision: str, note: str = "", answer: str = "", at: datetime
) -> FirstLook:
    """Release a report to its queue, or answer it so that no queue ever has it.

    The same again changes nothing.

    decision  "release" or "answer"; what is in the queue already can only be released.
    note      for staff. `answer` is what the reporter reads; "answer" demands it.
    Raises    SignInFirst, NotAllowed, NotFound, Invalid, AlreadyRead.
    """
    note = clean(note, field="note", most=1000)
    answer = clean(answer, field="answer", most=2000)
    with transaction.atomic():
        report = _locked(ref, actor)
        look = FirstLook.objects.select_for_update(of=("self",)).get(report=report)
        decided = Decision.SEEN if decision == Decision.RELEASE and not look.waits else Decision(decision)
        if look.closed_at is not None:
            if (look.closed_by_id, look.decision, look.note) == (actor.person_id, decided, note):
                return look
            raise AlreadyRead
        if decided is Decision.ANSWER and not look.waits:
            raise Invalid(_("It is urgent, so the team has it already."), field="decision")
        if decided is Decision.ANSWER and not answer:
            raise Invalid(_("Write what the reporter is to read."), field="answer")
        look.closed_at, look.closed_by_id, look.decision = at, actor.person_id, decided
        look.note, look.answer = note, answer if decided is Decision.ANSWER else ""
        look.save(update_fields=["closed_at", "closed_by", "decision", "note", "answer"])
        if Status(report.status) is Status.RECEIVED and decided is not Decision.SEEN:
            _go_on(report, decided, progress.Step(at=at, by=actor.person_id, mover=Mover.DESK, note=note))
        events.publish(FirstLookEnded(report_id=report.pk, department_id=look.department_id))
        audit.note(
            actor=actor,
            action=f"first_look_{decided}",
            subject=f"report:{report.ref}",
            at=at,
            reason=note,
            body_id=report.department.body_id,
        )
    return look


def _go_on(report: Report, decided: FirstLook.Decision, step: progress.Step) -> None:
    if decided is Decision.ANSWER:
        progress.answered(report, step)
    elif report.department.body_id == report.body_id:
        progress.released(report, step)
    else:
        progress.passed_on(report, step, body=report.body)
        events.publish(ReportReleased(report_id=report.pk))


def _locked(ref: str, actor: Actor) -> Report:
    known = read_reference(ref)
    mine = to_read_by(actor).filter(report__ref=known).values("report_id")
    found = Report.objects.select_for_update(of=("self",)).select_related("department__body", "body")
    report = found.filter(pk__in=mine).first() if known else None
    if report is None:
        raise NotFound
    return report
