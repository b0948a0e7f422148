"""The author's objection to what was changed: once, answered with a reason by somebody else than before."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from core import events
from core.problems import Conflict, Invalid, NotAllowed
from reports.checking import checks
from reports.checking.check_models import Check, Objection
from reports.events import ObjectionAnswered, ReportObjected
from reports.models import Report
from reports.track import is_reporter
from reports.words import clean

_MOST = 1000


class ObjectedBefore(Conflict):
    """One objection to a report, ever."""

    type = "/problems/objected-before"
    title = _("You have objected already")
    default = _("You have told us already that you do not agree. Somebody else looks at it, or has done so.")


class NothingChanged(Conflict):
    """There is nothing to object to."""

    type = "/problems/nothing-changed"
    title = _("Nothing was changed")
    default = _("Nothing of your report was left out, so there is nothing to look at again.")


def may_object(report: Report) -> bool:
    """Whether its author can object: something was hidden, cut or covered, and they have not yet."""
    return _was_changed(report) and not Objection.objects.filter(report=report).exists()


def object_to(*, ref: str, actor: Actor, text: str, at: datetime) -> Report:
    """The report's author does not agree with what was changed.

    It goes to the top of the desk's list.

    Raises NotFound, NotAllowed for anybody else, Invalid, NothingChanged, ObjectedBefore.
    """
    said = clean(text, field="text", most=_MOST)
    if not said:
        raise Invalid(_("Say what should be shown after all, and why."), field="text")
    with transaction.atomic():
        found = Report.objects.visible_to(actor).select_related("department__body")
        report = found.select_for_update(of=("self",)).get_or_refuse(ref=ref)
        if not is_reporter(report, actor):
            raise NotAllowed(_("Only who made this report can object."))
        if Objection.objects.filter(report=report).exists():
            raise ObjectedBefore
        if not _was_changed(report):
            raise NothingChanged
        Objection.objects.create(report=report, at=at, text=said)
        checks.open_one(report, Check.Kind.OBJECTION, at)
        events.publish(ReportObjected(report_id=report.pk))
    return report


def is_open(report: Report) -> bool:
    """Whether an objection waits for its answer."""
    return Objection.objects.filter(report=report, answered_at__isnull=True).exists()


def answer(report: Report, *, by: int | None, text: str, changed: bool, at: datetime) -> None:
    """Answer the objection to a locked report, in the caller's transaction; its author is told.

    changed  whether something was hidden, cut or covered this time as well.
    """
    Objection.objects.filter(report=report).update(answered_at=at, answer=text)
    decision = Check.Decision.HIDE if changed else Check.Decision.PASS
    checks.decided(report, Check.Kind.OBJECTION, decision, by=by, reasons=(), note=text, at=at)
    events.publish(ObjectionAnswered(report_id=report.pk))


def _was_changed(report: Report) -> bool:
    taken = (Check.Decision.HIDE, Check.Decision.REDACT)
    ours = (Check.Kind.REPORT, Check.Kind.WORDS, Check.Kind.PHOTO)
    decided = Check.objects.filter(report=report, kind__in=ours, decision__in=taken)
    return decided.exclude(photo__is_after=True).exists()
