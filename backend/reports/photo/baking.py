"""Outbox tasks that make a photo's sizes: developed when it arrives, baked anew when its covers change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import Error as DatabaseTrouble
from django.db import transaction

from core import events, outbox
from core.clock import LONDON, now
from reports.events import PhotoReady
from reports.events import PhotoRefused as PhotoWasRefused
from reports.models import Photo, Report
from reports.photo import photo_store, scanning
from reports.photo.darkroom import Busy, Developed, PhotoRefused, Reason, darkroom
from reports.photo.finds import MOST_FINDS, blurred
from reports.photo.image_headers import Kind
from reports.photo.photo_bytes import inspect

State, Release = Photo.State, Photo.Release

#: A camera's clock may be a little ahead, or set to another zone.
_AHEAD: Final = timedelta(days=1)

#: Makes what is kept of a photo from its bytes and kind. Raises what `darkroom.develop` raises.
Developer = Callable[[bytes, Kind], Developed]


@dataclass(frozen=True, slots=True)
class _Stored:
    """Names of what was stored of a photo and has no row yet."""

    sizes: str
    uncovered: str

    def names(self) -> list[str]:
        return photo_store.names_of_sizes(self.sizes) + ([self.uncovered] if self.uncovered else [])


def develop(errand: outbox.Errand, *, by: Developer | None = None) -> None:
    """Outbox task: make the sizes of the photo `photo_id`, with what is found in it blurred.

    Pending becomes ready or refused. What no detector has looked at waits for a person.

    by  what develops the bytes; the darkroom's child process where none is given.
    """
    photo = Photo.objects.filter(pk=errand.payload["photo_id"], state=State.PENDING, sizes="").first()
    if photo is None:
        return
    data = photo_store.read_original(photo)
    if not scanning.lets_through(photo, data, errand):
        return
    try:
        developed = _made(by or darkroom.develop, data, inspect(data).kind)
        stored = _store(developed)
    except PhotoRefused as refused:
        _refuse(photo, refused.reason, errand)
        return
    except photo_store.MoreThanPixels:
        _refuse(photo, Reason.UNREADABLE, errand)
        return
    with _kept_or_discarded(stored):
        _keep(photo, developed, stored, errand)


def bake(errand: outbox.Errand) -> None:
    """Outbox task: make the sizes of the photo `photo_id` anew with the covers and the crop it has now.

    Until that is done it is shown to nobody; the sizes from before are deleted.
    """
    photo = Photo.objects.filter(pk=errand.payload["photo_id"], state=State.PENDING).exclude(sizes="").first()
    if photo is None:
        return
    data = photo_store.read_original(photo)
    try:
        baked = _made(
            lambda data, kind: darkroom.bake(data, kind, covers=photo.covers, crop=photo.crop),
            data,
            inspect(data).kind,
        )
    except PhotoRefused as refused:  # it was developed once, so the fault is not the photo's
        raise outbox.Retry(f"not baked: {refused}") from None
    stored = _store(baked)
    with _kept_or_discarded(stored):
        _replace(photo, baked, stored, errand)


def _made(by: Developer, data: bytes, kind: Kind) -> Developed:
    try:
        return by(data, kind)
    except Busy:
        raise outbox.Retry("the darkroom is busy", pause=timedelta(seconds=1)) from None


def _store(developed: Developed) -> _Stored:
    today = now().date()
    sizes = photo_store.save_sizes(developed.sizes, day=today)
    if developed.uncovered is None:
        return _Stored(sizes, "")
    try:
        return _Stored(sizes, photo_store.save_uncovered(developed.uncovered, day=today))
    except BaseException:
        photo_store.discard(photo_store.names_of_sizes(sizes))
        raise


@contextmanager
def _kept_or_discarded(stored: _Stored) -> Iterator[None]:
    try:
        yield
    except (
        DatabaseTrouble
    ):  # perhaps after the commit: the sizes stay, and are swept away if nobody knows them
        raise
    except BaseException:
        photo_store.discard(stored.names())
        raise


def _keep(photo: Photo, developed: Developed, stored: _Stored, errand: outbox.Errand) -> None:
    with transaction.atomic():
        locked = _still_pending(photo)
        _take_over(locked, developed, stored)
        if developed.found is not None:
            finds = developed.found[:MOST_FINDS]
            locked.found, locked.covers = [asdict(find) for find in finds], blurred(finds)
            locked.release = Release.AUTO if len(developed.found) <= MOST_FINDS else Release.WAITING
        if developed.place:
            locked.lat, locked.lon = developed.place.lat, developed.place.lon
        locked.taken_at = _believable(developed.taken_at, received_at=locked.created_at)
        locked.save(update_fields=[*_TAKEN_OVER, "found", "covers", "release", "lat", "lon", "taken_at"])
        events.publish(PhotoReady(photo_id=str(locked.pk), report_id=locked.report_id))
        errand.finish()


def _replace(photo: Photo, baked: Developed, stored: _Stored, errand: outbox.Errand) -> None:
    with transaction.atomic():
        locked = _still_pending(photo)
        if (locked.covers, locked.crop) != (photo.covers, photo.crop):
            no_longer_wanted = stored.names()  # decided anew meanwhile: another errand is on its way
        else:
            no_longer_wanted = _Stored(locked.sizes, locked.uncovered).names()
            _take_over(locked, baked, stored)
            locked.save(update_fields=list(_TAKEN_OVER))
            events.publish(PhotoReady(photo_id=str(locked.pk), report_id=locked.report_id))
        outbox.enqueue("discard_photo_files", {"names": no_longer_wanted})
        errand.finish()


_TAKEN_OVER: Final = ("state", "sizes", "uncovered", "sizes_bytes", "width", "height")


def _take_over(photo: Photo, developed: Developed, stored: _Stored) -> None:
    photo.state, photo.sizes, photo.uncovered = State.READY, stored.sizes, stored.uncovered
    photo.sizes_bytes = sum(map(len, developed.sizes.values())) + len(developed.uncovered or b"")
    photo.width, photo.height = developed.width, developed.height


def _refuse(photo: Photo, reason: Reason, errand: outbox.Errand) -> None:
    with transaction.atomic():
        locked = _still_pending(photo)
        locked.state, locked.refused_because = State.REFUSED, reason.value
        locked.save(update_fields=["state", "refused_because"])
        events.publish(PhotoWasRefused(photo_id=str(locked.pk), report_id=locked.report_id))
        errand.finish()


def _still_pending(photo: Photo) -> Photo:
    """The photo's row, locked, with the sizes that it had when we began."""
    # Its report first, as where somebody decides of both: in the other order each could wait for the other.
    list(Report.objects.select_for_update(of=("self",)).filter(photos=photo.pk).values_list("pk"))
    locked = (
        Photo.objects.select_for_update(of=("self",))
        .filter(pk=photo.pk, state=State.PENDING, sizes=photo.sizes)
        .first()
    )
    if locked is None:  # forgotten, or made by another worker, in the meantime
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
