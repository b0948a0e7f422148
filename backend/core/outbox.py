"""The outbox: rows written with the truth they tell, leased by workers, retried until done.

A task is done at least once outside the database and exactly once inside it: its row is finished in the
same transaction as its effect. Give the row's `key` to every outside service as the idempotency key.
"""

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q

from core.clock import now
from core.models import OutboxRow

logger = logging.getLogger("doorstep.outbox")

State = OutboxRow.State
Payload = dict[str, Any]
Task = Callable[["Errand"], None]

LEASE = timedelta(seconds=60)
BATCH = 20
#: Quick tasks are taken in larger batches: most of them are done together.
QUICK_BATCH = 200
#: Growing pauses before a failed task is tried again; after the last one it is dead and staff see it.
PAUSES = [timedelta(seconds=s) for s in (2, 10, 60, 300, 1800, 7200, 21600, 43200)]

#: Task name → what does it. Filled by `config` at start-up.
TASKS: dict[str, Task] = {}

#: Task name → reads for a whole batch what its errands need, into `errand.loaded`. Not every task has one.
PRELOADS: dict[str, Callable[[list["Errand"]], None]] = {}

#: Task name → does what it can of a batch in one transaction, and gives back the errands to be done alone.
#: Not every task has one.
TOGETHER: dict[str, Callable[[list["Errand"]], list["Errand"]]] = {}

#: Tasks that only touch our own database. A worker of their own does them, so that a change is seen at once
#: however long a push service or a photo takes. Filled by `config` with TASKS.
QUICK: set[str] = set()

#: Called after a commit that wrote rows, to wake workers in other processes. Filled by `config`.
wake_others: list[Callable[[], None]] = []

#: One for each worker of this process, with whether it does quick tasks: a shared one could be cleared by
#: a worker
#: who cannot do the row, and one for all would wake those for whom there is nothing.
_alarms: dict[threading.Event, bool | None] = {}


