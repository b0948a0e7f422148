"""The audit trail as the information officer of a body reads it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from ninja import Schema

from accounts.models import AuditEntry, AuditHead
from core.paging import read_cursor, write_cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; "" for everything.

    person  the e-mail address of whoever acted.
    limit   1 to 200.
    """

    subject: str = ""
    action: str = ""
    person: str = ""
    limit: int = 50
    cursor: str = ""


class CheckedOut(Schema):
    """The last check: when, how far, and whether the trail was as it had been written."""

    at: datetime
    through: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of entries, newest first, with the cursor of the next."""

    entries: list[AuditEntry]
    next: str | None
    checked: CheckedOut | None


def page(asked: Asked, body_ids: Collection[int]) -> Page:
    """Entries of these bodies, and those that concern no body. Raises WrongCursor."""
    found = AuditEntry.objects.filter(Q(body__in=body_ids) | Q(body__isnull=True))
    if asked.subject:
        found = found.filter(subject=asked.subject)
    if asked.action:
        found = found.filter(action=asked.action)
    if asked.person:
        found = found.filter(person__email__iexact=asked.person)
    if asked.cursor:
        (before,) = read_cursor(asked.cursor, int)
        found = found.filter(seq__lt=before)
    rows = list(found.select_related("person").order_by("-seq")[: asked.limit + 1])
    entries = rows[: asked.limit]
    return Page(entries, write_cursor(entries[-1].seq) if len(rows) > asked.limit else None, _checked())


def _checked() -> CheckedOut | None:
    head = AuditHead.objects.filter(pk=1, checked_at__isnull=False).first()
    if head is None or head.checked_at is None:
        return None
    return CheckedOut(at=head.checked_at, through=head.checked_seq, is_whole=head.is_whole)
