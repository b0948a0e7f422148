"""Covering and cropping: in every size, away from the public at once, the whole for the desk alone."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from PIL import Image

import pictures
from accounts.models import AuditEntry
from cast import Cast
from core.models import OutboxRow
from core.problems import NotFound
from photo_steps import ANYBODY, NOW, claim, develop, do_errands, everything_stored, send
from reports.models import Photo, Report
from reports.photo import photo_store, photo_viewing, photos
from reports.photo.covers import Box, Cover, Crop, Stroke
from reports.photo.darkroom import Developed, darkroom
from reports.photo.image_headers import EDGES, webp_chunks

pytestmark = pytest.mark.django_db

#: The upper left quarter is red, the upper right green: see `pictures.picture`.
RED_QUARTER = {"kind": "box", "x": 0, "y": 0, "w": 0.5, "h": 0.5, "style": "cover"}


@pytest.fixture
def photo(report: Report) -> Photo:
    sent = send(pictures.telltale_photo("JPEG"))
    claim(report, sent.pk)
    return develop(sent)


def seen(photo: Photo, edge: int = 960, client: Client | None = None) -> Image.Image | None:
    """A size as its reader is given it."""
    reply = (client or Client()).get(f"/api/v1/photos/{photo.pk}/{edge}")
    return Image.open(BytesIO(reply.content)).convert("RGB") if reply.status_code == 200 else None


def colour(picture: Image.Image | None, x: float, y: float) -> str:
    assert picture is not None
    red, green, blue = picture.getpixel((int(x * picture.width), int(y * picture.height)))  # type: ignore[misc]
    names = {
        "red": red > 180 > green + blue,
        "green": green > 90 > red + blue,
        "blue": blue > 180 > red + green,
    }
    return next(
        (name for name, fits in names.items() if fits), "dark" if max(red, green, blue) < 90 else "light"
    )


def check(cast: Cast, report: Report, **decision: object) -> int:
    desk = cast.staff(cast.dev)
    url = f"/api/v1/reports/{report.ref}/check"
    version = desk.get(url).json()["version"]
    body = {"version": version, "decision": "pass", "reasons": ["face"], "note": "A face", **decision}
    return int(desk.post(url, body).status_code)


def test_a_cover_is_in_every_size_and_the_photo_is_away_until_it_is(
    report: Report, photo: Photo, cast: Cast
) -> None:
    assert colour(seen(photo), 0.25, 0.25) == "red"
    etag = Client().get(f"/api/v1/photos/{photo.pk}/320").headers["ETag"]
    before = everything_stored()
    covered = {"id": str(photo.pk), "decision": "pass", "covers": [RED_QUARTER], "crop": None}
    assert check(cast, report, photos=[covered]) == 200
    assert [seen(photo, edge) for edge in EDGES] == [None] * 3
    do_errands("bake_photo")
    for edge in EDGES:
        assert colour(seen(photo, edge), 0.25, 0.25) == "dark"
        assert colour(seen(photo, edge), 0.75, 0.25) == "green"
    again = Client().get(f"/api/v1/photos/{photo.pk}/320", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert again.headers["ETag"] != etag
    do_errands("discard_photo_files")
    gone = set(before) - set(everything_stored())
    assert len(gone) == 3
    assert all(name.startswith("sizes/") for name in gone)


def test_a_cropped_photo_holds_only_what_is_left(report: Report, photo: Photo) -> None:
    with transaction.atomic():
        locked = Photo.objects.select_for_update().get(pk=photo.pk)
        assert photos.decide(photo=locked, passed=True, covers=[], crop=Crop(0.5, 0.0, 0.5, 0.5))
    do_errands("bake_photo")
    shown = seen(photo)
    assert shown is not None
    assert shown.size == (32, 24)
    assert {colour(shown, x, y) for x in (0.1, 0.9) for y in (0.1, 0.9)} == {"green"}
    # Whoever makes room for it before it is there makes room for what is left.
    [told] = Client().get(f"/api/v1/reports/{report.ref}").json()["photos"]
    assert (told["width"], told["height"]) == shown.size


def test_a_stroke_and_a_blur_leave_nothing_of_what_was_there(photo: Photo) -> None:
    with transaction.atomic():
        locked = Photo.objects.select_for_update().get(pk=photo.pk)
        strokes: list[Cover] = [Stroke(((0.0, 0.25), (0.5, 0.25)), 0.3), Box(0.5, 0.5, 0.5, 0.5)]
        photos.decide(photo=locked, passed=True, covers=strokes)
    do_errands("bake_photo")
    shown = seen(photo)
    assert [colour(shown, 0.25, 0.25), colour(shown, 0.75, 0.75)] == ["dark", "dark"]
    assert colour(shown, 0.75, 0.25) == "green"


def test_the_whole_picture_is_for_the_desk_alone_and_each_look_is_on_record(
    report: Report, photo: Photo, cast: Cast
) -> None:
    with transaction.atomic():
        locked = Photo.objects.select_for_update().get(pk=photo.pk)
        photos.decide(photo=locked, passed=True, covers=[Box(0, 0, 0.5, 0.5)])
    url = f"/api/v1/photos/{photo.pk}/uncovered"
    assert cast.staff(cast.dev).get(url).status_code == 200  # while it is baked, as well
    do_errands("bake_photo")
    looks = AuditEntry.objects.filter(action="saw_uncovered", subject=f"photo:{photo.pk}")
    assert looks.count() == 1
    reply = cast.staff(cast.dev).get(url)
    assert colour(Image.open(BytesIO(reply.content)).convert("RGB"), 0.25, 0.25) == "red"
    assert set(webp_chunks(reply.content)) <= {b"VP8 ", b"VP8L"}
    assert "no-store" in reply.headers["Cache-Control"]
    assert looks.count() == 2
    reporter = {"Track-Token": cast.asha.tokens[report.ref]}
    assert Client().get(url, headers=reporter).status_code == 401
    answers = [cast.staff(person).get(url).status_code for person in (cast.femi, cast.ewa, cast.gwen)]
    assert answers == [403, 404, 404]
    assert looks.count() == 2


def test_covers_changed_while_they_are_baked_are_baked_again(
    photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cover(box: Box) -> None:
        with transaction.atomic():
            locked = Photo.objects.select_for_update().get(pk=photo.pk)
            photos.decide(photo=locked, passed=True, covers=[box])

    baked: list[object] = []

    def bake(*args: Any, covers: object, crop: object) -> Developed:
        if not baked:
            cover(Box(0.5, 0, 0.5, 0.5))
        baked.append(covers)
        return darkroom.__class__.bake(darkroom, *args, covers=covers, crop=crop)  # type: ignore[arg-type]

    monkeypatch.setattr(darkroom, "bake", bake)
    cover(Box(0, 0, 0.5, 0.5))
    do_errands("bake_photo")
    assert seen(photo) is None
    do_errands("bake_photo")
    assert len(baked) == 2
    shown = seen(photo)
    assert [colour(shown, 0.25, 0.25), colour(shown, 0.75, 0.25)] == ["red", "dark"]
    before = set(everything_stored())
    do_errands("discard_photo_files")
    photo.refresh_from_db()
    assert default_storage.exists(photo.uncovered)
    assert set(photo_store.names_of(photo)) <= set(everything_stored()) | {photo.uncovered}
    assert (
        len(before - set(everything_stored())) == 6
    )  # of the sizes from before, and those nobody waited for


def test_the_same_covers_again_bake_nothing(photo: Photo) -> None:
    stroke = Stroke(((0.1, 0.1), (0.2, 0.2)), 0.05)
    for expected in (True, False):
        with transaction.atomic():
            locked = Photo.objects.select_for_update().get(pk=photo.pk)
            assert photos.decide(photo=locked, passed=True, covers=[stroke]) is expected
        do_errands("bake_photo")


def test_a_photo_that_nobody_can_have_seen_is_not_passed(report: Report) -> None:
    waiting = send()
    with pytest.raises(photos.PhotoNotReady), transaction.atomic():
        photos.decide(photo=Photo.objects.get(pk=waiting.pk), passed=True)


def test_without_its_original_a_photo_keeps_its_covers(photo: Photo) -> None:
    Photo.objects.update(original="")
    with transaction.atomic():
        locked = Photo.objects.select_for_update().get(pk=photo.pk)
        with pytest.raises(photos.OriginalGone):
            photos.decide(photo=locked, passed=True, covers=[Box(0, 0, 1, 1)])
        assert photos.decide(photo=locked, passed=True) is False


def test_bytes_that_hold_more_than_pixels_are_neither_stored_nor_served(photo: Photo) -> None:
    telltale = pictures.photo("WEBP", exif=pictures.exif_of_a_place())
    with pytest.raises(photo_store.MoreThanPixels):
        photo_store.save_sizes({320: telltale}, day=NOW.date())
    name = f"{photo.sizes}-320.webp"
    default_storage.delete(name)
    default_storage.save(name, BytesIO(telltale))  # as if somebody had put it there
    with pytest.raises(NotFound):
        photo_viewing.open_size(photo_id=photo.pk, edge=320, actor=ANYBODY)


def test_dropped_photos_leave_no_file_and_late_ones_are_not_stored(report: Report) -> None:
    here, late, other = develop(send()), uuid4(), send()
    claim(report, other.pk)

    def drop(*ids: UUID) -> list[UUID]:
        with transaction.atomic():
            return photos.drop(ids, at=NOW)

    files = photo_store.names_of(here)
    assert set(drop(here.pk, late, other.pk)) == {here.pk, late}
    do_errands("discard_photo_files")
    other.refresh_from_db()
    stored = everything_stored()
    assert other.original in stored
    assert not set(files) & set(stored)
    answer = Client().put(f"/api/v1/photos/{late}", pictures.photo(), content_type="application/octet-stream")
    assert (answer.status_code, answer.json()["state"]) == (200, "refused")
    assert "no photos" in answer.json()["refused_because"]
    assert everything_stored() == stored
    assert not OutboxRow.objects.filter(task="develop_photo", payload__photo_id=str(late)).exists()
