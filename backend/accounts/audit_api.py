from datetime import datetime
from typing import Annotated

from django.db import transaction
from ninja import Router, Schema
from pydantic import Field

from accounts import audit
from accounts.audit_reading import Asked, CheckedOut, page
from accounts.requests import ActorRequest
from core.clock import now
from core.schemas import Problem, Storable

router = Router(tags=["accounts"])


class AuditEntryOut(Schema):
    """One look or change. `seal` is what the next entry is sealed with."""

    seq: int
    at: datetime
    who: str | None
    action: str
    subject: str
    reason: str
    seal: str


class AuditOut(Schema):
    """Newest first. `checked` says what the last check of the whole trail found; null before the first."""

    items: list[AuditEntryOut]
    next: str | None
    checked: CheckedOut | None


@router.get(
    "/audit", operation_id="list_audit", response={200: AuditOut, 401: Problem, 403: Problem, 422: Problem}
)
def list_audit(
    request: ActorRequest,
    subject: Annotated[Storable, Field(max_length=80, description="report:FT-7K3Q-2M, photo:<uuid>, …")] = "",
    action: Annotated[Storable, Field(max_length=40)] = "",
    person: Annotated[Storable, Field(max_length=254, description="the e-mail address of who acted")] = "",
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
    cursor: Annotated[Storable, Field(max_length=200)] = "",
) -> AuditOut:
    """Who saw or changed what, and why: for the information officer, who is on record for asking."""
    bodies = request.actor.require_officer()
    asked = Asked(subject=subject, action=action, person=person, limit=limit, cursor=cursor)
    found = page(asked, bodies)
    if not cursor:
        with transaction.atomic():
            what = " ".join(part for part in (subject, action, person) if part)
            audit.note(actor=request.actor, action="read_audit", subject="audit", at=now(), reason=what)
    items = [
        AuditEntryOut(
            seq=entry.seq,
            at=entry.at,
            who=entry.person.name if entry.person else None,
            action=entry.action,
            subject=entry.subject,
            reason=entry.reason,
            seal=entry.seal,
        )
        for entry in found.entries
    ]
    return AuditOut(items=items, next=found.next, checked=found.checked)
