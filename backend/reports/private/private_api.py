from typing import Annotated, Final, Literal

from ninja import Router
from ninja.responses import Status
from pydantic import Field

from accounts.api import named
from accounts.requests import ActorRequest
from core.clock import now
from core.paging import read_cursor, write_cursor
from core.schemas import Named, Problem
from reports.models import Disclosure, FirstLook
from reports.private import disclosures, first_looks, looks, repeats
from reports.private.private_schemas import (
    DisclosureOut,
    DisclosuresOut,
    FirstDecisionIn,
    FirstLookOut,
    FirstLooksOut,
    OtherBodyOut,
    ShareIn,
)
from reports.reading import title
from routing.issue_types import issue_type_for

router = Router(tags=["private matters"])

_BECAUSE: Final[dict[str, Literal["repeated", "blocked"]]] = {
    FirstLook.Because.REPEATED: "repeated",
    FirstLook.Because.BLOCKED: "blocked",
}
READ = {401: Problem, 403: Problem, 404: Problem, 422: Problem}


@router.get("/first-looks", operation_id="list_first_looks", response={200: FirstLooksOut, **READ})
def list_first_looks(
    request: ActorRequest,
    limit: Annotated[int, Field(ge=1, le=100)] = 20,
    cursor: Annotated[str, Field(max_length=200)] = "",
) -> FirstLooksOut:
    """The reports that this person reads before any queue has them, the oldest first."""
    waiting = first_looks.open_for(request.actor)
    if cursor:
        (after,) = read_cursor(cursor, int)
        waiting = waiting.filter(pk__gt=after)
    found = list(waiting[: limit + 1])
    more = len(found) > limit
    return FirstLooksOut(
        items=_looks(found[:limit]),
        next=write_cursor(found[limit - 1].pk) if more else None,
    )


@router.post(
    "/first-looks/{ref}",
    operation_id="decide_first_look",
    response={200: FirstLookOut, **READ, 409: Problem},
)
def decide_first_look(request: ActorRequest, ref: str, body: FirstDecisionIn) -> FirstLookOut:
    """Let a report go to its queue, or answer it so that no queue ever has it."""
    look = first_looks.decide(
        ref=ref,
        actor=request.actor,
        decision=body.decision,
        note=body.note,
        answer=body.answer,
        at=now(),
    )
    return _looks([look])[0]


@router.get("/reports/{ref}/share", operation_id="list_disclosures", response={200: DisclosuresOut, **READ})
def list_disclosures(request: ActorRequest, ref: str) -> DisclosuresOut:
    """What of a report was given to other bodies, by what right, and what could be; for its desk."""
    request.actor.require_staff()
    found = disclosures.sharing_of(ref=ref, actor=request.actor)
    if found.is_private:
        looks.note_look(ref=found.ref, actor=request.actor, at=now())
    return DisclosuresOut(
        items=[_disclosure(given) for given in found.given],
        asked=found.asked,
        said=found.said,
        there=found.there,
        photos=found.photos,
        bodies=[
            OtherBodyOut(**named(body).model_dump(), agreed=agreed, has_email=bool(body.contact_email))
            for body, agreed in found.bodies
        ],
    )


@router.post("/reports/{ref}/share", operation_id="share_report", response={201: DisclosureOut, **READ})
def share_report(request: ActorRequest, ref: str, body: ShareIn) -> Status[DisclosureOut]:
    """Give another body the contact details, words or original photos of a report, by some right."""
    request.actor.require_staff()
    given = disclosures.disclose(
        ref=ref,
        actor=request.actor,
        body_key=body.body,
        what=body.what,
        legal_reason=body.legal_reason,
        at=now(),
    )
    return Status(201, _disclosure(given))


def _looks(looks: list[FirstLook]) -> list[FirstLookOut]:
    earlier = repeats.earlier([look.report for look in looks])
    return [_look(look, [other.ref for other in earlier[look.report_id]]) for look in looks]


def _look(look: FirstLook, earlier: list[str]) -> FirstLookOut:
    report = look.report
    kind = issue_type_for(report.issue_type)
    return FirstLookOut(
        ref=report.ref,
        issue_type=Named(key=kind.key, name=str(kind.label)),
        title=title(report),
        street=report.street,
        department=named(look.department),
        received_at=report.received_at,
        aim_at=report.aim_at,
        because=_BECAUSE[look.because],
        count=look.count,
        waits=look.waits and look.closed_at is None,
        earlier=earlier,
        decision=look.decision or None,
        note=look.note,
        answer=look.answer,
    )


def _disclosure(given: Disclosure) -> DisclosureOut:
    return DisclosureOut(
        body=named(given.body),
        what=given.what,
        agreed=given.agreed,
        legal_reason=given.legal_reason,
        at=given.at,
        by=given.by.name,
        sent_at=given.sent_at,
        failed=given.failed,
    )
