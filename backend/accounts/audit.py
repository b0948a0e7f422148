"""The audit trail: who looked at or changed what is not public."""

from datetime import datetime

from accounts.actor import Actor
from accounts.models import AuditEntry


def note(*, actor: Actor, action: str, subject: str, at: datetime, reason: str = "") -> None:
    """Add one entry, in the present transaction.

    action   what was done, as a stable word: "saw_original", "hid_photo", …
    subject  what it was done to: "report:FT-7K3Q-2M", "photo:<uuid>", …
    """
    AuditEntry.objects.create(
        at=at, person_id=actor.person_id, action=action, subject=subject, reason=reason[:500]
    )
