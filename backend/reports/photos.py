"""A photo's life: taken in at the door, claimed by a report, developed by a worker, forgotten unclaimed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import allowance
from accounts.actor import Actor
from core import events, outbox
from core.clock import LONDON, now
from core.problems import Conflict, Words
from reports import photo_store
from reports.darkroom import Busy, Developed, Reason, darkroom
from reports.darkroom import PhotoRefused as Undevelopable
from reports.events import PhotoArrived, PhotoReady, PhotoRefused
from reports.image_headers import Kind
from reports.models import Photo, Report
from reports.photo_bytes import Inspected, PhotoTooManyPixels, PhotoUnreadable, check_length, inspect

State = Photo.State

#: Photos that no report has named are kept for this long: a report may be on its way.
UNCLAIMED_FOR: Final = timedelta(hours=48)
#: Where an after-photo stands among a report's photos: behind all of the reporter's.
_AFTER: Final = 100
#: A camera's clock may be a little ahead, or set to another zone.
_AHEAD: Final = timedelta(days=1)

#: Makes what is kept of a photo from its bytes and kind. Raises what `darkroom.develop` raises.
Developer = Callable[[bytes, Kind], Developed]

WHY: Final[dict[Reason, Words]] = {
    Reason.UNREADABLE: PhotoUnreadable.default,
    Reason.TOO_SLOW: _(
        "This photo took too long to read. Please take a new one, or send a smaller copy of it."
    ),
    Reason.TOO_MANY_PIXELS: PhotoTooManyPixels.default,
}


@dataclass(frozen=True, slots=True)
class _Arrived:
    """Bytes that are stored and have no row yet."""

    digest: str
    length: int
    header: Inspected
    original: str


class PhotoTaken(Conflict):
    """The UUID is another photo's, or the photo is another report's or another person's."""

    type = "/problems/photo-taken"
    title = _("This photo is already there")
    default = _("Another photo is already there under this number. Please choose the photo again.")


def receive(*, photo_id: UUID, data: bytes, actor: Actor, at: datetime) -> tuple[Photo, bool]:
    """Take a photo in at the door; it is developed later, by a worker.

    photo_id  made on the phone.
    data      the file as it is; what it is shows in its bytes alone.
    Returns   the photo, and True the first time; the same bytes again give the same photo and False.
    Raises    PhotoTaken for other bytes; PhotoTooLarge, PhotoEmpty, PhotoNotAnImage, PhotoUnreadable or
              PhotoTooManyPixels by what it is; TooMany for an address over its hourly bytes; Full.
    """
    check_length(len(data))
    digest = sha256(data).hexdigest()
    known = Photo.objects.filter(pk=photo_id).exclude(state=State.AWAITED).first()
    if known:
        return _same(known, digest), False
    allowance.take(
        actor,
        "photo bytes",
        by_address=settings.PHOTO_BYTES_AN_HOUR,
        by_phone=settings.PHOTO_BYTES_AN_HOUR_A_PHONE,
        amount=max(1, len(data)),
    )
    inspected = inspect(data)
    photo_store.check_room(len(data))
    # The file first: a row without its file would be a photo lost, a file without its row is only swept away.
    # So where the database went away, and nobody can say whether the row was committed, the file stays.
    original = photo_store.save_original(data, day=at.date())
    arrived = _Arrived(digest, len(data), inspected, original)
    try:
        photo, created = _take_in(photo_id, arrived, actor, at)
    except DatabaseTrouble:
        raise
    except BaseException:
        photo_store.discard([original])
        raise
    if not created:
        photo_store.discard([original])
    return photo, created


def claim(*, report: Report, photo_ids: Sequence[UUID], at: datetime) -> None:
    """Give these photos to a report, in this transaction and in this order; they may still be on their way.

    Raises  PhotoTaken where one is another report's, or a crew's own: the first report that names it has it.
    """
    Photo.objects.bulk_create(  # in one order, so that no two reports wait for each other's photos
        [Photo(pk=photo_id, state=State.AWAITED, created_at=at) for photo_id in sorted(photo_ids)],
        ignore_conflicts=True,
    )
    found = Photo.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(photo_ids)
    for position, photo_id in enumerate(photo_ids):
        photo = found[photo_id]
        if photo.report_id not in (None, report.pk) or photo.is_after:
            raise PhotoTaken(field="photos")
        photo.report, photo.position = report, position
    Photo.objects.bulk_update(found.values(), ["report", "position"])


def claim_after(*, photo_id: UUID, by: Actor, report: Report | None, at: datetime) -> Photo:
    """Give a crew's photo to the report whose place it shows, in this transaction; it may be on its way.

    report  None where the job serves no report: only the person who took it sees it then.
    Raises  PhotoTaken where it is another report's, or was sent by another person.
    """
    photo = _row(photo_id, at)
    is_free = photo.report_id is None or (
        photo.is_after and report is not None and photo.report_id == report.pk
    )
    if not is_free or photo.taken_by_id not in (None, by.person_id):
        raise PhotoTaken(field="photo_id")
    photo.report, photo.position, photo.is_after, photo.taken_by_id = report, _AFTER, True, by.person_id
    photo.save(update_fields=["report", "position", "is_after", "taken_by"])
    return photo