class Retry(Exception):
    """The task cannot be done now; try again after `pause` (or after the usual one)."""

    def __init__(self, why: str, *, pause: timedelta | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class Errand:
    """One leased row, as a task sees it: `payload`, `key`, and `finish()` inside the effect's transaction."""

    def __init__(self, row: OutboxRow) -> None:
        self.row = row
        self.payload: Payload = row.payload
        self.key: uuid.UUID = row.key
        self.attempts: int = row.attempts
        self.finished = False
        #: What the task's preload found for this errand; None where it did not run.
        self.loaded: Any = None

    def finish(self) -> None:
        """Mark the row done; call it in the transaction that holds the task's effect.

        Raises  LostLease when another worker has taken the row over, so that the effect is rolled back.
        """
        with connection.cursor() as cursor:  # by hand: for a push this query costs more to build than to run
            at = connection.ops.adapt_datetimefield_value(now())
            cursor.execute(_FINISH, [State.DONE.value, at, self.row.pk, self.row.owner, State.WAITING.value])
            done = cursor.rowcount
        if done != 1:
            raise LostLease(f"{self.row.task} {self.key}")
        self.finished = True


def finish_all(errands: Sequence[Errand]) -> None:
    """Mark errands of one batch done, in the transaction that holds their effects.

    Raises  LostLease when another worker has taken any of them over, so that the effects are rolled back.
    """
    if not errands:
        return
    leased = OutboxRow.objects.filter(
        pk__in=[errand.row.pk for errand in errands], owner=errands[0].row.owner, state=State.WAITING
    )
    if leased.update(state=State.DONE, finished_at=now(), last_error="") != len(errands):
        raise LostLease(errands[0].row.task)


def forget_payload(errand: Errand) -> None:
    """Blank what a done errand was given, in the transaction of its effect: for what must not be kept."""
    OutboxRow.objects.filter(pk=errand.row.pk).update(payload={})


_FINISH = (
    "UPDATE core_outboxrow SET state = %s, finished_at = %s, last_error = '' "
    "WHERE id = %s AND owner = %s AND state = %s"
)


class LostLease(Exception):
    """Another worker has the row; what this one did must be rolled back."""


def enqueue(
    task: str, payload: Payload, *, key: uuid.UUID | None = None, run_at: datetime | None = None
) -> None:
    """Queue one task in the present transaction."""
    at = now()
    OutboxRow.objects.create(
        task=task, payload=payload, key=key or uuid.uuid4(), run_at=run_at or at, created_at=at
    )
    transaction.on_commit(partial(wake, {task in QUICK}))


def enqueue_all(tasks: Iterable[tuple[str, Payload]]) -> None:
    """Queue several tasks with one insert in the present transaction."""
    at = now()
    rows = [OutboxRow(task=task, payload=payload, run_at=at, created_at=at) for task, payload in tasks]
    if rows:
        OutboxRow.objects.bulk_create(rows)
        transaction.on_commit(partial(wake, {row.task in QUICK for row in rows}))


def wake(quick: Container[bool] = (True, False)) -> None:
    """Tell the workers of this process, and of others, that there is something to do.

    Quick tasks, others, or both.
    """
    wake_here(quick)
    for tell in wake_others:
        tell()


def wake_here(quick: Container[bool] = (True, False)) -> None:
    """Tell only the workers of this process."""
    for alarm, does_quick in tuple(_alarms.items()):
        if does_quick is None or does_quick in quick:
            alarm.set()


def claim(
    *, owner: str, limit: int = BATCH, lease: timedelta = LEASE, quick: bool | None = None
) -> list[OutboxRow]:
    """Lease up to `limit` rows that are due. No row is leased twice while its lease runs.

    quick  True: only tasks in QUICK; False: only the others; None: whatever is due.
    """
    at = now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=at)
    due = OutboxRow.objects.filter(free, state=OutboxRow.State.WAITING, run_at__lte=at).order_by(
        "run_at", "id"
    )
    if quick is not None:
        due = due.filter(task__in=QUICK) if quick else due.exclude(task__in=QUICK)
    if not due.exists():  # an idle worker takes no lock
        return []
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        ids = list(due.values_list("pk", flat=True)[:limit])
        if not ids:
            return []
        OutboxRow.objects.filter(pk__in=ids).update(
            owner=owner, lease_until=at + lease, attempts=F("attempts") + 1
        )
    return list(OutboxRow.objects.filter(pk__in=ids).order_by("run_at", "id"))


def _put_back(row: OutboxRow, error: BaseException) -> None:
    pause = getattr(error, "pause", None)
    usual = PAUSES[min(row.attempts, len(PAUSES)) - 1]
    dead = row.attempts > len(PAUSES)
    with transaction.atomic():
        OutboxRow.objects.filter(pk=row.pk, owner=row.owner, state=OutboxRow.State.WAITING).update(
            state=OutboxRow.State.DEAD if dead else OutboxRow.State.WAITING,
            run_at=now() + (pause or usual),
            lease_until=None,
            last_error=f"{type(error).__name__}: {error}"[:200]
            if isinstance(error, Retry)
            else type(error).__name__,
        )


def _preload(errands: list[Errand]) -> None:
    for task in {errand.row.task for errand in errands} & PRELOADS.keys():
        try:
            PRELOADS[task]([errand for errand in errands if errand.row.task == task])
        except Exception:
            logger.exception("preload failed: %s", task)  # each errand reads for itself


def _do_together(errands: list[Errand]) -> list[Errand]:
    """Do in common what can be; the errands that are left, in their order."""
    left = errands
    for task, do in TOGETHER.items():
        group = [errand for errand in left if errand.row.task == task]
        if len(group) < 2:
            continue
        try:
            alone = do(group)
        except LostLease:
            logger.info("lease lost: %s", task)
            alone = group
        except Exception:
            logger.exception("not done together: %s", task)
            alone = group  # one of them may be at fault: each for itself
        done = {errand.key for errand in group} - {errand.key for errand in alone}
        left = [errand for errand in left if errand.key not in done]
    return left


