"""A photo's life: taken in, claimed by a report, passed or hidden by a person, forgotten unclaimed.

A worker makes its sizes: see `baking`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import allowance
from accounts.actor import Actor
from accounts.blocks import SenderBlocked
from core import events, outbox
from core.clock import now
from core.problems import Conflict, Words
from reports.events import PhotoArrived
from reports.models import Photo, Report
from reports.photo import photo_store
from reports.photo.covers import Cover, Crop, as_json, crop_as_json
from reports.photo.darkroom import Reason
from reports.photo.finds import is_detector_installed
from reports.photo.photo_bytes import Inspected, PhotoTooManyPixels, PhotoUnreadable, check_length, inspect

State = Photo.State

#: Photos that no report has named are kept for this long: a report may be on its way.
UNCLAIMED_FOR: Final = timedelta(hours=48)
#: Photos from before that are given to the detector at once, and how often; it needs about a second for each.
_LOOKED_AT: Final = 40
_LOOK_EVERY: Final = timedelta(minutes=1)
#: Where an after-photo stands among a report's photos: behind all of the reporter's.
_AFTER: Final = 100
#: What is emptied in the row of a photo that is dropped.
_EMPTIED: Final[dict[str, Any]] = {
    **dict.fromkeys(("original", "sizes", "uncovered", "sha256"), ""),
    **dict.fromkeys(("lat", "lon", "taken_at", "found", "crop")),
    **dict.fromkeys(("bytes", "sizes_bytes"), 0),
    "covers": [],
}
#: Why there is no file of a photo that arrived, or was on its way, for a report whose type takes none.
_NOT_TAKEN: Final = "not_taken"
#: Why there is none of one whose sender is blocked from sending photos.
_BLOCKED: Final = "blocked"
#: What clamd found in it; see `scanning`.
INFECTED: Final = "infected"

WHY: Final[dict[str, Words]] = {
    Reason.UNREADABLE.value: PhotoUnreadable.default,
    Reason.TOO_SLOW.value: _(
        "This photo took too long to read. Please take a new one, or send a smaller copy of it."
    ),
    Reason.TOO_MANY_PIXELS.value: PhotoTooManyPixels.default,
    _NOT_TAKEN: _("We take no photos of this, so that nobody is put at risk. We have deleted yours."),
    _BLOCKED: _("We take no photos from you at the moment. Your report itself is taken."),
    INFECTED: _(
        "Our virus scanner found something in this photo that could harm others, so we have deleted it. "
        "Please take a new one."
    ),
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


class PhotoNotReady(Conflict):
    """Nobody can have seen it yet, so nobody can pass it."""

    type = "/problems/photo-not-ready"
    title = _("This photo is not ready")
    default = _("This photo is still being prepared, or has not arrived. Look again in a moment.")


class OriginalGone(Conflict):
    """Sizes are made of the original, which is not kept for ever."""

    type = "/problems/original-gone"
    title = _("The original is no longer kept")
    default = _("What is covered can no longer be changed: we do not keep the original for so long.")


def receive(*, photo_id: UUID, data: bytes, actor: Actor, at: datetime) -> tuple[Photo, bool]:
    """Take a photo in at the door; it is developed later, by a worker.

    photo_id  made on the phone.
    data      the file as it is; what it is shows in its bytes alone.
    Returns   the photo, and True the first time; the same bytes again give the same photo and False, and so
              does one that was dropped: nothing of it is stored.
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


def claim(*, report: Report, photo_ids: Sequence[UUID], at: datetime) -> bool:
    """Give these photos to a report, in this transaction and in this order; they may still be on their way.

    Returns  whether any was ready before its report.
    Raises   PhotoTaken where one is another report's, or a crew's own: the first report that names it has it.
    """
    found = _rows(photo_ids, at)
    for position, photo_id in enumerate(photo_ids):
        photo = found[photo_id]
        if photo.report_id not in (None, report.pk) or photo.is_after:
            raise PhotoTaken(field="photos")
        photo.report, photo.position = report, position
    Photo.objects.bulk_update(found.values(), ["report", "position"])
    return any(photo.state == State.READY for photo in found.values())


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


def drop(photo_ids: Sequence[UUID], *, at: datetime) -> list[UUID]:
    """Delete photos sent for a report whose type takes none, in this transaction; late ones are not stored.

    Returns  the ids that are dropped. Photos that another report or a crew has are left alone.
    """
    found = _rows(photo_ids, at)
    dropped = [photo for photo in found.values() if photo.report_id is None and not photo.is_after]
    _discard_later([name for photo in dropped for name in photo_store.names_of(photo)])
    Photo.objects.filter(pk__in=[photo.pk for photo in dropped]).update(
        state=State.REFUSED, refused_because=_NOT_TAKEN, **_EMPTIED
    )
    return [photo.pk for photo in dropped]


def turn_away(*, report: Report, photo_ids: Sequence[UUID], at: datetime) -> None:
    """Take none of these photos, in this transaction: their sender is blocked from it (`accounts.blocks`).

    They stay with the report as refused, so that its reporter sees why; late ones are not stored.
    """
    found = _rows(photo_ids, at)
    free = [photo for photo in found.values() if photo.report_id is None and not photo.is_after]
    _discard_later([name for photo in free for name in photo_store.names_of(photo)])
    Photo.objects.filter(pk__in=[photo.pk for photo in free]).update(
        report=report, state=State.REFUSED, refused_because=_BLOCKED, **_EMPTIED
    )


