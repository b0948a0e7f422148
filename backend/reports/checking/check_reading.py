"""One check as the desk reads it: what was said, what was sent, what others see now, what was decided."""

from datetime import datetime
from typing import Final, Literal

from django.db import transaction

from accounts import audit
from accounts.actor import Actor
from accounts.models import AuditEntry
from core.schemas import Named
from reports.checking import checks, patterns, redaction
from reports.checking.check_list import waits_of
from reports.checking.check_models import Objection
from reports.checking.check_schemas import (
    CheckOut,
    CheckPhotoOut,
    CheckStepOut,
    CheckWordsOut,
    FlagOut,
    MarkOut,
    ObjectionOut,
    PublicNowOut,
)
from reports.checking.moderation import find_to_check, flags_to_answer, may_answer_objection, version_of
from reports.models import Photo, Report
from reports.reading import title
from reports.visibility import Sight, photo_seen, public_sight, public_words
from routing.issue_types import issue_type_for

#: Steps of the past that a check shows, the newest first.
_HISTORY: Final = 30
_LOOKS: Final = ("saw_check", "saw_uncovered", "saw_original")
_SIGHTS: Final[dict[Sight, Literal["nothing", "outline", "public"]]] = {
    Sight.NOTHING: "nothing",
    Sight.OUTLINE: "outline",
    Sight.PUBLIC: "public",
}


def look(*, ref: str, actor: Actor, at: datetime) -> CheckOut:
    """Look at a check; the look is put on record. Raises SignInFirst, NotAllowed, NotFound."""
    with transaction.atomic():
        report = find_to_check(ref, actor)
        seen = _check(report, actor)
        audit.note(
            actor=actor,
            action="saw_check",
            subject=f"report:{report.ref}",
            at=at,
            body_id=report.department.body_id,
        )
    return seen


def marks_in(text: str) -> list[MarkOut]:
    """What looks private in `text`, counted as browsers count."""
    found = patterns.find_marks(text)
    spans = redaction.as_browsers_count(text, [mark.span for mark in found])
    return [
        MarkOut(start=span.start, end=span.end, kind=mark.kind)
        for mark, span in zip(found, spans, strict=True)
    ]


def _check(report: Report, actor: Actor) -> CheckOut:
    waiting = checks.waiting(report)
    photos = list(report.photos.all())
    flags = flags_to_answer(report)
    objection = Objection.objects.filter(report=report, answered_at__isnull=True).first()
    issue_type = issue_type_for(report.issue_type)
    return CheckOut(
        ref=report.ref,
        title=title(report),
        issue_type=Named(key=issue_type.key, name=str(issue_type.label)),
        visibility=report.visibility,
        shown=report.shown,
        received_at=report.received_at,
        street=report.street,
        wants=waits_of(waiting),
        due_at=min((check.aim_at for check in waiting), default=None),
        words=_words(report),
        photos=[_photo(photo) for photo in photos],
        flags=[FlagOut(id=f.phone_id, at=f.at, reason=f.reason, note=f.note) for f in flags],
        objection=ObjectionOut(at=objection.at, text=objection.text) if objection else None,
        history=_history(report),
        public_now=_public_now(report, photos),
        version=version_of(report, photos, flags),
        can=["decide", "answer_objection"] if may_answer_objection(report, actor) else ["decide"],
    )


def _words(report: Report) -> CheckWordsOut | None:
    state = checks.words_state(report)
    if state == "none":
        return None
    return CheckWordsOut(
        text=report.description,
        marks=marks_in(report.description),
        public=public_words(report),
        state=state,
    )


def _photo(photo: Photo) -> CheckPhotoOut:
    return CheckPhotoOut(
        id=photo.pk,
        state=photo.state,
        width=photo.width,
        height=photo.height,
        hidden=bool(photo.hidden_because),
        release=photo.release,
        found=photo.found,
        covers=photo.covers,
        crop=photo.crop,
        after=photo.is_after,
    )


def _history(report: Report) -> list[CheckStepOut]:
    steps = (
        AuditEntry.objects.filter(subject=f"report:{report.ref}")
        .exclude(action__in=_LOOKS)
        .select_related("person")
        .order_by("-seq")[:_HISTORY]
    )
    return [
        CheckStepOut(
            at=step.at,
            who=step.person.name if step.person else "",
            action=step.action,
            reason=step.reason,
        )
        for step in steps
    ]


def _public_now(report: Report, photos: list[Photo]) -> PublicNowOut:
    sight = public_sight(report)
    return PublicNowOut(
        sight=_SIGHTS[sight],
        title=title(report, outline=sight < Sight.PUBLIC) if sight else "",
        words=public_words(report),
        photos=[photo.pk for photo in photos if photo_seen(photo, report, sight)],
    )
