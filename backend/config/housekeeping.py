"""Once an hour what nobody claimed and what is done goes away; once a night, what the keeping table says."""

import logging
import time
import uuid
from datetime import datetime, timedelta
from datetime import time as clock_time

from django.db import IntegrityError, transaction

from accounts import audit, challenge, sessions
from config import keeping
from core import outbox
from core.clock import LONDON, now
from core.models import OutboxRow
from reports import public_map
from reports.keeping.keeping_models import KeepingRun
from reports.photo import photos

logger = logging.getLogger("doorstep.housekeeping")

TASK = "housekeeping"
NIGHTLY = "keep"
EVERY = timedelta(hours=1)
#: When hardly anybody reports.
AT_NIGHT = clock_time(3, 0)
#: The nightly run gives its worker back after so long, and goes on after whatever waits.
SPELL_S = 20.0
#: Errands that are done are kept this long, for whoever asks what happened.
DONE_KEPT_FOR = timedelta(days=7)

_NAMESPACE = uuid.UUID("6f1f6c1e-5f0e-4a53-9d0c-6f3a52f0a0d1")


def keep_going() -> None:
    """See to it that the next run is in the outbox; several processes may ask, one row comes of it."""
    at = now()
    _queue(at)
    _queue_night(at)


def _queue_night(at: datetime) -> None:
    """The next night's run; it is there once, however many ask."""
    local = at.astimezone(LONDON)
    day = local.date() if local.time() < AT_NIGHT else local.date() + timedelta(days=1)
    run_at = datetime.combine(day, AT_NIGHT, LONDON)
    try:
        with transaction.atomic():
            outbox.enqueue(NIGHTLY, {}, key=uuid.uuid5(_NAMESPACE, f"night {day}"), run_at=run_at)
    except IntegrityError:
        pass  # another process was first


def _queue(run_at: datetime) -> None:
    hour = run_at.replace(minute=0, second=0, microsecond=0)
    try:
        with transaction.atomic():
            outbox.enqueue(TASK, {}, key=uuid.uuid5(_NAMESPACE, hour.isoformat()), run_at=run_at)
    except IntegrityError:
        pass  # another process was first


def clean_up(errand: outbox.Errand) -> None:
    """Outbox task: forget unclaimed photos, strays, what is done, ended sessions. Again in an hour."""
    at = now()
    while photos.forget_unclaimed(at=at, limit=500) == 500:
        pass
    photos.sweep_strays(at=at)
    public_map.leave_map(at=at)
    with transaction.atomic():
        OutboxRow.objects.filter(state=OutboxRow.State.DONE, finished_at__lt=at - DONE_KEPT_FOR).delete()
        sessions.forget_ended(at=at)
        challenge.forget_spent(at=at)
    _queue(at + EVERY)


def keep(errand: outbox.Errand) -> None:
    """Outbox task: the nightly run of the keeping table, in spells; the next one is then in the outbox."""
    at, until = now(), time.monotonic() + SPELL_S
    _queue_night(at)

    def rest(took: float) -> bool:
        keeping.sleep_after(took)
        return time.monotonic() < until

    made = KeepingRun.objects.filter(pk=errand.payload.get("run", 0), ended_at__isnull=True).first()
    if made is None:
        with transaction.atomic():
            made = KeepingRun.objects.create(began_at=at)
    is_over = keeping.go_on(made, rest=rest)
    with transaction.atomic():
        if not is_over:
            outbox.enqueue(NIGHTLY, {"run": made.pk})
        errand.finish()
    if is_over:
        check_audit_trail()


def check_audit_trail() -> None:
    """See whether the audit trail is as it was written; the officer's page and the log say what was found."""
    verdict = audit.verify(at=now())
    if verdict.broken_at is None:
        logger.info("audit trail whole: entry %d, sealed %s", verdict.seq, verdict.seal)
    else:
        logger.error("the audit trail is not as it was written: it breaks at entry %d", verdict.broken_at)
