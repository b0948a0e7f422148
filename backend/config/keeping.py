"""The nightly run of the keeping table: each rule in its order, with counts, a dry run, and legal holds.

The order lets a rule find by night what a dry run counted by day: none makes rows due for one after it.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from accounts import audit
from config import personal_data
from core.clock import now
from core.letting_go import Count, Rest
from core.periods import Period
from reports.keeping import erasure_ledger, forgetting, holds
from reports.keeping.keeping_models import KeepingRun

logger = logging.getLogger("doorstep.keeping")

#: After each batch it rests for so many times as long as the batch took: those who send something come first.
REST: Final = 2
_AUDIT_BATCH: Final = 1000


class Rule(Protocol):
    """Something that can be counted and let go."""

    def count(self, at: datetime) -> Count: ...

    def let_go(self, at: datetime, rest: Rest) -> Count: ...


class _AuditTrail:
    """The trail goes from its old end; while something is held, no further than that was received."""

    def __init__(self, period: Period) -> None:
        self._period = period

    def count(self, at: datetime) -> Count:
        found, left = (
            audit.forget(before=before, at=at, dry_run=True) for before in (self._usual(at), self._before(at))
        )
        return Count(found, found - left, left)

    def let_go(self, at: datetime, rest: Rest) -> Count:
        counted, before = self.count(at), self._before(at)
        counted.done, goes_on = 0, True
        while goes_on:
            begun = time.monotonic()
            forgotten = audit.forget(before=before, at=at, limit=_AUDIT_BATCH)
            counted.done += forgotten
            goes_on = forgotten == _AUDIT_BATCH and rest(time.monotonic() - begun)
        return counted

    def _usual(self, at: datetime) -> datetime:
        return self._period.before(at)

    def _before(self, at: datetime) -> datetime:
        held = holds.oldest_held()
        return min(self._usual(at), held) if held else self._usual(at)


def _contacts(period: Period) -> Rule:
    longer = {key: Period(months=months) for key, months in settings.CONTACT_MONTHS.items() if key}
    return forgetting.contacts(period, longer)


#: The rules that the table names, in the order of the run.
RULES: dict[str, Callable[[Period], Rule]] = {
    "unclaimed_photos": forgetting.unclaimed_photos,
    "refused_photos": forgetting.refused_photos,
    "flaggers": forgetting.flaggers,
    "senders": forgetting.senders,
    "phones_of_private": forgetting.phones_of_private,
    "sender_marks": forgetting.sender_marks,
    "data_requests": forgetting.data_requests,
    "idle_readers": forgetting.idle_readers,
    "deliveries": forgetting.deliveries,
    "originals": forgetting.originals,
    "contacts": _contacts,
    "private_matters": forgetting.private_matters,
    "words_and_places": forgetting.words_and_places,
    "ended_holds": forgetting.ended_holds,
    "audit_trail": _AuditTrail,
}


def dry_run(at: datetime) -> dict[str, Count]:
    """What a run would find, keep and let go now. Writes nothing."""
    return {name: rule.count(at) for name, rule in _rules()}


def run(at: datetime, *, rest: Rest | None = None) -> KeepingRun:
    """Do all that is due, and keep the counts where the information officer reads them.

    rest  by default, sleep twice as long as each batch took.
    """
    with transaction.atomic():
        made = KeepingRun.objects.create(began_at=at)
    go_on(made, rest=rest or sleep_after)
    return made


def go_on(made: KeepingRun, *, rest: Rest) -> bool:
    """Go on with a run; whether it has come to its end, or `rest` said that it is enough for now."""
    erasure_ledger.write_what_is_missing()
    enough = False

    def noting(took: float) -> bool:
        nonlocal enough
        enough = not rest(took)
        return not enough

    for name, rule in _rules():
        known = made.counts.get(name)
        if known and known["done"] >= known["found"] - known["held"]:
            continue
        counted = asdict(rule.let_go(made.began_at, noting))
        made.counts[name] = {**known, "done": known["done"] + counted["done"]} if known else counted
        with transaction.atomic():
            made.save(update_fields=["counts"])
        if enough:
            return False
    made.ended_at = now()
    with transaction.atomic():
        made.save(update_fields=["ended_at"])
    logger.info("keeping run of %s: %s", made.began_at.date(), made.counts)
    return True


def sleep_after(took: float) -> bool:
    """Rest after a batch, so that those who send something come first."""
    time.sleep(REST * took)
    return True


def in_table() -> list[dict[str, Any]]:
    """The table's lines with their rule's name, in the reader's language."""
    return [
        {
            "action": kept.action,
            "what": gettext(kept.what),
            "purpose": gettext(kept.purpose),
            "basis": gettext(kept.basis),
            "keep_for": kept.how_long(),
            "then": gettext(kept.then),
        }
        for kept in personal_data.lines()
    ]


def _rules() -> Iterable[tuple[str, Rule]]:
    periods = {kept.action: kept.period for kept in personal_data.lines() if kept.action and kept.period}
    return [(name, make(periods[name])) for name, make in RULES.items()]
