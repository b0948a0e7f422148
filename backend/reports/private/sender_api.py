from typing import Annotated

from ninja import Router
from ninja.responses import Status
from pydantic import Field

from accounts import blocks
from accounts.requests import ActorRequest
from accounts.senders import Scope, Who
from core.clock import now
from core.schemas import Problem
from reports.private import sender_marks
from reports.private.sender_schemas import BlockIn, EndIn, SenderMarkListOut, SenderMarkOut, TrustIn

router = Router(tags=["senders"])

_REFUSALS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
_Limit = Annotated[int, Field(ge=1, le=200)]
_Cursor = Annotated[str, Field(max_length=200)]


@router.get(
    "/blocks", operation_id="list_blocks", response={200: SenderMarkListOut, 401: Problem, 403: Problem}
)
def list_blocks(request: ActorRequest, limit: _Limit = 50, cursor: _Cursor = "") -> SenderMarkListOut:
    """Who is limited, in what and until when; newest first, ended ones too."""
    return sender_marks.listed(request.actor, trusted=False, limit=limit, cursor=cursor, at=now())


@router.post("/blocks", operation_id="block_sender", response={201: SenderMarkOut, **_REFUSALS})
def block_sender(request: ActorRequest, body: BlockIn) -> Status[SenderMarkOut]:
    """Limit one channel of a report's sender, or of a network, until a day. Urgent reports never wait."""
    at, scope = now(), Scope(body.scope)
    if body.who == "network":
        mark = sender_marks.mark_network(
            network=body.network or "",
            actor=request.actor,
            scope=scope,
            reason=body.reason,
            until=body.until,
            review_on=body.review_on,
            at=at,
        )
    else:
        mark = sender_marks.mark_sender_of(
            ref=body.ref or "",
            actor=request.actor,
            who=Who(body.who),
            scope=scope,
            reason=body.reason,
            until=body.until,
            review_on=body.review_on,
            at=at,
        )
    return Status(201, sender_marks.shown(mark, at))


@router.delete("/blocks/{int:mark_id}", operation_id="end_block", response={204: None, **_REFUSALS})
def end_block(request: ActorRequest, mark_id: int, body: EndIn) -> Status[None]:
    """End a block before its time. Twice is the same as once."""
    blocks.end(actor=request.actor, mark_id=mark_id, trusted=False, reason=body.reason, at=now())
    return Status(204, None)


@router.get(
    "/trusted", operation_id="list_trusted", response={200: SenderMarkListOut, 401: Problem, 403: Problem}
)
def list_trusted(request: ActorRequest, limit: _Limit = 50, cursor: _Cursor = "") -> SenderMarkListOut:
    """Whom limits and checks do not concern; newest first, ended ones too."""
    return sender_marks.listed(request.actor, trusted=True, limit=limit, cursor=cursor, at=now())


@router.post("/trusted", operation_id="trust_sender", response={201: SenderMarkOut, **_REFUSALS})
def trust_sender(request: ActorRequest, body: TrustIn) -> Status[SenderMarkOut]:
    """Take the limits and checks off whoever sent a report, until a day."""
    at = now()
    mark = sender_marks.mark_sender_of(
        ref=body.ref,
        actor=request.actor,
        who=Who(body.who),
        scope=Scope.TRUSTED,
        reason=body.reason,
        until=body.until,
        at=at,
    )
    return Status(201, sender_marks.shown(mark, at))


@router.delete("/trusted/{int:mark_id}", operation_id="end_trust", response={204: None, **_REFUSALS})
def end_trust(request: ActorRequest, mark_id: int, body: EndIn) -> Status[None]:
    """Put the limits back. Twice is the same as once."""
    blocks.end(actor=request.actor, mark_id=mark_id, trusted=True, reason=body.reason, at=now())
    return Status(204, None)
