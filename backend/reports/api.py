from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from accounts import allowance, challenge, senders
from accounts.actor import Actor
from accounts.requests import ActorRequest
from core.clock import now
from core.geometry import Point
from core.languages import as_language
from core.problems import Invalid
from core.schemas import Problem, as_built
from reports import follows, public_map, reading, response, submit
from reports.checking import moderation
from reports.models import Report
from reports.private import looks
from reports.schemas import (
    FollowIn,
    HideIn,
    PassIn,
    ReceiptOut,
    ReportIn,
    ReportListOut,
    ReportOut,
    StillThereIn,
    UnfollowIn,
)
from routing.issue_types import check_answers, issue_type_for

router = Router(tags=["reports"])


@router.post(
    "/reports",
    operation_id="submit_report",
    response={200: ReceiptOut, 201: ReceiptOut, 422: Problem, 429: Problem},
)
def submit_report(request: ActorRequest, body: ReportIn) -> Status[ReceiptOut]:
    """Send a report. 201 the first time; 200 for the same `id` again, which changes nothing.

    Where a lot comes at once the answer is a problem of the type `/problems/challenge`: solve its `challenge`
    and send the same again with the answer in the header Challenge-Answer.
    """
    at, said = now(), _said(body, request.actor)
    standing = senders.standing_of(request.actor, at=at, email=said.email or "")

    def admit() -> None:
        allowance.admit(
            request.actor,
            "reports",
            most=allowance.Most(
                by_address=settings.REPORTS_AN_HOUR,
                by_phone=settings.REPORTS_AN_HOUR_A_PHONE,
                by_network=settings.REPORTS_AN_HOUR_A_NETWORK,
                a_place=settings.REPORTS_AN_HOUR_A_PLACE,
            ),
            place=said.place,
            standing=standing,
            is_urgent=issue_type_for(said.issue_type).is_urgent(check_answers(said.issue_type, said.answers)),
            about=f"reports:{said.report_id}",
            answer=request.headers.get(challenge.HEADER, ""),
            at=at,
        )
        if said.email and not standing.is_trusted:
            allowance.take_mail_to(said.email)

    report, is_new = submit.submit_report(said=said, at=at, standing=standing, admit=admit)
    dropped = 0 if issue_type_for(report.issue_type).takes_photos else len(said.photos)
    return Status(201 if is_new else 200, reading.receipt(report, photos_dropped=dropped))


def _said(body: ReportIn, actor: Actor) -> submit.Said:
    try:
        place = Point(body.point.lat, body.point.lon)
    except ValueError:
        raise Invalid(
            _("That is not a place on earth: latitude is from -90 to 90, longitude from -180 to 180."),
            field="point",
        ) from None
    return submit.Said(
        report_id=body.id,
        issue_type=body.issue_type,
        place=place,
        accuracy_m=body.point.accuracy_m,
        source=body.point.source,
        place_note=body.place_note,
        at_home=body.at_home,
        description=body.description,
        answers=body.answers,
        photos=body.photos,
        name=body.name,
        email=body.email,
        phone=body.phone,
        needs=body.needs,
        language=as_language(body.language),
        made_at=body.made_at,
        sender=senders.key_of_phone("" if actor.is_staff else actor.phone),
    )


@router.get("/reports", operation_id="list_reports", response={200: ReportListOut, 422: Problem})
def list_reports(
    request: ActorRequest,
    bbox: Annotated[str, Field(max_length=120, description="west,south,east,north in degrees")],
    status: Annotated[str, Field(max_length=10, description="open, ended, or empty for both")] = "",
    issue_type: Annotated[str, Field(max_length=30)] = "",
    limit: Annotated[int, Field(ge=1, le=1000)] = 200,
    cursor: Annotated[str, Field(max_length=200)] = "",
) -> HttpResponse:
    """What the public map shows in a box, newest first. Private types are never in it."""
    at, box = now(), public_map.read_bbox(bbox)
    page = public_map.in_box(box, status=status, issue_type=issue_type, limit=limit, cursor=cursor, at=at)
    items = [reading.on_map(report, at) for report in page.reports]
    topics = public_map.cells_in(box)
    return as_built(ReportListOut.model_construct(items=items, next=page.next, topics=topics))


