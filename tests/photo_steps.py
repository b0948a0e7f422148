"""Steps of a photo's life, for tests: sent, developed, claimed, and what is stored of it."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.core.files.storage import default_storage
from django.db import transaction

import pictures
from accounts.actor import Actor
from core import outbox
from core.models import OutboxRow
from reports.models import Photo, Report
from reports.photo import photos

NOW = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
JPEG = pictures.photo("JPEG", width=640, height=480)
ANYBODY = Actor()


def send(data: bytes = JPEG, photo_id: UUID | None = None, actor: Actor = ANYBODY) -> Photo:
    return photos.receive(photo_id=photo_id or uuid4(), data=data, actor=actor, at=NOW)[0]


def develop(photo: Photo) -> Photo:
    """Let the worker do this photo's errand, and look at it afterwards."""
    do_errands("develop_photo", payload__photo_id=str(photo.pk))
    photo.refresh_from_db()
    return photo


def do_errands(task: str, **which: str) -> None:
    waiting = OutboxRow.objects.filter(task=task, state=OutboxRow.State.WAITING, **which)
    for row in waiting:
        outbox.run(outbox.Errand(row))


def claim(report: Report, *photo_ids: UUID) -> None:
    with transaction.atomic():
        photos.claim(report=report, photo_ids=photo_ids, at=NOW)


def everything_stored() -> list[str]:
    found: list[str] = []
    for top in ("originals", "sizes"):
        try:
            days = default_storage.listdir(top)[0]
        except FileNotFoundError:
            continue
        found += [
            f"{top}/{day}/{file}" for day in days for file in default_storage.listdir(f"{top}/{day}")[1]
        ]
    return found
