"""What waits for a person: a check opens by itself and closes with a decision, each within a working day.

Whoever opens or closes one holds the report's lock. `check_rank` and `check_since` of the report, by which
the desk's list is sorted, are kept here and nowhere else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db.models import Min, Q

from core.clock import add_working_days, now
from reports.checking.check_models import Check
from reports.events import PhotoReady, PhotoRefused, ReportEvent, ReportWithdrawn
from reports.models import Photo, Report
from reports.visibility import is_private, photo_waits, waits_to_be_passed

Kind, Decision = Check.Kind, Check.Decision

#: How an objection and everything else stand in the desk's list.
_FIRST, _THEN = 0, 1
#: Looked at within this many working days of the body's nation.
AIM_WORKING_DAYS = 1


def stand_at_first(report: Report) -> None:
    """Say of a report that is about to be stored where it will stand in the desk's list."""
    if _kinds_at_first(report):
        report.check_rank, report.check_since = _THEN, report.received_at


def open_at_first(report: Report) -> None:
    """Open what a report just stored has to wait for."""
    _open(report, [(kind, None) for kind in _kinds_at_first(report)], report.received_at)


def follow_photos(report: Report) -> None:
    """A locked report was given photos that may have been ready before it."""
    ready = list(Photo.objects.filter(report=report, state=Photo.State.READY))
    for photo in ready:
        _follow(photo, report)
    if ready:
        settle(report)


def follow_its_photos(event: ReportEvent) -> None:
    """A crew's photo came with an outcome; it may have been ready before."""
    follow_photos(_lock(event.report_id))


def follow_photo(event: PhotoReady | PhotoRefused) -> None:
    """A photo is ready: somebody has to look at it, or nobody any more."""
    if event.report_id is None:
        return
    report = _lock(event.report_id)
    photo = Photo.objects.filter(pk=event.photo_id, report=report).first()
    if photo is not None:
        _follow(photo, report)
        settle(report)


def end_withdrawn(event: ReportWithdrawn) -> None:
    """Its reporter took it back: nothing of it has to become public. What readers flagged still waits."""
    report = _lock(event.report_id)
    kinds = (Kind.REPORT, Kind.WORDS, Kind.PHOTO)
    still = Check.objects.filter(report=report, closed_at__isnull=True, kind__in=kinds)
    at = report.ended_at or report.received_at
    if still.update(closed_at=at, decision=Decision.GONE):
        settle(report)


def open_one(report: Report, kind: Check.Kind, at: datetime, *, photo: Photo | None = None) -> None:
    """Open a check of a locked report; nothing happens where there is one already."""
    _open(report, [(kind, photo)], at)
    settle(report)


def decided(
    report: Report,
    kind: Check.Kind,
    decision: Check.Decision,
    *,
    by: int | None,
    reasons: Sequence[str],
    note: str,
    at: datetime,
    photo: Photo | None = None,
) -> None:
    """Put on record what was decided of a locked report: on the check that waited for it, or on a new one.

    The caller calls `settle` after the last.
    """
    said = {
        "closed_at": at,
        "closed_by_id": by,
        "decision": decision,
        "reasons": list(reasons),
        "note": note,
    }
    waited = Check.objects.filter(report=report, kind=kind, photo=photo, closed_at__isnull=True)
    if not waited.update(**said):
        Check.objects.create(report=report, kind=kind, photo=photo, opened_at=at, aim_at=at, **said)


def waiting(report: Report) -> list[Check]:
    """What waits of a report, oldest first."""
    still = Check.objects.filter(report=report, closed_at__isnull=True)
    return list(still.select_related("photo").order_by("opened_at", "pk"))


def words_state(report: Report) -> Literal["none", "waiting", "passed", "hidden"]:
    """How the person's own words stand: passed or hidden by a person, or waiting for one."""
    if not report.description:
        return "none"
    if report.words_passed:
        return "passed"
    last = Check.objects.filter(report=report, kind=Kind.WORDS).order_by("pk").last()
    return "hidden" if last and last.decision == Decision.HIDE else "waiting"


def settle(report: Report) -> None:
    """Keep where a locked report stands in the desk's list, after checks of it opened or closed."""
    still = Check.objects.filter(report=report, closed_at__isnull=True).aggregate(
        since=Min("opened_at"), objected=Min("opened_at", filter=Q(kind=Kind.OBJECTION))
    )
    report.check_since = still["since"]
    report.check_rank = None if still["since"] is None else _FIRST if still["objected"] else _THEN
    report.save(update_fields=["check_since", "check_rank"])


def aim_for(report: Report, at: datetime) -> datetime:
    """By when somebody should have looked."""
    return add_working_days(at, AIM_WORKING_DAYS, nation=report.department.body.nation)


def _kinds_at_first(report: Report) -> list[Check.Kind]:
    if is_private(report):
        return []
    kinds = [Kind.REPORT] if waits_to_be_passed(report) else []
    return [*kinds, Kind.WORDS] if report.description else kinds


def _follow(photo: Photo, report: Report) -> None:
    opened = Check.objects.filter(report=report, kind=Kind.PHOTO, photo=photo, closed_at__isnull=True)
    if photo_waits(photo, report):
        _open(report, [(Kind.PHOTO, photo)], now())
    else:
        opened.update(closed_at=now(), decision=Decision.GONE)


def _open(report: Report, wanted: Sequence[tuple[Check.Kind, Photo | None]], at: datetime) -> None:
    aim_at = aim_for(report, at) if wanted else at
    Check.objects.bulk_create(
        [Check(report=report, kind=kind, photo=photo, opened_at=at, aim_at=aim_at) for kind, photo in wanted],
        ignore_conflicts=True,  # there is one open already
    )


def _lock(report_id: int) -> Report:
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("department__body")
        .defer("decision", "answers")
        .get(pk=report_id)
    )
