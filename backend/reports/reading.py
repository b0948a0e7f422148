"""A report as its reader may see it: the public, its reporter, or the department's staff."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final, Literal

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.api import named
from accounts.models import Body, Department
from core.schemas import LatLon, Named
from reports import updates
from reports.checking import checks
from reports.checking.changes import changed_for_author
from reports.checking.check_models import Check
from reports.checking.objections import may_object
from reports.models import FirstLook, Photo, Report, Update
from reports.photo.covers import read_crop
from reports.photo.photos import why_refused
from reports.schemas import ChangedOut, MapReportOut, MineOut, PhotoOut, ReceiptOut, ReportOut, TimelineOut
from reports.status import MOVES, OPEN, REOPENABLE, Mover, Status
from reports.track import can_moderate, is_reporter, track_token
from reports.visibility import (
    Sight,
    is_private,
    photo_seen,
    photo_waits,
    public_sight,
    public_words,
    sight_of,
)
from routing.answers import say_all
from routing.explanation import render_explanation
from routing.issue_types import issue_type_for, title_for

#: A ward's outline is large and never shown with a report.
GROUND = ("ward__geometry",)


def find_report(ref: str, actor: Actor) -> Report:
    """The report by its reference, with what a page of it needs. Raises NotFound."""
    return (
        Report.objects.visible_to(actor)
        .select_related("body", "department", "ward")
        .defer(*GROUND)
        .prefetch_related("photos", "updates")
        .get_or_refuse(ref=ref)
    )


def title(report: Report, *, outline: bool = False) -> str:
    """Type, answers and street; for an outline type and street only. Never the person's own words."""
    return title_for(report.issue_type, {} if outline else report.answers, report.street)


def address_of(report: Report) -> str:
    """The report's public page, in full."""
    return f"{settings.BASE_URL}/r/{report.ref}"


def is_overdue(report: Report, at: datetime) -> bool:
    """Open past its aim; worked out, never stored."""
    return report.aim_at is not None and report.status in OPEN and report.aim_at < at


def own_department(report: Report) -> Named | None:
    """The department, where it belongs to the body; None where it only watches."""
    return named(report.department) if report.department.body_id == report.body_id else None


def receipt(report: Report, *, photos_dropped: int = 0) -> ReceiptOut:
    """What the phone is answered when it sends a report."""
    return ReceiptOut(
        ref=report.ref,
        track_token=track_token(report.phone_id),
        status=report.status,
        title=title(report),
        body=named(report.body),
        department=own_department(report),
        aim_at=report.aim_at,
        explanation=explanation(report),
        url=address_of(report),
        private=is_private(report),
        photos_dropped=photos_dropped,
    )


def answers_said(report: Report) -> list[tuple[str, str]]:
    """What was asked and answered, in words."""
    return say_all(issue_type_for(report.issue_type).questions, report.answers)


def answers_for_others(report: Report) -> list[tuple[str, str]]:
    """Of these what is not private: for the body that a report is handed over to."""
    kind = issue_type_for(report.issue_type)
    return say_all([question for question in kind.questions if not question.private], report.answers)


def explanation(report: Report) -> str:
    """Why it went where it went, in one sentence."""
    return render_explanation(report.decision.get("explanation"))


def for_reader(report: Report, actor: Actor, at: datetime) -> ReportOut:
    """The report with as much as this actor may see."""
    sight = sight_of(report, actor)
    everything, outline = sight >= Sight.OWN, sight == Sight.OUTLINE
    mine = is_reporter(report, actor)
    issue_type = issue_type_for(report.issue_type)
    photos = seen_photos(report, sight)
    return ReportOut(
        ref=report.ref,
        issue_type=Named(key=issue_type.key, name=str(issue_type.label)),
        title=title(report, outline=outline),
        status=report.status,
        status_words=str(Status(report.status).label),
        is_open=report.status in OPEN,
        is_overdue=not outline and is_overdue(report, at),
        shown=report.shown,
        private=is_private(report),
        street=report.street,
        ward=Named(key=report.ward.slug, name=report.ward.local_name) if report.ward else None,
        point=LatLon(lat=report.public_lat, lon=report.public_lon),
        received_on=updates.local_day(report.received_at),
        # An early aim would give away what a held report was answered.
        aim_on=updates.local_day(report.aim_at) if report.aim_at and not outline else None,
        aim_at=report.aim_at if everything else None,
        body=named(report.body),
        department=own_department(report),
        explanation="" if outline else explanation(report),
        next_step=_("The team looks at it before more is shown here.") if outline else next_step(report, at),
        words=(report.description if everything else public_words(report)) or None,
        photos=[photo_out(photo) for photo in photos],
        timeline=_timeline(report, everything, {photo.pk for photo in photos}),
        is_mine=mine,
        mine=_mine(report) if everything else None,
        can=_can(report, actor, mine),
        url=address_of(report),
    )


def seen_photos(report: Report, sight: Sight) -> list[Photo]:
    """Photos that this reader hears of: the public those it is given; OWN and STAFF all, in any state."""
    photos = report.photos.all()
    return [photo for photo in photos if sight >= Sight.OWN or photo_seen(photo, report, sight)]


