"""The audit trail: who looked at or changed what is not public.

Only ever added to. Each entry's seal is an HMAC, with the server's key, of what it says and of the seal
before it: whoever can write to the database but has not the key cannot change, drop or add an entry unseen.
Cutting off the end is seen by comparing with a seal that was noted elsewhere: `verify_audit` prints the last.
"""

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db import transaction

from accounts.actor import Actor
from accounts.models import AuditEntry, AuditHead

#: The action that says how far the trail has been forgotten; its subject is "audit:<last seq>".
FORGOT: Final = "forgot_audit"
_AT_A_TIME: Final = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole trail found.

    entries    how many were looked at.
    seq, seal  of the last one; worth noting elsewhere.
    broken_at  the seq where it stops being as it was written; None where it is whole.
    """

    entries: int
    seq: int
    seal: str
    broken_at: int | None


def note(
    *, actor: Actor, action: str, subject: str, at: datetime, reason: str = "", body_id: int | None = None
) -> None:
    """Add one entry, in the present transaction; as its last step, since it locks the trail's end.

    action   what was done, as a stable word: "saw_original", "hid_photo", …
    subject  what it was done to: "report:FT-7K3Q-2M", "photo:<uuid>", …
    body_id  whose officer reads it; the actor's own body where none is given.
    """
    head, _is_new = AuditHead.objects.select_for_update().get_or_create(pk=1)
    entry = AuditEntry(
        seq=head.seq + 1,
        at=at,
        person_id=actor.person_id,
        body_id=body_id or next((held.body_id for held in actor.held), None),
        action=action,
        subject=subject,
        reason=reason[:500],
    )
    entry.seal = seal_of(entry, after=head.seal)
    entry.save(force_insert=True)
    head.seq, head.seal = entry.seq, entry.seal
    head.save(update_fields=["seq", "seal"])


def seal_of(entry: AuditEntry, *, after: str) -> str:
    """The seal of an entry that follows the seal `after`: 64 hexadecimal digits."""
    said = [
        entry.seq,
        entry.at.astimezone(UTC).isoformat(),
        entry.person_id,
        entry.body_id,
        entry.action,
        entry.subject,
        entry.reason,
        after,
    ]
    key = b"audit:" + settings.SECRET_KEY.encode()
    return hmac.new(key, json.dumps(said).encode(), sha256).hexdigest()


def verify(*, at: datetime) -> Verdict:
    """Read the whole trail, see whether it is as it was written, and keep what was found.

    Nobody waits for it: entries that are added meanwhile are left for the next time.
    """
    while True:
        head, _is_new = AuditHead.objects.get_or_create(pk=1)
        verdict = _check(head)
        found = {
            "checked_at": at,
            "checked_seq": verdict.seq,
            "is_whole": verdict.broken_at is None,
        }
        # Where something was forgotten meanwhile, the beginning is another one now.
        if AuditHead.objects.filter(pk=1, forgotten_seq=head.forgotten_seq).update(**found):
            return verdict


def _check(head: AuditHead) -> Verdict:
    seen, seq, seal, forgotten = 0, head.forgotten_seq, head.forgotten_seal, 0
    if AuditEntry.objects.filter(seq__lte=head.forgotten_seq).exists():
        return Verdict(0, 0, "", 1)
    for entry in _entries(after=head.forgotten_seq, through=head.seq):
        if entry.seq != seq + 1 or not hmac.compare_digest(entry.seal, seal_of(entry, after=seal)):
            return Verdict(seen, seq, seal, seq + 1)
        seen, seq, seal = seen + 1, entry.seq, entry.seal
        forgotten = _forgotten_by(entry) or forgotten
    if (seq, seal) != (head.seq, head.seal):
        return Verdict(seen, seq, seal, seq + 1)
    return Verdict(seen, seq, seal, None if forgotten == head.forgotten_seq else head.forgotten_seq)


def holds(seal: str) -> bool:
    """Whether an entry with this seal is (still) in the trail."""
    return AuditEntry.objects.filter(seal=seal).exists()


def forget(*, before: datetime, at: datetime, limit: int = 1000, dry_run: bool = False) -> int:
    """Forget the oldest entries, from the beginning up to the first that is not older than `before`.

    Says so in the trail itself, so that nobody can shorten it unseen.

    Returns  how many; call again while it is `limit`. A dry run counts all of them and forgets none.
    """
    with transaction.atomic():
        head, _is_new = AuditHead.objects.select_for_update().get_or_create(pk=1)
        kept = AuditEntry.objects.filter(at__gte=before).order_by("seq").first()
        old = AuditEntry.objects.filter(seq__lt=kept.seq if kept else head.seq + 1)
        if dry_run:
            return old.count()
        gone = list(old.order_by("seq").values_list("seq", "seal")[:limit])
        if not gone:
            return 0
        head.forgotten_seq, head.forgotten_seal = gone[-1]
        head.save(update_fields=["forgotten_seq", "forgotten_seal"])
        AuditEntry.objects.filter(seq__lte=head.forgotten_seq).delete()
        note(actor=Actor(), action=FORGOT, subject=f"audit:{head.forgotten_seq}", at=at)
    return len(gone)


def _forgotten_by(entry: AuditEntry) -> int:
    is_so = entry.action == FORGOT and entry.subject.startswith("audit:")
    return int(entry.subject.removeprefix("audit:")) if is_so else 0


def _entries(*, after: int, through: int) -> Iterator[AuditEntry]:
    wanted = AuditEntry.objects.filter(seq__lte=through).order_by("seq")
    while page := list(wanted.filter(seq__gt=after)[:_AT_A_TIME]):
        yield from page
        after = page[-1].seq