def develop(errand: outbox.Errand, *, by: Developer | None = None) -> None:
    """Outbox task: make the sizes of the photo `photo_id`. Pending becomes ready or refused.

    by  what develops the bytes; the darkroom's child process where none is given.
    """
    photo = Photo.objects.filter(pk=errand.payload["photo_id"], state=State.PENDING).first()
    if photo is None:
        return
    data = photo_store.read_original(photo)
    try:
        developed = (by or darkroom.develop)(data, inspect(data).kind)
    except Busy:
        raise outbox.Retry("the darkroom is busy", pause=timedelta(seconds=1)) from None
    except Undevelopable as refused:
        _refuse(photo, refused.reason, errand)
        return
    sizes = photo_store.save_sizes(developed.sizes, day=now().date())
    try:
        _keep(photo, developed, sizes, errand)
    except (
        DatabaseTrouble
    ):  # perhaps after the commit: the sizes stay, and are swept away if nobody knows them
        raise
    except BaseException:
        photo_store.discard(photo_store.names_of_sizes(sizes))
        raise


def forget_unclaimed(*, at: datetime, limit: int = 500) -> int:
    """Forget photos that no report has named within 48 hours, and queue the deletion of their files.

    Returns  how many; call again while it is `limit`.
    """
    with transaction.atomic():
        old = Photo.objects.filter(report=None, is_after=False, created_at__lt=at - UNCLAIMED_FOR)
        forgotten = list(old.select_for_update(of=("self",))[:limit])
        Photo.objects.filter(pk__in=[photo.pk for photo in forgotten]).delete()
        names = [name for photo in forgotten for name in photo_store.names_of(photo)]
        if names:
            outbox.enqueue("discard_photo_files", {"names": names})
    return len(forgotten)


def sweep_strays(*, at: datetime) -> int:
    """Delete files of the last week that a killed process stored and no row knows; how many there were.

    The last three days are left alone: something of theirs may be on its way.
    """
    days = [(at - timedelta(days=ago)).date() for ago in range(3, 8)]
    return sum(photo_store.discard_strays(day=day) for day in days)


def discard_files(errand: outbox.Errand) -> None:
    """Outbox task: delete what is stored under the `names` in the payload."""
    photo_store.discard(errand.payload["names"])


def why_refused(photo: Photo) -> Words:
    """The sentence for a refused photo's reporter; "" for any other photo."""
    return WHY[Reason(photo.refused_because)] if photo.state == State.REFUSED else ""


def _row(photo_id: UUID, at: datetime) -> Photo:
    """The photo's row, locked; made as awaited where there is none."""
    Photo.objects.bulk_create([Photo(pk=photo_id, state=State.AWAITED, created_at=at)], ignore_conflicts=True)
    return Photo.objects.select_for_update(of=("self",)).get(pk=photo_id)


def _take_in(photo_id: UUID, arrived: _Arrived, actor: Actor, at: datetime) -> tuple[Photo, bool]:
    with transaction.atomic():
        photo = _row(photo_id, at)
        if photo.state != State.AWAITED:  # the same phone sent it twice at once, and the other one was first
            return _same(photo, arrived.digest), False
        photo.state, photo.sha256, photo.bytes = State.PENDING, arrived.digest, arrived.length
        photo.kind, photo.width, photo.height = (
            arrived.header.kind,
            arrived.header.width,
            arrived.header.height,
        )
        photo.original = arrived.original
        photo.taken_by_id = photo.taken_by_id or actor.person_id
        photo.save(
            update_fields=["state", "sha256", "bytes", "kind", "width", "height", "original", "taken_by"]
        )
        events.publish(PhotoArrived(photo_id=str(photo.pk), report_id=photo.report_id))
    return photo, True


def _same(photo: Photo, digest: str) -> Photo:
    if photo.sha256 != digest:
        raise PhotoTaken
    return photo


def _keep(photo: Photo, developed: Developed, sizes: str, errand: outbox.Errand) -> None:
    with transaction.atomic():
        locked = _still_pending(photo)
        locked.state, locked.sizes = State.READY, sizes
        locked.sizes_bytes = sum(len(data) for data in developed.sizes.values())
        locked.width, locked.height = developed.width, developed.height
        if developed.place:
            locked.lat, locked.lon = developed.place.lat, developed.place.lon
        locked.taken_at = _believable(developed.taken_at, received_at=locked.created_at)
        locked.save(
            update_fields=["state", "sizes", "sizes_bytes", "width", "height", "lat", "lon", "taken_at"]
        )
        events.publish(PhotoReady(photo_id=str(locked.pk), report_id=locked.report_id))
        errand.finish()


def _refuse(photo: Photo, reason: Reason, errand: outbox.Errand) -> None:
    with transaction.atomic():
        locked = _still_pending(photo)
        locked.state, locked.refused_because = State.REFUSED, reason.value
        locked.save(update_fields=["state", "refused_because"])
        events.publish(PhotoRefused(photo_id=str(locked.pk), report_id=locked.report_id))
        errand.finish()


def _still_pending(photo: Photo) -> Photo:
    locked = Photo.objects.select_for_update(of=("self",)).filter(pk=photo.pk, state=State.PENDING).first()
    if locked is None:  # forgotten, or developed by another worker, in the meantime
        raise outbox.LostLease(f"photo {photo.pk}")
    return locked


def _believable(taken_at: datetime | None, *, received_at: datetime) -> datetime | None:
    """The camera's time, aware; None where its clock was never set or is ahead of ours.

    Without an offset it is taken as London time; in the hour that clocks skip in March, as before the change.
    """
    if taken_at is None:
        return None
    aware = taken_at if taken_at.tzinfo else taken_at.replace(tzinfo=LONDON)
    return aware if aware.year >= 2000 and aware <= received_at + _AHEAD else None
