"""The readers of each kind of message, what the message is about, and the topics where a change is news."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from accounts.models import Department
from notify import readers
from notify.models import Reader
from reports import public_map, reading, updates
from reports.models import Follow, Photo, Report
from reports.track import track_token
from workqueue.models import Job

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message: what it says, and to whom."""

    params: dict[str, Any]
    readers: list[Reader]


@dataclass(frozen=True, slots=True)
class Told:
    """Which template goes to whom.

    `to` gives the message for an event's payload, or None when there is nobody.
    """

    template: str
    to: Callable[[Payload], Message | None]


def _report(payload: Payload) -> Report | None:
    return Report.objects.select_related("body", "department", "ward").filter(pk=payload["report_id"]).first()


def _params(report: Report, *, why: str, link: str) -> dict[str, Any]:
    """What templates need, no word of a person's.

    A private report gives its reference and nothing of type or place.
    """
    private = report.visibility == Report.Visibility.PRIVATE
    last = report.updates.last()
    return {
        "ref": report.ref,
        "private": private,
        "issue_type": "" if private else report.issue_type,
        "answers": {} if private or report.shown != Report.Shown.ALL else report.answers,
        "street": "" if private else report.street,
        "department": "" if private else report.department.key,
        "body": "" if private else report.body.key,
        "aim_on": updates.local_day(report.aim_at).isoformat() if report.aim_at else None,
        "update": {"kind": last.kind, "params": last.params} if last and not private else None,
        "why": why,
        "link": link,
    }


def _follow_readers(report: Report, *, reporters: bool) -> list[Reader]:
    follows = Follow.objects.filter(report=report, is_reporter=reporters).select_related("reader__person")
    return [follow.reader for follow in follows]


def reporter(payload: Payload) -> Message | None:
    """Who made the report, on each phone and address they gave."""
    report = _report(payload)
    found = _follow_readers(report, reporters=True) if report else []
    if report is None or not found:
        return None
    # The token stands behind the #, so that no server's log ever holds it; the app takes it out.
    link = f"{reading.address_of(report)}#track={track_token(report.phone_id)}"
    return Message(_params(report, why="reporter", link=link), found)


def followers(payload: Payload) -> Message | None:
    """Those who follow a report of somebody else's; never those of a private one."""
    report = _report(payload)
    if report is None or report.visibility == Report.Visibility.PRIVATE:
        return None
    found = _follow_readers(report, reporters=False)
    return Message(_params(report, why="follower", link=reading.address_of(report)), found) if found else None


def reporter_of_photo(payload: Payload) -> Message | None:
    """The reporter whose photo could not be read."""
    if payload["report_id"] is None or Photo.objects.filter(pk=payload["photo_id"], is_after=True).exists():
        return None
    return reporter(payload)


def owner(payload: Payload) -> Message | None:
    """The body whose it is: facts to act on, no contact detail, no private word."""
    job = Job.objects.select_related("handed_to", "department").filter(pk=payload["job_id"]).first()
    if job is None or job.handed_to is None or not job.handed_to.contact_email:
        return None
    report = job.reports.order_by("pk").select_related("body", "department").first()
    if report is None:
        return None
    reader = readers.reader_for_email(
        email=job.handed_to.contact_email, language=settings.LANGUAGE_CODE, at=report.received_at
    )
    params = _params(report, why="owner", link=reading.address_of(report))
    params |= {"lat": report.public_lat, "lon": report.public_lon, "from": job.department.key}
    return Message(params, [reader])


def topics_of_report(payload: Payload) -> list[str]:
    """The report's own page, and the public maps it is on."""
    report = Report.objects.select_related("ward").filter(pk=payload["report_id"]).first()
    return [f"report:{report.ref}", *public_map.topics_of(report)] if report else []


def topics_of_photo(payload: Payload) -> list[str]:
    """The report's page and its department's queue: a photo arrived there."""
    if payload["report_id"] is None:
        return []
    report = Report.objects.select_related("department").filter(pk=payload["report_id"]).first()
    return [*topics_of_report(payload), f"queue:{report.department.key}"] if report else []


def topics_of_job(payload: Payload) -> list[str]:
    """The department's queue, and the crew's round."""
    keys = Department.objects.filter(pk=payload["department_id"]).values_list("key", flat=True)
    crew_id = payload.get("crew_id")
    return [*(f"queue:{key}" for key in keys), *([f"round:{crew_id}"] if crew_id else [])]
