"""What is held about a person, gathered as plain values in their language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, Membership, Role
from notify import templates
from notify.models import Delivery, Reader
from reports import reading, updates
from reports.checking.check_models import Flag
from reports.keeping import holds
from reports.models import Follow, Report
from reports.private.private_models import Disclosure
from reports.status import Status
from routing.issue_types import issue_type_for

#: What is left out of the messages: whoever asks has them, or they open a door.
_MOST_MESSAGES = 2000


@dataclass(slots=True)
class About:
    """Everything under one roof; `as_json` gives it with the names of the pictures."""

    reports: list[dict[str, Any]] = field(default_factory=list)
    photos: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    address: dict[str, Any] | None = None

    def as_json(self, pictures: Mapping[UUID, Sequence[str]]) -> dict[str, Any]:
        """The whole as plain values; `pictures` are the names of each photo's files."""
        for report in self.reports:
            for photo in report["photos"]:
                photo["files"] = list(pictures.get(photo["id"], []))
        return {"reports": self.reports, "address": self.address}


def about_report(report: Report) -> About:
    """What is held of one report."""
    return About([_report(report)])


def about_address(email: str, reports: Sequence[Report], *, whole: bool = True) -> About:
    """What is held under an address: its reports, and (`whole`) what it follows, was told and flagged."""
    return About(
        [_report(report) for report in reports], address=_address(email) if whole else {"email": email}
    )


def _report(report: Report) -> dict[str, Any]:
    entries = list(report.updates.all())
    names = reading.names_of(entries)
    return {
        "reference": report.ref,
        "kind": str(issue_type_for(report.issue_type).label),
        "title": reading.title(report),
        "received_at": report.received_at,
        "made_at": report.made_at,
        "ended_at": report.ended_at,
        "status": str(Status(report.status).label),
        "body": report.body.local_name,
        "department": report.department.local_name,
        "contact": {
            "name": report.name,
            "email": report.email,
            "phone": report.phone,
            "needs": report.needs,
            "language": report.language,
        },
        "words": report.description,
        "words_as_shown": report.public_words,
        "answers": [
            {"question": question, "answer": answer} for question, answer in reading.answers_said(report)
        ],
        "place": {
            "lat": report.lat,
            "lon": report.lon,
            "accuracy_m": report.accuracy_m,
            "found_by": report.point_source,
            "note": report.place_note,
            "street": report.street,
            "at_home": report.at_home,
        },
        "why_it_went_there": reading.explanation(report),
        "photos": [
            {
                "id": photo.pk,
                "state": photo.state,
                "came_at": photo.created_at,
                "taken_at": photo.taken_at,
                "lat": photo.lat,
                "lon": photo.lon,
                "sha256": photo.sha256,
            }
            for photo in report.photos.all()
            if not photo.is_after
        ],
        "what_happened": [
            {"at": entry.at, "what": updates.heading(entry), "means": updates.sentence(entry, names)}
            for entry in entries
        ],
        "messages": _messages(report),
        "given_to_others": [
            {
                "body": given.body.local_name,
                "what": given.what,
                "at": given.at,
                "you_agreed": given.agreed,
                "legal_reason": given.legal_reason,
            }
            for given in Disclosure.objects.filter(report=report).select_related("body")
        ],
        "your_objection": getattr(getattr(report, "objection", None), "text", ""),
        "looks": _looks(report),
        "held_for_legal_reasons": holds.is_held(report),
    }


def _messages(report: Report) -> list[dict[str, Any]]:
    readers = Follow.objects.filter(report=report, is_reporter=True).values("reader")
    told = Delivery.objects.filter(reader__in=readers, params__ref=report.ref).select_related("reader")
    return _told(told.order_by("created_at")[:_MOST_MESSAGES])


def _told(deliveries: Iterable[Delivery]) -> list[dict[str, Any]]:
    return [
        {
            "at": delivery.sent_at or delivery.created_at,
            "by": delivery.channel,
            "state": delivery.state,
            "subject": _subject(delivery),
        }
        for delivery in deliveries
    ]


def _subject(delivery: Delivery) -> str:
    language = delivery.reader.language
    return templates.letter(delivery.template, delivery.params, language=language, stop_url=None).subject


def _looks(report: Report) -> list[dict[str, Any]]:
    """Who of the staff looked at it or changed it: by their role, not by name."""
    subjects = [f"report:{report.ref}", *(f"photo:{photo.pk}" for photo in report.photos.all())]
    entries = list(AuditEntry.objects.filter(subject__in=subjects).order_by("at"))
    roles = _roles({entry.person_id for entry in entries if entry.person_id})
    return [
        {"at": entry.at, "what": entry.action, "who": roles.get(entry.person_id or 0, _("Doorstep itself"))}
        for entry in entries
    ]


def _roles(people: Iterable[int]) -> dict[int, str]:
    held = Membership.objects.filter(person__in=people).select_related("department", "body")
    said: dict[int, set[str]] = {person: set() for person in people}
    for one in held:
        where = one.department or one.body
        said[one.person_id].add(f"{Role(one.role).label}, {where.local_name}")
    return {person: "; ".join(sorted(roles)) or _("Staff") for person, roles in said.items()}


def _address(email: str) -> dict[str, Any]:
    address = email.strip().lower()
    readers = Reader.objects.filter(kind=Reader.Kind.ADDRESS, email=address)
    follows = Follow.objects.filter(reader__in=readers, is_reporter=False).select_related("report")
    flags = Flag.objects.alias(given=Lower("email")).filter(given=address).select_related("report")
    told = Delivery.objects.filter(reader__in=readers).select_related("reader").order_by("created_at")
    return {
        "email": address,
        "known_since": [reader.created_at for reader in readers],
        "wants_no_messages": any(reader.stopped_at for reader in readers),
        "follows": [
            {
                "reference": follow.report.ref,
                "title": reading.title(follow.report, outline=True),
                "since": follow.since,
            }
            for follow in follows
        ],
        "flags": [
            {"reference": flag.report.ref, "at": flag.at, "reason": flag.reason, "note": flag.note}
            for flag in flags
        ],
        "messages": _told(told[:_MOST_MESSAGES]),
    }
