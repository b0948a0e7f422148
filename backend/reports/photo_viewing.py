"""Who may look at a photo, and what they are given. The original is for staff, and each look is on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts import audit
from accounts.actor import Actor
from core.problems import NotFound
from reports import photo_store
from reports.image_headers import EDGES
from reports.models import Photo, Report
from reports.track import sees_all

_TYPES: Final = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic"}


@dataclass(frozen=True, slots=True)
class Original:
    """A photo as it came. `content_type` is what its bytes showed, whatever its sender called it."""

    data: bytes
    content_type: str
    filename: str


def may_see(photo: Photo, *, report: Report, actor: Actor) -> bool:
    """Whether `actor`, who may see the report, may see this photo of it.

    The public sees ready photos of reports that are shown in full; the reporter those of their own as well; a
    photo hidden by the desk is seen by the department's staff alone.
    """
    if photo.state != Photo.State.READY:
        return False
    if report.department_id in actor.seen_department_ids:
        return True
    if photo.hidden_because:
        return False
    return report.shown == Report.Shown.ALL or sees_all(report, actor)


def seen(photos: Iterable[Photo], *, report: Report, actor: Actor) -> list[Photo]:
    """Those of a report's photos that `actor`, who may see the report, may see; in order. No query."""
    return [photo for photo in photos if may_see(photo, report=report, actor=actor)]


def open_size(*, photo_id: UUID, edge: int, actor: Actor) -> bytes:
    """WebP bytes of one size (320, 960 or 1920). Raises NotFound; missing and hidden look the same."""
    photo = Photo.objects.filter(pk=photo_id, state=Photo.State.READY).first()
    if photo is None or edge not in EDGES:
        raise NotFound
    if not _is_seen(photo, actor):
        raise NotFound
    return photo_store.read_size(photo, edge)


def open_original(*, photo_id: UUID, actor: Actor, at: datetime) -> Original:
    """A photo as it came, for the staff of the department that has its report; the look is put on record.

    Raises  SignInFirst, NotAllowed for somebody who is not staff; NotFound for another department's.
    """
    actor.require_staff()
    with transaction.atomic():
        photo = Photo.objects.exclude(original="").filter(pk=photo_id).first()
        if photo is None or not _is_worked_on_by(photo, actor):
            raise NotFound
        audit.note(actor=actor, action="saw_original", subject=f"photo:{photo.pk}", at=at)
    return Original(photo_store.read_original(photo), _TYPES[photo.kind], f"{photo.pk}.{photo.kind}")


def _is_seen(photo: Photo, actor: Actor) -> bool:
    if photo.taken_by_id is not None and photo.taken_by_id == actor.person_id:
        return True
    return any(may_see(photo, report=report, actor=actor) for report in _reports_of(photo, actor))


def _is_worked_on_by(photo: Photo, actor: Actor) -> bool:
    if photo.taken_by_id is not None and photo.taken_by_id == actor.person_id:
        return True
    return any(report.department_id in actor.seen_department_ids for report in _reports_of(photo, actor))


def _reports_of(photo: Photo, actor: Actor) -> list[Report]:
    """Reports that show this photo and that the actor may see: its own, and those that an outcome told."""
    shown_by = Q(pk=photo.report_id) | Q(pk__in=photo.update_set.values("report_id"))
    return list(Report.objects.visible_to(actor).filter(shown_by))