def photo_out(photo: Photo) -> PhotoOut:
    """A photo as the API shows it; its width and height are of what is left of it by a crop."""
    crop = read_crop(photo.crop)
    across, down = (crop.w, crop.h) if crop else (1, 1)
    return PhotoOut(
        id=photo.pk,
        state=photo.state,
        refused_because=str(why_refused(photo)) or None,
        width=round(photo.width * across),
        height=round(photo.height * down),
        after=photo.is_after,
        hidden=bool(photo.hidden_because),
        waits=photo.report is not None and photo_waits(photo, photo.report),
    )


def _mine(report: Report) -> MineOut:
    follows = list(report.follows.filter(is_reporter=True).select_related("reader"))
    return MineOut(
        point=LatLon(lat=report.lat, lon=report.lon),
        accuracy_m=report.accuracy_m,
        place_note=report.place_note,
        at_home=report.at_home,
        received_at=report.received_at,
        answers=[Named(key=key, name=words) for key, words in answers_said(report)],
        description=report.description,
        answer=_answer(report),
        gets_email=any(follow.reader.kind == "address" for follow in follows),
        gets_push=any(follow.reader.kind == "phone" for follow in follows),
        changed=_changed(report),
        waits=_waits(report),
    )


#: What its author is told of; flags are the readers' own business.
_WAITS: Final[dict[str, Literal["report", "words", "photo"]]] = {
    Check.Kind.REPORT: "report",
    Check.Kind.WORDS: "words",
    Check.Kind.PHOTO: "photo",
}


def _waits(report: Report) -> list[Literal["report", "words", "photo"]]:
    """What others do not see until a person has looked: one for the report, its words, and each photo."""
    if report.check_rank is None:
        return []
    return [_WAITS[check.kind] for check in checks.waiting(report) if check.kind in _WAITS]


def _changed(report: Report) -> ChangedOut | None:
    found = changed_for_author(report)
    return ChangedOut(**asdict(found)) if found else None


def _answer(report: Report) -> str:
    """What whoever read it first answered; asked for only where there can be one."""
    if Status(report.status) is not Status.CLOSED:
        return ""
    return FirstLook.objects.filter(report=report).values_list("answer", flat=True).first() or ""


def _timeline(report: Report, everything: bool, photos: set[object]) -> list[TimelineOut]:
    entries = list(report.updates.all())
    names = names_of(entries)
    return [
        TimelineOut(
            on=updates.local_day(entry.at),
            at=entry.at if everything else None,
            status=entry.status,
            heading=updates.heading(entry),
            sentence=updates.sentence(entry, names),
            photo=entry.photo_id if entry.photo_id in photos else None,
        )
        for entry in entries
    ]


def names_of(entries: Iterable[Update]) -> dict[str, str]:
    """The names, in the reader's language, of the bodies and departments that the entries speak of."""
    keys = {entry.params.get(kind) for entry in entries for kind in ("body", "department")}
    keys.discard(None)
    things: Sequence[Body | Department] = [
        *Body.objects.filter(key__in=keys),
        *Department.objects.filter(key__in=keys),
    ]
    return {thing.key: thing.local_name for thing in things}


def _can(report: Report, actor: Actor, mine: bool) -> list[str]:
    moves = MOVES[Status(report.status)]
    can = []
    if mine and Status(report.status) in REOPENABLE:
        can.append("still_there")
    if mine and Mover.REPORTER in moves.get(Status.WITHDRAWN, ()):
        can.append("withdraw")
    if mine and may_object(report):
        can.append("object")
    if can_moderate(report, actor):
        can.append("moderate")
    return can


def next_step(report: Report, at: datetime) -> str:
    """What happens next and who acts, in one sentence."""
    who = report.department.local_name
    status = Status(report.status)
    if status is Status.PASSED_ON:
        return _("%(body)s decides what happens next. They have what you told us.") % {
            "body": report.body.local_name
        }
    if status in OPEN and is_overdue(report, at):
        return _("This is late. %(department)s still has it to do.") % {"department": who}
    if status in OPEN and report.aim_at:
        return _("%(department)s aims to have dealt with it by %(day)s.") % {
            "department": who,
            "day": updates.say_day(updates.local_day(report.aim_at)),
        }
    if status in OPEN:
        return _("%(department)s has it in its queue.") % {"department": who}
    if status in REOPENABLE:
        return _("If it is still there, say so within 14 days and the same team gets it back.")
    return _("Nothing more happens with this report.")


def on_map(report: Report, at: datetime) -> MapReportOut:
    """A report as a map or a list shows it; expects `first_photo` from `reports.nearby`."""
    outline = public_sight(report) is Sight.OUTLINE
    return MapReportOut.model_construct(
        ref=report.ref,
        issue_type=report.issue_type,
        title=title(report, outline=outline),
        status=report.status,
        is_open=report.status in OPEN,
        is_overdue=not outline and is_overdue(report, at),
        street=report.street,
        received_on=updates.local_day(report.received_at),
        point=LatLon.model_construct(lat=report.public_lat, lon=report.public_lon),
        photo=None if outline else getattr(report, "first_photo", None),
    )
