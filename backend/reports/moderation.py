"""What the public may see of a report: passed or hidden by the desk, with a reason, in the audit trail."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from core import events
from core.problems import Invalid, NotAllowed, NotFound
from reports.events import ReportShownChanged
from reports.models import Photo, Report
from reports.track import can_moderate
from reports.visibility import Shown, belongs_on_map, is_private
from reports.words import clean


def pass_report(*, ref: str, actor: Actor, at: datetime) -> Report:
    """Show a held report in full; its words stay private until passed.

    Raises NotFound, NotAllowed, Invalid.
    """
    with transaction.atomic():
        report = _locked(ref, actor)
        if is_private(report):
            raise Invalid(_("Reports of this kind are always private."), field="what")
        report.shown = Shown.ALL
        report.on_map = belongs_on_map(report)
        report.save(update_fields=["shown", "on_map"])
        _changed(report, actor, at, "passed_report")
    return report


def pass_words(*, ref: str, actor: Actor, at: datetime) -> Report:
    """Let the public read the person's own words. Raises NotFound, NotAllowed, Invalid."""
    with transaction.atomic():
        report = _locked(ref, actor)
        if is_private(report):
            raise Invalid(_("Reports of this kind are always private."), field="what")
        report.words_passed = True
        report.save(update_fields=["words_passed"])
        _changed(report, actor, at, "passed_words")
    return report


def hide_words(*, ref: str, actor: Actor, reason: str, at: datetime) -> Report:
    """Take the person's own words off every public page. Raises NotFound, NotAllowed, Invalid."""
    with transaction.atomic():
        report = _locked(ref, actor)
        report.words_passed = False
        report.save(update_fields=["words_passed"])
        _changed(report, actor, at, "hid_words", _required(reason))
    return report


def hide_report(*, ref: str, actor: Actor, reason: str, at: datetime) -> Report:
    """Take a report off every public page and map. Raises NotFound, NotAllowed, Invalid."""
    with transaction.atomic():
        report = _locked(ref, actor)
        report.shown, report.on_map = Shown.NOTHING, False
        report.save(update_fields=["shown", "on_map"])
        _changed(report, actor, at, "hid_report", _required(reason))
    return report


def hide_photo(*, ref: str, photo_id: UUID, actor: Actor, reason: str, at: datetime) -> Report:
    """Take one photo off every public page; staff still see it. Raises NotFound, NotAllowed, Invalid."""
    with transaction.atomic():
        report = _locked(ref, actor)
        photo = Photo.objects.select_for_update().filter(pk=photo_id, report=report).first()
        if photo is None:
            raise NotFound
        photo.hidden_because = _required(reason)
        photo.save(update_fields=["hidden_because"])
        _changed(report, actor, at, "hid_photo", photo.hidden_because)
    return report


def _locked(ref: str, actor: Actor) -> Report:
    report = Report.objects.visible_to(actor).select_for_update(of=("self",)).get_or_refuse(ref=ref)
    if not can_moderate(report, actor):
        raise NotAllowed
    return report


def _required(reason: str) -> str:
    if not (said := clean(reason, field="reason", most=500)):
        raise Invalid(_("Say why, so that others can follow it later."), field="reason")
    return said


def _changed(report: Report, actor: Actor, at: datetime, action: str, reason: str = "") -> None:
    audit.note(actor=actor, action=action, subject=f"report:{report.ref}", at=at, reason=reason)
    events.publish(ReportShownChanged(report_id=report.pk))
