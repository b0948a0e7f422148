"""Each look of the staff at a private report is on record: who, which, when (uk-practice, section 6)."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from accounts import audit
from accounts.actor import Actor
from reports.models import Report

#: An open page reads its report again at each change; within this time that is the same look.
SAME_LOOK_S = 15 * 60


def note_look(*, ref: str, actor: Actor, at: datetime) -> None:
    """Put a look at a private report on record.

    A second one soon after, by the same person, is the same look.
    """
    key = f"looked:{actor.person_id}:{ref}"
    if cache.get(key):
        return
    with transaction.atomic():
        body_id = Report.objects.filter(ref=ref).values_list("department__body", flat=True).first()
        audit.note(actor=actor, action="saw_private", subject=f"report:{ref}", at=at, body_id=body_id)
    cache.set(key, True, timeout=SAME_LOOK_S)
