"""What the desks have looked at, and what still waits for them when a visitor opens the demo."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from demo.staff import Staff
from reports.checking import flags, moderation, objections
from reports.checking.check_models import Check
from reports.models import Report
from reports.status import OPEN
from reports.track import track_token

#: What came in later than this has not been looked at yet.
_LATELY: Final = timedelta(hours=9)
#: Held reports are looked at within a working day, but for some of the last days.
_LATELY_HELD: Final = timedelta(days=8)
#: Where a reader's flag and an author's objection wait.
_DESK: Final = "street-cleansing"
_FLAG: Final = UUID("3b6ad7a8-2c51-4a5e-9d8e-0d5f4d1c7b11")


def look_through(staff: Staff, *, until: datetime) -> None:
    """Let the desks decide of photos that wait, but those of the last hours, and of older held reports."""
    waiting = Check.objects.filter(kind=Check.Kind.PHOTO, closed_at__isnull=True)
    # A photo of a held report is looked at with its report.
    waiting = waiting.exclude(report__in=_held().values("report"), opened_at__gte=until - _LATELY_HELD)
    old = waiting.filter(report__received_at__lt=until - _LATELY).select_related("report__department")
    for check in old:
        if check.photo_id is not None:
            moderation.pass_photo(
                ref=check.report.ref,
                photo_id=check.photo_id,
                actor=staff.desks[check.report.department.key],
                at=check.report.received_at + timedelta(hours=2),
            )
    for check in _held().filter(opened_at__lt=until - _LATELY_HELD).select_related("report__department"):
        moderation.hide_report(
            ref=check.report.ref,
            actor=staff.desks[check.report.department.key],
            reason="It accuses somebody.",
            at=check.opened_at + timedelta(hours=5),
        )


def _held() -> QuerySet[Check]:
    return Check.objects.filter(kind=Check.Kind.REPORT, closed_at__isnull=True)


def object_once(staff: Staff, *, at: datetime) -> None:
    """A crew hid somebody's words on the spot, and who wrote them does not agree."""
    shown = Report.objects.filter(on_map=True, words_passed=True, status__in=OPEN, flags__isnull=True)
    report = shown.filter(department__key=_DESK).order_by("-received_at").first()
    if report is not None:
        crew = staff.teams[_DESK][0].actor
        moderation.hide_words(ref=report.ref, actor=crew, reason="It accuses somebody.", at=at)
        author = Actor(track_token=track_token(report.phone_id))
        text = "I name nobody and no house. It says what lies there, so please show it."
        objections.object_to(ref=report.ref, actor=author, text=text, at=at + timedelta(minutes=12))


def flag_one(*, at: datetime) -> None:
    """A reader asked about words on a page."""
    shown = Report.objects.filter(on_map=True, words_passed=True, status__in=OPEN)
    report = shown.filter(department__key=_DESK).order_by("-received_at").first()
    if report is not None:
        note = "They moved out in May. It was not them."
        said = flags.Flagged(flag_id=_FLAG, reason="accuses", note=note)
        flags.flag(ref=report.ref, said=said, actor=Actor(), at=at)
