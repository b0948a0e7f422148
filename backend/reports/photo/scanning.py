"""Virus scan of photos by clamd, where DOORSTEP_CLAMD says where it is. Without it nothing is scanned.

A photo is scanned in the worker, before anything decodes it, and waits while clamd does not answer: nobody is
shown what was not looked at. What clamd finds something in is deleted, and its reporter is told why.
"""

import logging
from datetime import timedelta
from io import BytesIO
from typing import Final

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.db import transaction

from accounts import audit
from accounts.actor import SYSTEM
from core import events, outbox
from core.clock import now
from reports.events import PhotoRefused
from reports.models import Photo
from reports.photo import photos

logger = logging.getLogger("doorstep.scanning")

#: A photo that clamd could not look at is brought to it again after this, for as long as it takes.
AGAIN_AFTER: Final = timedelta(minutes=1)
#: clamd needs under a second for a photo; one that is loading its signatures does not answer for a minute.
_PATIENCE_S: Final = 20


class Away(Exception):
    """clamd does not answer, or cannot look at this."""


def lets_through(photo: Photo, data: bytes, errand: outbox.Errand) -> bool:
    """Whether a pending photo may be developed.

    Where something is found in it, it is refused and deleted; while clamd is away, it is brought again.
    """
    if not settings.CLAMD:
        return True
    try:
        found = look(data)
    except Away as away:
        logger.warning("a photo waits for clamd: %s", away)
        with transaction.atomic():  # a new errand: one that is only retried is given up after a day
            outbox.enqueue("develop_photo", {**errand.payload}, run_at=now() + AGAIN_AFTER)
            errand.finish()
        return False
    if found is None:
        return True
    _refuse(photo, found, errand)
    return False


def look(data: bytes) -> str | None:
    """What clamd finds in these bytes, by its own name for it; None for nothing. Raises Away."""
    try:
        answers = _clamd().instream(BytesIO(data))
    except BufferTooLongError:
        raise Away("its StreamMaxLength is smaller than a photo may be (25 MB)") from None
    except (ClamdError, OSError, UnicodeDecodeError) as trouble:
        raise Away(type(trouble).__name__) from None
    status, name = answers.get("stream", ("", None))
    if status == "FOUND":
        return name or "unnamed"
    if status != "OK":
        raise Away(status or "an answer that says nothing")
    return None


def _clamd() -> ClamdNetworkSocket:
    where: str = settings.CLAMD
    if where.startswith("/"):
        return ClamdUnixSocket(where, timeout=_PATIENCE_S)
    host, _colon, port = where.rpartition(":")
    return ClamdNetworkSocket(host, int(port), timeout=_PATIENCE_S)


def _refuse(photo: Photo, found: str, errand: outbox.Errand) -> None:
    at = now()
    with transaction.atomic():
        report = photos.delete_infected(photo)
        events.publish(PhotoRefused(photo_id=str(photo.pk), report_id=report.pk if report else None))
        errand.finish()
        audit.note(
            actor=SYSTEM,
            action="deleted_infected_photo",
            subject=f"photo:{photo.pk}",
            at=at,
            reason=found,
            body_id=report.department.body_id if report else None,
        )
