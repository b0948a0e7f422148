"""Who may look at a photo, and what they are given. The original is for staff, and each look is on record."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts import audit
from accounts.actor import Actor
from core.problems import NotAllowed, NotFound
from reports.models import Photo, Report
from reports.photo import photo_store
from reports.photo.image_headers import EDGES
from reports.track import has_desk
from reports.visibility import Sight, photo_seen, sight_of

logger = logging.getLogger("doorstep.photos")

_TYPES: Final = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic"}


@dataclass(frozen=True, slots=True)
class Original:
    """A photo as it came. `content_type` is what its bytes showed, whatever its sender called it."""

    data: bytes
    content_type: str
    filename: str


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a photo: its etag, which changes whenever its bytes do, and its WebP bytes."""

    etag: str
    data: bytes | None


def find(*, photo_id: UUID, actor: Actor) -> Photo:
    """A photo in whatever state it is: one that no report has yet, or one whose report the actor may see.

    Raises  NotFound. Before a report has it, only the phone that made its id knows that id.
    """
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None or not (photo.report_id is None or _took(photo, actor) or _reports_of(photo, actor)):
        raise NotFound
    return photo


def open_size(*, photo_id: UUID, edge: int, actor: Actor, held: str = "") -> Size:
    """One size (320, 960 or 1920) of a photo.

    held    the etags that the asker has already; when the size's own is among them, `data` is None.
    Raises  NotFound; missing, not ready and hidden look the same.
    """
    photo = Photo.objects.filter(pk=photo_id, state=Photo.State.READY).first()
    if photo is None or edge not in EDGES or not _is_seen(photo, actor):
        raise NotFound
    etag = f'"{photo.sizes.rpartition("/")[2]}-{edge}"'
    try:
        return Size(etag, None if etag in held else photo_store.read_size(photo, edge))
    except photo_store.MoreThanPixels:
        logger.error("a size of photo %s holds more than pixels and is shown to nobody", photo.pk)
        raise NotFound from None


def open_original(*, photo_id: UUID, actor: Actor, at: datetime) -> Original:
    """A photo as it came, for the staff of the department that has its report; the look is put on record.

    Raises  SignInFirst, NotAllowed for somebody who is not staff; NotFound for another department's.
    """
    actor.require_staff()
    with transaction.atomic():
        photo = Photo.objects.filter(pk=photo_id).exclude(original="").first()
        if photo is None or not _is_worked_on_by(photo, actor):
            raise NotFound
        _note(actor, "saw_original", photo, at)
    return Original(photo_store.read_original(photo), _TYPES[photo.kind], f"{photo.pk}.{photo.kind}")


def open_uncovered(*, photo_id: UUID, actor: Actor, at: datetime) -> bytes:
    """A photo's largest size with nothing covered or cut off, for who decides what is; the look is on record.

    Returns  WebP bytes, upright, without metadata.
    Raises   SignInFirst, NotAllowed for somebody who does not decide that; NotFound for another department's,
             and for a photo that is not ready.
    """
    actor.require_staff()
    with transaction.atomic():
        photo = Photo.objects.filter(pk=photo_id).exclude(sizes="").first()
        if photo is None or not _is_worked_on_by(photo, actor):
            raise NotFound
        if photo.report is None or not has_desk(photo.report, actor):
            raise NotAllowed
        _note(actor, "saw_uncovered", photo, at)
    return photo_store.read_uncovered(photo)


def _note(actor: Actor, action: str, photo: Photo, at: datetime) -> None:
    mine = Report.objects.filter(photos=photo).values_list("department__body", flat=True)
    audit.note(actor=actor, action=action, subject=f"photo:{photo.pk}", at=at, body_id=mine.first())


def _is_seen(photo: Photo, actor: Actor) -> bool:
    return _took(photo, actor) or any(
        photo_seen(photo, report, sight_of(report, actor)) for report in _reports_of(photo, actor)
    )


def _is_worked_on_by(photo: Photo, actor: Actor) -> bool:
    return _took(photo, actor) or any(
        sight_of(report, actor) is Sight.STAFF for report in _reports_of(photo, actor)
    )


def _took(photo: Photo, actor: Actor) -> bool:
    return actor.is_staff and photo.taken_by_id == actor.person_id


def _reports_of(photo: Photo, actor: Actor) -> list[Report]:
    """Reports that show this photo and that the actor may see: its own, and those that an outcome told."""
    shown_by = Q(pk=photo.report_id) | Q(pk__in=photo.update_set.values("report_id"))
    return list(Report.objects.visible_to(actor).filter(shown_by))
