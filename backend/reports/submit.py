"""The one door for a report, whoever brings it: the phone, Open311, a mail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from accounts.senders import NOBODY, Scope, Standing
from core import events, geometry, references
from core.problems import Busy, Invalid, Refusal
from notify import readers
from reports import updates
from reports.checking import checks
from reports.events import ReportSubmitted
from reports.models import Follow, Report
from reports.photo import photos
from reports.private import first_looks, repeats
from reports.status import Status
from reports.track import hash_of_token, track_token
from reports.visibility import belongs_on_map, shown_at_first
from reports.words import clean
from routing import gazetteer
from routing.destination import Destination, find_destination
from routing.issue_types import check_answers, issue_type_for
from routing.kinds import IssueType
from routing.nobody import NobodyHere

MOST_PHOTOS = 4
#: How many references are tried; with a million reports of one kind each is taken with a chance of 3 in 100.
TRIES = 8
MOST_WORDS = 4000
#: A report may wait on a phone for long; a clock that is farther off than this was never set.
PHONE_CLOCK_WITHIN = timedelta(days=366)
SOURCES = ("photo", "device", "pin", "search")
NEEDS = ("bsl", "large_print", "easy_read", "no_phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person told us, as it came; `submit_report` checks it.

    report_id  the UUID made on the phone.
    place      WGS84 degrees; `accuracy_m` and `source` say how it was found.
    made_at    the phone's time, or None.
    at_home    it is at the reporter's home: in public no nearer than its street.
    sender     keyed hash of the phone it came from (`accounts.senders`), "" for none.
    """

    report_id: UUID
    issue_type: str
    place: geometry.Point
    accuracy_m: float | None = None
    source: str = "pin"
    place_note: str | None = None
    at_home: bool = False
    description: str | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    photos: Sequence[UUID] = ()
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    needs: Sequence[str] = ()
    language: str = "en-gb"
    made_at: datetime | None = None
    sender: str = ""


def submit_report(
    *, said: Said, at: datetime, standing: Standing = NOBODY, admit: Callable[[], None] = lambda: None
) -> tuple[Report, bool]:
    """Store a report and put it in the queue of the department that clears such things.

    standing what bodies have decided about the sender: a report of somebody who is blocked is taken and waits
             for a person, unless it is urgent; their photos are not taken where photos are blocked.
    admit    the door's own limits: raises a Refusal for a sender over them. What is sent again is answered.
    Returns  the report, and True the first time; the same id again gives the same report and False,
             whatever else it says.
    Raises   Invalid with the field; NobodyHere when nobody of ours answers for the place.
    """
    try:
        admit()
        report, issue_type, destination = _prepare(said, at)
    except Refusal:
        if known := _known(said.report_id):
            return known, False
        raise
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                _store(report, issue_type, said, destination, standing, at)
        except IntegrityError:
            if known := _known(said.report_id):
                return known, False  # the same phone sent it twice at once: the other one is stored
            # Somebody else's report has this reference already; the chance grows with their number.
            report.ref, report.pk = references.make_reference(issue_type.prefix), None
        else:
            return report, True
    raise Busy


def _known(report_id: UUID) -> Report | None:
    return Report.objects.filter(phone_id=report_id).select_related("body", "department").first()