@router.get("/reports/{ref}", operation_id="get_report", response={200: ReportOut, 404: Problem})
def get_report(request: ActorRequest, ref: str) -> ReportOut:
    """One report, with as much as this reader may see. The header Track-Token shows its reporter more."""
    seen = reading.for_reader(reading.find_report(ref, request.actor), request.actor, now())
    if seen.private and not seen.is_mine:
        looks.note_look(ref=seen.ref, actor=request.actor, at=now())
    return seen


@router.put(
    "/reports/{ref}/follow",
    operation_id="follow_report",
    response={204: None, 404: Problem, 422: Problem, 429: Problem},
)
def follow_report(request: ActorRequest, ref: str, body: FollowIn) -> Status[None]:
    """Be told of this report, by push or by e-mail. Twice is the same as once."""
    push = body.push
    follows.follow(
        ref=ref,
        actor=request.actor,
        email=body.email,
        endpoint=push.endpoint if push else None,
        p256dh=push.p256dh if push else "",
        auth=push.auth if push else "",
        language=as_language(body.language),
        at=now(),
    )
    return Status(204, None)


@router.delete(
    "/reports/{ref}/follow",
    operation_id="unfollow_report",
    response={204: None, 404: Problem, 422: Problem},
)
def unfollow_report(request: ActorRequest, ref: str, body: UnfollowIn) -> Status[None]:
    """Tell this phone of the report no more. Twice is the same as once."""
    follows.unfollow(ref=ref, actor=request.actor, endpoint=body.endpoint)
    return Status(204, None)


@router.post(
    "/reports/{ref}/still-there",
    operation_id="say_still_there",
    response={200: ReportOut, 403: Problem, 404: Problem, 409: Problem},
)
def say_still_there(request: ActorRequest, ref: str, body: StillThereIn) -> ReportOut:
    """Its reporter says that it is still there: the same department gets it back."""
    return _again(request, response.still_there(ref=ref, actor=request.actor, at=now(), note=body.note))


@router.post(
    "/reports/{ref}/withdraw",
    operation_id="withdraw_report",
    response={200: ReportOut, 403: Problem, 404: Problem, 409: Problem},
)
def withdraw_report(request: ActorRequest, ref: str) -> ReportOut:
    """Its reporter takes it back."""
    return _again(request, response.withdraw(ref=ref, actor=request.actor, at=now()))


@router.post(
    "/reports/{ref}/pass",
    operation_id="pass_for_public",
    response={200: ReportOut, 403: Problem, 404: Problem, 409: Problem, 422: Problem},
)
def pass_for_public(request: ActorRequest, ref: str, body: PassIn) -> ReportOut:
    """The desk, or a crew on the spot, lets the public see a held report, a person's own words or a photo."""
    if body.what == "photo":
        report = moderation.pass_photo(
            ref=ref, photo_id=_photo_of(body), actor=request.actor, note=body.note, at=now()
        )
    else:
        act = moderation.pass_report if body.what == "report" else moderation.pass_words
        report = act(ref=ref, actor=request.actor, note=body.note, at=now())
    return _again(request, report)


@router.post(
    "/reports/{ref}/hide",
    operation_id="hide_from_public",
    response={200: ReportOut, 403: Problem, 404: Problem, 422: Problem},
)
def hide_from_public(request: ActorRequest, ref: str, body: HideIn) -> ReportOut:
    """The desk, or a crew, takes a report, its words or one photo off every public page, with a reason."""
    if body.what == "photo":
        report = moderation.hide_photo(
            ref=ref, photo_id=_photo_of(body), actor=request.actor, reason=body.reason, at=now()
        )
    else:
        act = moderation.hide_report if body.what == "report" else moderation.hide_words
        report = act(ref=ref, actor=request.actor, reason=body.reason, at=now())
    return _again(request, report)


def _photo_of(body: PassIn | HideIn) -> UUID:
    if body.photo_id is None:
        raise Invalid(_("Say which photo."), field="photo_id")
    return body.photo_id


def _again(request: ActorRequest, report: Report) -> ReportOut:
    return reading.for_reader(reading.find_report(report.ref, request.actor), request.actor, now())
