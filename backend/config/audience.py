"""The readers of each kind of message, what the message is about, and the topics where a change is news."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import Body, Department
from notify import readers
from notify.models import Reader
from notify.templates import in_each_language
from reports import public_map, reading
from reports.models import Follow, Photo, Report
from reports.photo.photos import why_refused
from reports.track import track_token
from reports.visibility import Sight, is_private, public_sight
from routing.explanation import Explanation
from routing.issue_types import title_for
from workqueue.models import Job

Payload = dict[str, Any]

BECAUSE_REPORTER = _("You get this because you reported it and asked to be told.")
BECAUSE_FOLLOWER = _("You get this because you follow this report.")
BECAUSE_OWNER = _("You get this because reports about places that you look after are sent to this address.")
NOTHING_THERE = _("Nothing was there when the crew came.")


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


def reporter(payload: Payload) -> Message | None:
    """Who made the report, on each phone and address they gave."""
    report = _report(payload)
    found = _by_one_channel(_following(report, reporters=True)) if report else []
    if report is None or not found:
        return None
    address = reading.address_of(report)
    # The token stands behind the #, so that no server's log ever holds it; the app takes it out.
    params = _params(report) | {
        "because": _in_english(BECAUSE_REPORTER),
        "url": address,
        "mail_url": f"{address}#track={track_token(report.phone_id)}",
    }
    return Message(params, found)


def followers(payload: Payload) -> Message | None:
    """Those who follow a report of somebody else's; never those of one that the public cannot see."""
    report = _report(payload)
    if report is None or public_sight(report) is Sight.NOTHING:
        return None
    found = _following(report, reporters=False)
    params = _params(report) | {"because": _in_english(BECAUSE_FOLLOWER), "url": reading.address_of(report)}
    return Message(params, found) if found else None


def reporter_of_photo(payload: Payload) -> Message | None:
    """The reporter whose photo could not be read."""
    photo = Photo.objects.filter(pk=payload["photo_id"], is_after=False).first()
    message = reporter(payload) if photo and payload["report_id"] is not None else None
    if photo is None or message is None:
        return None
    if message.params["private"]:
        return message
    return Message(message.params | {"reason": in_each_language(lambda: why_refused(photo))}, message.readers)


def owner(payload: Payload) -> Message | None:
    """The body whose it is: facts to act on, no contact detail, no private word, no original photo.

    More than that goes only by `reports.private.disclosures`.
    """
    job = Job.objects.select_related("handed_to").filter(pk=payload["job_id"]).first()
    if job is None or job.handed_to is None or not job.handed_to.contact_email:
        return None
    report = job.reports.select_related("body", "department", "ward").order_by("pk").first()
    if report is None:
        return None
    reader = readers.reader_for_email(
        email=job.handed_to.contact_email, language=settings.LANGUAGE_CODE, at=report.received_at
    )
    with override(settings.LANGUAGE_CODE):
        facts = [f"{question} {answer}" for question, answer in reading.answers_for_others(report)]
    params = _params(report) | {
        "because": _in_english(BECAUSE_OWNER),
        "url": reading.address_of(report),
        "lat": f"{report.public_lat:.5f}",
        "lon": f"{report.public_lon:.5f}",
        "made_at": report.received_at.isoformat(),
        "facts": [] if is_private(report) else facts,
    }
    return Message(params, [reader])


def _report(payload: Payload) -> Report | None:
    found = Report.objects.select_related("body", "department", "ward").filter(pk=payload["report_id"])
    return found.first()


def _params(report: Report) -> dict[str, Any]:
    """What templates need, and no word of a person's. A private report gives its reference alone."""
    if is_private(report):
        return {"ref": report.ref, "private": True}
    answers = report.answers if public_sight(report) >= Sight.PUBLIC else {}
    where = report.street or (report.ward.name if report.ward else report.body.name)
    last = report.updates.last()
    kept = report.decision.get("explanation")
    params = {
        "ref": report.ref,
        "private": False,
        "what": in_each_language(lambda: title_for(report.issue_type, answers, "")),
        "where": where,
        "body": _names(report.body),
        "department": _names(report.department) if report.department.body_id == report.body_id else None,
        "explanation": in_each_language(lambda: str(Explanation.from_json(kept)) if kept else ""),
        "aim_at": report.aim_at.isoformat() if report.aim_at else None,
    }
    if last:
        params |= {
            "cleared_at": last.at.isoformat(),
            "passed_at": last.at.isoformat(),
            "has_photo": last.photo_id is not None,
            "reason": in_each_language(lambda: NOTHING_THERE),
            "note": "",
            "retry_on": last.params.get("retry_on"),
            "website": report.body.website,
        }
    return params


def _in_english(words: Any) -> str:
    with override(settings.LANGUAGE_CODE):
        return str(words)


def _names(thing: Body | Department) -> dict[str, str]:
    return in_each_language(lambda: thing.local_name)


def _following(report: Report, *, reporters: bool) -> list[Reader]:
    follows = Follow.objects.filter(report=report, is_reporter=reporters).select_related("reader__person")
    return [follow.reader for follow in follows]


def _by_one_channel(found: list[Reader]) -> list[Reader]:
    """A reporter who gave an address and then turned notices on hears by push alone.

    Source: uk-practice, section 7: one chosen channel, no doubles.
    """
    phones = [reader for reader in found if reader.subscriptions.filter(failed_at__isnull=True).exists()]
    return phones or found


def topics_of_reports(payloads: list[Payload]) -> list[str]:
    """The reports' own pages, and the public maps they are on."""
    return [topic for report in _reports(payloads) for topic in _topics_of(report)]


def topics_of_shown(payloads: list[Payload]) -> list[str]:
    """The same, with the public maps that a report just hidden has to leave, and the desk's list."""
    found = [(report, f"queue:{report.department.key}") for report in _reports(payloads)]
    return [topic for report, queue in found for topic in (*_topics_of(report, just_hidden=True), queue)]


def topics_of_desk(payloads: list[Payload]) -> list[str]:
    """The queues of the reports' departments: something waits for the desk, and nobody else hears of it."""
    return [f"queue:{report.department.key}" for report in _reports(payloads)]


def topics_of_photos(payloads: list[Payload]) -> list[str]:
    """The pages of the photos' reports, and the queues of their departments: a photo arrived there."""
    found = [(report, f"queue:{report.department.key}") for report in _reports(payloads)]
    return [topic for report, queue in found for topic in (*_topics_of(report), queue)]


def topics_said(payloads: list[Payload]) -> list[str]:
    """Those that the event names itself, because what it tells of is no longer there."""
    return [topic for payload in payloads for topic in payload["topics"]]


def topics_of_jobs(payloads: list[Payload]) -> list[str]:
    """The departments' queues, and the crews' rounds."""
    departments = {payload["department_id"] for payload in payloads}
    crews = sorted({payload["crew_id"] for payload in payloads if payload.get("crew_id")})
    keys = Department.objects.filter(pk__in=departments).values_list("key", flat=True)
    return [*(f"queue:{key}" for key in keys), *(f"round:{crew_id}" for crew_id in crews)]


def _reports(payloads: list[Payload]) -> list[Report]:
    ids = {payload["report_id"] for payload in payloads if payload["report_id"] is not None}
    found = Report.objects.filter(pk__in=ids).select_related("ward", "department").order_by("pk")
    return list(found.only("ref", "morton", "visibility", "shown", "ward__slug", "department__key"))


def _topics_of(report: Report, *, just_hidden: bool = False) -> list[str]:
    return [f"report:{report.ref}", *public_map.topics_of(report, just_hidden=just_hidden)]