def _prepare(said: Said, at: datetime) -> tuple[Report, IssueType, Destination]:
    issue_type = issue_type_for(said.issue_type)
    answers = check_answers(issue_type.key, said.answers)
    if len(said.photos) > MOST_PHOTOS or len(set(said.photos)) != len(said.photos):
        raise Invalid(_("Up to four photos, each once."), field="photos")
    if unknown := [need for need in said.needs if need not in NEEDS]:
        raise Invalid(_("We do not know that need."), field="needs", value=unknown[0][:40])
    if said.source not in SOURCES:
        raise Invalid(_("We do not know that way of finding a place."), field="point.source")
    destination = find_destination(point=said.place, issue_type=issue_type.key, answers=answers, at=at)
    queue = destination.queue
    if queue is None:
        raise NobodyHere(field="point")
    widen = said.at_home or issue_type.is_private
    street = gazetteer.widen_to_street(said.place) if widen else gazetteer.move_to_street(said.place)
    report = Report(
        phone_id=said.report_id,
        ref=references.make_reference(issue_type.prefix),
        track_hash=hash_of_token(track_token(said.report_id)),
        sender_hash=said.sender,
        issue_type=issue_type.key,
        answers=answers,
        description=clean(said.description, field="description", most=MOST_WORDS),
        language=said.language,
        needs=list(said.needs),
        name=clean(said.name, field="name", most=120),
        email=check_email(said.email),
        phone=clean(said.phone, field="phone", most=30),
        lat=said.place.lat,
        lon=said.place.lon,
        accuracy_m=said.accuracy_m,
        point_source=said.source,
        place_note=clean(said.place_note, field="place_note", most=300),
        at_home=said.at_home,
        public_lat=street.point.lat,
        public_lon=street.point.lon,
        morton=geometry.morton(street.point),
        street=street.street,
        ward_id=destination.ward.id if destination.ward else None,
        status=Status.RECEIVED if destination.department else Status.PASSED_ON,
        visibility=issue_type.visibility,
        shown=shown_at_first(issue_type.visibility),
        body_id=destination.body.id,
        department_id=queue.id,
        aim_at=destination.aim_at,
        decision={
            "explanation": destination.explanation.as_json(),
            "rules": destination.rules_json(),
            "areas": destination.place.areas_json(),
        },
        made_at=_phone_time(said.made_at, at),
        received_at=at,
    )
    report.on_map = belongs_on_map(report)
    return report, issue_type, destination


def _store(
    report: Report,
    issue_type: IssueType,
    said: Said,
    destination: Destination,
    standing: Standing,
    at: datetime,
) -> None:
    # The receipt names both: one query here spares two there.
    report.department = Department.objects.select_related("body").get(pk=report.department_id)
    if report.department.body_id == report.body_id:
        report.body = report.department.body
    keys = repeats.keys_of(report) if repeats.is_counted(report) else []
    look = first_looks.wanted(report, issue_type, keys, standing, at)
    waits = look is not None and look.waits
    if waits:
        report.status = Status.RECEIVED  # nobody else has it before it is read
    checks.stand_at_first(report)
    report.save(force_insert=True)
    repeats.remember(report, keys, at)
    checks.open_at_first(report)
    if said.photos and standing.block(Scope.PHOTOS, report.department.body_id):
        photos.turn_away(report=report, photo_ids=said.photos, at=at)
    elif said.photos and not issue_type.takes_photos:
        photos.drop(said.photos, at=at)
    elif said.photos and photos.claim(report=report, photo_ids=said.photos, at=at):
        checks.follow_photos(report)
    if look is not None:
        first_looks.begin(look, report)
    if report.email:
        reader = readers.reader_for_email(email=report.email, language=report.language, at=at)
        Follow.objects.create(report=report, reader=reader, is_reporter=True, since=at)
    kind = "read_first" if waits else "received" if destination.department else "received_passed"
    updates.add_update(
        report=report,
        kind=kind,
        at=at,
        department=destination.department.key if destination.department else None,
        body=report.department.body.key if waits else destination.body.key,
    )
    events.publish(ReportSubmitted(report_id=report.pk, waits=waits))


def _phone_time(made_at: datetime | None, at: datetime) -> datetime | None:
    """The phone's time; None where it has no zone, or where the phone's clock was never set."""
    if made_at is None or made_at.tzinfo is None or abs(made_at - at) > PHONE_CLOCK_WITHIN:
        return None
    return made_at


def check_email(text: str | None) -> str:
    """An e-mail address as we store it, "" for none. Raises Invalid."""
    email = clean(text, field="email", most=254)
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise Invalid(
                _("That does not look like an e-mail address. Check it, or leave it empty."), field="email"
            ) from None
    return email
