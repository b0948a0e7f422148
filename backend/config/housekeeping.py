"""Once an hour: what nobody claimed, and what has been told, goes away."""

import uuid
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from core import outbox
from core.clock import now
from core.models import OutboxRow
from notify import forgetting as told
from reports import forgetting, photos, public_map

TASK = "housekeeping"
EVERY = timedelta(hours=1)
#: Errands that are done are kept this long, for whoever asks what happened.
DONE_KEPT_FOR = timedelta(days=7)

_NAMESPACE = uuid.UUID("6f1f6c1e-5f0e-4a53-9d0c-6f3a52f0a0d1")


def keep_going() -> None:
    """See to it that the next run is in the outbox; several processes may ask, one row comes of it."""
    _queue(now())


def _queue(run_at: datetime) -> None:
    hour = run_at.replace(minute=0, second=0, microsecond=0)
    try:
        with transaction.atomic():
            outbox.enqueue(TASK, {}, key=uuid.uuid5(_NAMESPACE, hour.isoformat()), run_at=run_at)
    except IntegrityError:
        pass  # another process was first


def clean_up(errand: outbox.Errand) -> None:
    """Outbox task: forget unclaimed photos, old contact details and readers, what is done, ended sessions.

    Again in an hour.
    """
    at = now()
    while photos.forget_unclaimed(at=at, limit=500) == 500:
        pass
    photos.sweep_strays(at=at)
    while forgetting.forget_contacts(at=at, limit=1000) == 1000:
        pass
    while told.forget_deliveries(at=at, limit=1000) == 1000:
        pass
    while forgetting.forget_readers(at=at, limit=1000) == 1000:
        pass
    public_map.leave_map(at=at)
    with transaction.atomic():
        OutboxRow.objects.filter(state=OutboxRow.State.DONE, finished_at__lt=at - DONE_KEPT_FOR).delete()
        Session.objects.filter(expire_date__lt=at).delete()
    _queue(at + EVERY)
