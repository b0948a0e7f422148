"""One rule of the keeping table at work: what is due, what a legal hold keeps, and letting the rest go.

In small batches, each a short transaction of its own with a pause after it, so that those who send something
meanwhile hardly wait for it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

#: Rows let go in one transaction.
BATCH = 200
#: Keys read ahead, so that what is due is not searched anew for each batch.
_PAGE = 20_000


#: Called after each batch with the seconds that it took; False when it is enough for now.
Rest = Callable[[float], bool]


@dataclass(slots=True)
class Count:
    """What one rule found, what of it legal holds kept, and what it let go (or would)."""

    found: int = 0
    held: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class LettingGo:
    """How one kind of row is let go.

    due   the rows whose time is over at a moment; those under a legal hold among them.
    go    lets the rows with these keys go, in the present transaction.
    kept  which of the rows legal holds keep now; None for none.
    """

    due: Callable[[datetime], QuerySet[Any]]
    go: Callable[[Sequence[Any], datetime], None]
    kept: Callable[[], Q | None] = lambda: None

    def count(self, at: datetime) -> Count:
        """What would be found, kept and let go now; nothing is written."""
        due, kept = self.due(at), self.kept()
        found = due.count()
        held = due.filter(kept).count() if kept is not None and found else 0
        return Count(found, held, found - held)

    def let_go(self, at: datetime, rest: Rest) -> Count:
        """Let everything go that is due and not held; or as much of it as `rest` lets it."""
        counted = self.count(at)
        counted.done = 0
        for keys in self._batches(at) if counted.found else ():
            begun = monotonic()
            counted.done += self._go(keys, at)
            if not rest(monotonic() - begun):
                break
        return counted

    def _go(self, keys: Sequence[Any], at: datetime) -> int:
        with transaction.atomic():
            # Asked again under the lock: one of them may have come back to life, or been held, since.
            due, kept = self.due(at).filter(pk__in=keys), self.kept()
            still = due if kept is None else due.exclude(kept)
            locked = list(still.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
            if locked:
                self.go(locked, at)
        return len(locked)

    def _batches(self, at: datetime) -> Iterator[list[Any]]:
        page = self._page(at)
        while page:
            for begun in range(0, len(page), BATCH):
                yield page[begun : begun + BATCH]
            page = self._page(at, after=page[-1]) if len(page) == _PAGE else []

    def _page(self, at: datetime, after: Any = None) -> list[Any]:
        due = self.due(at) if after is None else self.due(at).filter(pk__gt=after)
        return list(due.order_by("pk").values_list("pk", flat=True)[:_PAGE])