def delete_infected(photo: Photo) -> Report | None:
    """Refuse a pending photo in which clamd found something, in this transaction; its original is deleted.

    Returns  the report that it belongs to, if it belongs to one.
    Raises   outbox.LostLease where it is no longer pending.
    """
    # Its report first, as where somebody decides of both: in the other order each could wait for the other.
    list(Report.objects.select_for_update(of=("self",)).filter(photos=photo.pk).values_list("pk"))
    found = Photo.objects.select_for_update(of=("self",)).select_related("report__department")
    locked = found.filter(pk=photo.pk, state=State.PENDING).first()
    if locked is None:
        raise outbox.LostLease(f"photo {photo.pk}")
    _discard_later(photo_store.names_of(locked))
    Photo.objects.filter(pk=photo.pk).update(state=State.REFUSED, refused_because=INFECTED, **_EMPTIED)
    return locked.report


def decide(
    *,
    photo: Photo,
    passed: bool,
    covers: Sequence[Cover] | None = None,
    crop: Crop | None = None,
    reason: str = "",
) -> bool:
    """Pass or hide a photo that the caller has locked, in the caller's transaction.

    covers, crop  what is covered and cut off from now on; without covers both stay as they are. Where they
                  change, the photo leaves the public at once, and comes back when it is baked anew.
    reason        why it is hidden; needed for that alone.
    Returns       whether it has to be baked anew.
    Raises        PhotoNotReady for passing one that nobody can have seen yet; OriginalGone for other covers
                  where there is nothing left to make the sizes of.
    """
    is_made = photo.state == State.READY or (photo.state == State.PENDING and bool(photo.sizes))
    if passed and not is_made:
        raise PhotoNotReady
    photo.hidden_because = "" if passed else reason
    if passed:
        photo.release = Photo.Release.PASSED
    wanted = (photo.covers, photo.crop) if covers is None else (as_json(covers), crop_as_json(crop))
    changes = is_made and wanted != (photo.covers, photo.crop)
    if changes and not photo.original:
        raise OriginalGone
    if changes:
        photo.state, (photo.covers, photo.crop) = State.PENDING, wanted
        outbox.enqueue("bake_photo", {"photo_id": str(photo.pk)})
    photo.save(update_fields=["hidden_because", "release", "state", "covers", "crop"])
    return changes


def look_again(*, limit: int = 200, after: UUID | None = None) -> list[UUID]:
    """Have photos developed anew that no detector has looked at and nobody has decided on, if they still can.

    after    the last one of the call before: one that the detector fails on does not come up for ever.
    Returns  which; call again while they are `limit`. Until it is developed each is shown to nobody.
    """
    with transaction.atomic():
        unseen = Photo.objects.filter(
            state=State.READY, release=Photo.Release.WAITING, found__isnull=True, covers=[], hidden_because=""
        ).exclude(original="")
        if after is not None:
            unseen = unseen.filter(pk__gt=after)
        chosen = list(unseen.select_for_update(of=("self",)).order_by("pk")[:limit])
        _discard_later([name for photo in chosen for name in photo_store.names_of_sizes(photo.sizes)])
        Photo.objects.filter(pk__in=[photo.pk for photo in chosen]).update(state=State.PENDING, sizes="")
        outbox.enqueue_all([("develop_photo", {"photo_id": str(photo.pk)}) for photo in chosen])
    return [photo.pk for photo in chosen]


def look_at_photos(errand: outbox.Errand) -> None:
    """Outbox task: `look_again` at all there are, some at a time, so that new photos come in between.

    Nothing happens where no detector is installed: they go on waiting for a person, or for the command.
    """
    if not is_detector_installed():
        return
    after = errand.payload.get("after")
    found = look_again(limit=_LOOKED_AT, after=UUID(after) if after else None)
    if len(found) == _LOOKED_AT:
        outbox.enqueue("look_at_photos", {"after": str(found[-1])}, run_at=now() + _LOOK_EVERY)


def forget_unclaimed(*, at: datetime, limit: int = 500) -> int:
    """Forget photos that no report has named within 48 hours, and queue the deletion of their files.

    Returns  how many; call again while it is `limit`.
    """
    with transaction.atomic():
        old = Photo.objects.filter(report=None, is_after=False, created_at__lt=at - UNCLAIMED_FOR)
        forgotten = list(old.select_for_update(of=("self",))[:limit])
        Photo.objects.filter(pk__in=[photo.pk for photo in forgotten]).delete()
        _discard_later([name for photo in forgotten for name in photo_store.names_of(photo)])
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
    return WHY[photo.refused_because] if photo.state == State.REFUSED else ""


def _row(photo_id: UUID, at: datetime) -> Photo:
    """The photo's row, locked; made as awaited where there is none."""
    return _rows([photo_id], at)[photo_id]


def _rows(photo_ids: Sequence[UUID], at: datetime) -> dict[UUID, Photo]:
    """The rows of these photos, locked; made as awaited where there are none."""
    Photo.objects.bulk_create(  # in one order, so that no two reports wait for each other's photos
        [Photo(pk=photo_id, state=State.AWAITED, created_at=at) for photo_id in sorted(photo_ids)],
        ignore_conflicts=True,
    )
    return Photo.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(photo_ids)


def _discard_later(names: list[str]) -> None:
    if names:
        outbox.enqueue("discard_photo_files", {"names": names})


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
    if photo.refused_because == _BLOCKED:
        raise SenderBlocked(WHY[_BLOCKED])
    if photo.sha256 != digest and photo.refused_because not in (_NOT_TAKEN, INFECTED):
        raise PhotoTaken
    return photo