def run(errand: Errand) -> None:
    """Do one leased errand: its task, then `finish` where the task has not finished it itself."""
    row = errand.row
    try:
        TASKS[row.task](errand)
        if not errand.finished:
            with transaction.atomic():
                errand.finish()
    except LostLease:
        logger.info("lease lost: %s", row.task)
    except Retry as error:
        _put_back(row, error)
    except Exception as error:
        logger.exception("task failed: %s", row.task)
        _put_back(row, error)


def work_once(*, quick: bool | None = None, ending: threading.Event | None = None) -> int:
    """Do what is due, once; the number of rows tried. Tests and commands call it until it answers 0.

    ending  once set, what is left of the batch is left to others.
    """
    rows = claim(owner=_new_owner(), quick=quick, limit=QUICK_BATCH if quick else BATCH)
    errands = _do_together([Errand(row) for row in rows])
    _preload(errands)
    begun = time.monotonic()
    for done, errand in enumerate(errands):
        if time.monotonic() - begun > LEASE.total_seconds() / 2 or (ending and ending.is_set()):
            _give_back([errand.row for errand in errands[done:]])
            return len(rows) - len(errands) + done
        run(errand)
    return len(rows)


def _new_owner() -> str:
    return f"{socket.gethostname()[:30]}/{os.getpid()}/{uuid.uuid4().hex[:12]}"


def _give_back(rows: list[OutboxRow]) -> None:
    """Leave to others what this worker will not reach while its lease runs."""
    with transaction.atomic():
        OutboxRow.objects.filter(pk__in=[row.pk for row in rows], owner=rows[0].owner).update(
            lease_until=None, attempts=F("attempts") - 1
        )


def reclaim() -> int:
    """Free at once what a process of this machine had leased when it was killed; the number of rows freed.

    Called before this process starts workers: what is leased under its number is from a life before, as in a
    container, where every life has the same number.
    """
    here = socket.gethostname()[:30]
    leased = OutboxRow.objects.filter(state=OutboxRow.State.WAITING, lease_until__gt=now())
    dead = [
        owner
        for owner in leased.values_list("owner", flat=True).distinct()
        if owner.split("/")[0] == here and not _is_another_alive(int(owner.split("/")[1]))
    ]
    if not dead:
        return 0
    with transaction.atomic():
        return leased.filter(owner__in=dead).update(lease_until=None)


def _is_another_alive(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Worker(threading.Thread):
    """Leases and does rows until told to stop."""

    #: How long to wait when there is nothing to do and nobody wakes us (due retries, expired leases).
    IDLE_S = 1.0
    #: How long a worker of quick tasks lets them gather between two batches.
    GATHER_S = 0.03

    def __init__(self, name: str, *, quick: bool | None = None) -> None:
        super().__init__(name=name, daemon=True)
        self._quick = quick
        self._ending = threading.Event()
        self._alarm = threading.Event()

    def run(self) -> None:
        _alarms[self._alarm] = self._quick
        while not self._ending.is_set():
            self._alarm.clear()
            try:
                tried = work_once(quick=self._quick, ending=self._ending)
            except Exception:
                logger.exception("outbox out of reach")
                close_old_connections()
                tried = 0
            # What comes while it is busy waits a moment, so that it is done together; the first after a
            # rest is not.
            if tried:
                self._ending.wait(self.GATHER_S if self._quick else 0)
            else:
                self._alarm.wait(self.IDLE_S)
        del _alarms[self._alarm]
        connection.close()

    def end(self) -> None:
        """Stop after the row in hand."""
        self._ending.set()
        self._alarm.set()


def start_workers(count: int) -> list[Worker]:
    """Start `count` workers, and one more for the quick tasks. End them with `end_workers`."""
    if not count:
        return []
    workers = [
        Worker("quick", quick=True),
        *(Worker(f"worker-{n}", quick=False) for n in range(1, count + 1)),
    ]
    for worker in workers:
        worker.start()
    return workers


def end_workers(workers: list[Worker], *, within: float = 15) -> None:
    """Let each finish the row in hand, for `within` seconds in all."""
    for worker in workers:
        worker.end()
    until = time.monotonic() + within
    for worker in workers:
        worker.join(max(0, until - time.monotonic()))
