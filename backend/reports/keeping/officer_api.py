"""What the information officer of a body does: holds, reviews, copies and erasure on somebody's behalf."""

from datetime import datetime
from typing import Annotated

from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from accounts import audit
from accounts.requests import ActorRequest
from core.clock import now
from core.languages import as_language
from core.problems import Invalid
from core.schemas import Problem, Storable
from reports import reading
from reports.keeping import erasure, holds, reviews, subject_access
from reports.keeping.keeping_models import LegalHold, Review
from reports.keeping.my_data_api import ZIP, Email, ErasedOut, as_zip
from reports.words import clean
from routing.issue_types import issue_type_for

router = Router(tags=["officer"])

Reason = Annotated[Storable, Field(max_length=500)]


class HoldIn(Schema):
    """`kind` is report (with `ref`), person (with `email`) or area (with a ward's slug)."""

    kind: Annotated[Storable, Field(max_length=6)]
    ref: Annotated[Storable, Field(max_length=20)] = ""
    email: Annotated[Storable, Field(max_length=254)] = ""
    ward: Annotated[Storable, Field(max_length=60)] = ""
    reason: Reason


class EndHoldIn(Schema):
    reason: Reason


class HoldOut(Schema):
    """What is held and why. Of a person only that it is one: the address is not stored."""

    id: int
    kind: str
    what: str
    reason: str
    by: str
    at: datetime
    ended_at: datetime | None
    ended_by: str | None
    end_reason: str


class ReviewOut(Schema):
    """A private report whose keeping time is over."""

    id: int
    ref: str
    issue_type: str
    department: str
    ended_on: datetime | None
    since: datetime


class ReviewsOut(Schema):
    items: list[ReviewOut]
    count: int


class DecideIn(Schema):
    """`decision` is keep (with `years`, 1 to 6) or anonymise."""

    decision: Annotated[Storable, Field(max_length=9)]
    years: int | None = None
    reason: Reason


class BehalfIn(Schema):
    """For whom, and how they showed that the address is theirs."""

    email: Email
    reason: Reason
    language: Annotated[Storable, Field(max_length=35)] = "en-gb"


@router.get("/holds", operation_id="list_holds", response={200: list[HoldOut], 401: Problem, 403: Problem})
def list_holds(request: ActorRequest) -> list[HoldOut]:
    """Legal holds of the officer's or administrator's bodies, those that stand first."""
    return [_hold(hold) for hold in holds.of_bodies(holds.holding_bodies(request.actor))]


@router.post(
    "/holds",
    operation_id="set_hold",
    response={201: HoldOut, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem},
)
def set_hold(request: ActorRequest, body: HoldIn) -> Status[HoldOut]:
    """Hold a report, all that came with an address, or a ward: until then nothing of it is erased."""
    hold = holds.set_hold(
        actor=request.actor,
        kind=body.kind,
        ref=body.ref,
        email=body.email,
        ward=body.ward,
        reason=body.reason,
        at=now(),
    )
    return Status(201, _hold(hold))


@router.post(
    "/holds/{int:hold_id}/end",
    operation_id="end_hold",
    response={200: HoldOut, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
)
def end_hold(request: ActorRequest, hold_id: int, body: EndHoldIn) -> HoldOut:
    """End a legal hold, with the reason."""
    return _hold(holds.end_hold(hold_id=hold_id, actor=request.actor, reason=body.reason, at=now()))


@router.get("/reviews", operation_id="list_reviews", response={200: ReviewsOut, 401: Problem, 403: Problem})
def list_reviews(request: ActorRequest) -> ReviewsOut:
    """Private reports whose keeping time is over, the oldest first; at most 200 of them."""
    found = reviews.waiting(request.actor.require_officer())
    return ReviewsOut(items=[_review(review) for review in found[:200]], count=found.count())


@router.post(
    "/reviews/{int:review_id}",
    operation_id="decide_review",
    response={204: None, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem},
)
def decide_review(request: ActorRequest, review_id: int, body: DecideIn) -> Status[None]:
    """Keep a private report longer, or make it anonymous."""
    reviews.decide(
        review_id=review_id,
        actor=request.actor,
        decision=body.decision,
        years=body.years,
        reason=body.reason,
        at=now(),
    )
    return Status(204, None)


@router.post(
    "/subject-access",
    operation_id="copy_for_somebody",
    openapi_extra=ZIP,
    response={200: None, 401: Problem, 403: Problem, 409: Problem, 422: Problem, 507: Problem},
)
def copy_for_somebody(request: ActorRequest, body: BehalfIn) -> FileResponse:
    """The ZIP of what the officer's bodies hold under an address, for a person who asked in another way."""
    bodies = request.actor.require_officer()
    reason, at = _checked(body.reason), now()
    found = erasure.of_address(body.email).filter(department__body__in=bodies)
    found = found.select_related("body", "department", "ward").defer(*reading.GROUND)
    reports = list(found.prefetch_related("photos", "updates").order_by("received_at"))
    with transaction.atomic():
        audit.note(actor=request.actor, action="copied_for_somebody", subject="address", at=at, reason=reason)
    return as_zip(
        subject_access.copy_of_address(
            body.email,
            reports,
            language=as_language(body.language),
            at=at,
            whole=bool(reports) and erasure.is_known_to_no_other(body.email, bodies),
        )
    )


@router.post(
    "/subject-erasure",
    operation_id="erase_for_somebody",
    response={200: ErasedOut, 401: Problem, 403: Problem, 409: Problem, 422: Problem, 503: Problem},
)
def erase_for_somebody(request: ActorRequest, body: BehalfIn) -> ErasedOut:
    """Erase what the officer's bodies hold under an address, for a person who asked in another way."""
    bodies = request.actor.require_officer()
    done = erasure.erase_by_address(
        email=body.email, actor=request.actor, at=now(), bodies=bodies, reason=_checked(body.reason)
    )
    return ErasedOut(reports=done.reports, still_open=done.still_open, held=list(done.held))


def _checked(reason: str) -> str:
    if not (said := clean(reason, field="reason", most=500)):
        raise Invalid(_("Say how you know that it is theirs."), field="reason")
    return said


def _hold(hold: LegalHold) -> HoldOut:
    named = hold.report.ref if hold.report else hold.area.local_name if hold.area else ""
    return HoldOut(
        id=hold.pk,
        kind=hold.kind,
        what=named,
        reason=hold.reason,
        by=hold.set_by.name,
        at=hold.at,
        ended_at=hold.ended_at,
        ended_by=hold.ended_by.name if hold.ended_by else None,
        end_reason=hold.end_reason,
    )


def _review(review: Review) -> ReviewOut:
    report = review.report
    return ReviewOut(
        id=review.pk,
        ref=report.ref,
        issue_type=str(issue_type_for(report.issue_type).label),
        department=report.department.local_name,
        ended_on=report.over_at,
        since=review.since,
    )
