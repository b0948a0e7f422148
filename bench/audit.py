"""What one entry of the audit trail adds to a change, and how long a trail of 100,000 takes to check."""

from collections.abc import Iterable
from time import perf_counter
from typing import Any

from bench._figures import at_most, share, times_ms
from django.core.management import call_command
from django.db import transaction

from accounts import audit
from accounts.actor import Actor
from accounts.models import AuditEntry, AuditHead, Body
from core.clock import now

ENTRIES = 100_000
CHANGES = 300


def run() -> Iterable[dict[str, Any]]:
    """The same change with and without its entry, turn by turn; then the whole trail read once."""
    call_command("migrate", verbosity=0)
    body = Body.objects.create(key="exampleton", name="Exampleton", kind=Body.Kind.DISTRICT)
    _fill(ENTRIES)

    def change(number: int) -> None:
        Body.objects.filter(pk=body.pk).update(website=f"https://example.org/{number}")

    def plain(number: int) -> None:
        with transaction.atomic():
            change(number)

    def noted(number: int) -> None:
        with transaction.atomic():
            change(number)
            audit.note(actor=Actor(), action="changed", subject="body:exampleton", at=now())

    times_ms(noted, 20)
    without, with_entry = [], []
    for _turn in range(CHANGES):
        without += times_ms(plain, 1)
        with_entry += times_ms(noted, 1)
    added = share(with_entry, 0.5) - share(without, 0.5)
    yield at_most(f"audit_adds_p50_at_{ENTRIES}_entries", added, "ms", 1)
    begun = perf_counter()
    verdict = audit.verify(at=now())
    assert verdict.broken_at is None
    yield at_most(f"audit_verify_{ENTRIES}_entries", perf_counter() - begun, "s", 10)


def _fill(many: int) -> None:
    head, entries = AuditHead.objects.get(pk=1), []
    for number in range(many):
        entry = AuditEntry(
            seq=head.seq + 1, at=now(), action="saw_original", subject=f"photo:{number}", reason=""
        )
        entry.seal = audit.seal_of(entry, after=head.seal)
        head.seq, head.seal = entry.seq, entry.seal
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=2000)
    head.save()
