"""From a phone to the desk: a photo arrives, is kept, developed, shown to those who may look, forgotten."""

import threading
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction
from django.test import Client
from PIL import Image

import pictures
from accounts.actor import actor_for
from cast import Cast, said
from core import outbox
from core.problems import Full
from photo_steps import ANYBODY, JPEG, NOW, claim, develop, do_errands, everything_stored, send
from reports.models import Photo, Report
from reports.photo import photo_store, photos

pytestmark = pytest.mark.django_db


def test_a_photo_is_stored_developed_and_served(storage: str, client: Client, report: Report) -> None:
    photo_id = uuid4()
    claim(report, photo_id)
    assert client.get(f"/api/v1/photos/{photo_id}").json()["state"] == "awaited"
    reply = client.put(f"/api/v1/photos/{photo_id}", JPEG, content_type="image/heic")
    assert (reply.status_code, reply.json()["state"]) == (201, "pending")
    assert client.get(f"/api/v1/photos/{photo_id}/320").status_code == 404
    develop(Photo.objects.get(pk=photo_id))
    assert client.get(f"/api/v1/photos/{photo_id}").json()["state"] == "ready"
    for edge, size in ((320, (320, 240)), (960, (640, 480)), (1920, (640, 480))):
        shown = client.get(f"/api/v1/photos/{photo_id}/{edge}")
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
        assert Image.open(BytesIO(shown.content)).size == size
    again = client.get(
        f"/api/v1/photos/{photo_id}/320",
        headers={"If-None-Match": client.get(f"/api/v1/photos/{photo_id}/320")["ETag"]},
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/api/v1/photos/{photo_id}/640").status_code == 404


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_no_stored_byte_that_is_served_tells_where_or_by_what_it_was_taken(
    storage: str, report: Report, format: str
) -> None:
    photo = send(pictures.telltale_photo(format))
    claim(report, photo.pk)
    develop(photo)
    served = [name for name in everything_stored() if name.startswith("sizes/")]
    assert len(served) == 3
    for name in served:
        with default_storage.open(name) as file:
            data = file.read()
        for trace in (
            pictures.TELLTALE,
            b"Exif",
            b"EXIF",
            b"XMP ",
            b"xmpmeta",
            b"ICCP",
            b"GPS",
            b"8BIM",
            b"PK\x03",
        ):
            assert trace not in data
    assert photo.lat == pytest.approx(53.4585)
    assert photo.lon == pytest.approx(-2.2866)
    assert photo.taken_at == datetime(2026, 6, 3, 7, 15, 22, tzinfo=UTC)


def test_the_same_bytes_again_are_the_same_photo_and_other_bytes_are_refused(
    storage: str, client: Client
) -> None:
    url = f"/api/v1/photos/{uuid4()}"
    assert client.put(url, JPEG, content_type="image/jpeg").status_code == 201
    assert client.put(url, JPEG, content_type="image/jpeg").status_code == 200
    other = client.put(url, pictures.photo("PNG"), content_type="image/png")
    assert (other.status_code, other.json()["type"]) == (409, "/problems/photo-taken")
    assert len(everything_stored()) == 1


@pytest.mark.parametrize(
    ("data", "status", "type"),
    [
        (b"", 422, "/problems/photo-empty"),
        (b"PK\x03\x04" + bytes(99), 415, "/problems/photo-not-an-image"),
        (b"<svg><script>alert(1)</script></svg>", 415, "/problems/photo-not-an-image"),
        (pictures.png_claiming(30_000, 30_000), 422, "/problems/photo-too-many-pixels"),
        (JPEG[:20], 422, "/problems/photo-unreadable"),
        (JPEG.ljust(25_000_001, b"\0"), 413, "/problems/photo-too-large"),
    ],
    ids=["empty", "zip", "svg with script", "bomb", "header cut off", "too large"],
)
def test_what_is_no_photo_is_refused_with_a_reason_and_leaves_nothing(
    storage: str, client: Client, data: bytes, status: int, type: str
) -> None:
    reply = client.put(f"/api/v1/photos/{uuid4()}", data, content_type="image/jpeg")
    assert (reply.status_code, reply["Content-Type"]) == (status, "application/problem+json")
    assert reply.json()["type"] == type
    assert reply.json()["detail"]
    assert not Photo.objects.exists()
    assert not everything_stored()


def test_a_wrong_uuid_is_a_problem_document(client: Client) -> None:
    for reply in (
        client.put("/api/v1/photos/7", JPEG, content_type="image/jpeg"),
        client.get("/api/v1/photos/x"),
    ):
        assert (reply.status_code, reply["Content-Type"]) == (422, "application/problem+json")


def test_a_truncated_photo_is_refused_by_itself_and_its_report_stands(
    storage: str, client: Client, report: Report
) -> None:
    whole, cut = send(), send(JPEG[: len(JPEG) // 2])
    claim(report, whole.pk, cut.pk)
    develop(cut)
    develop(whole)
    assert (cut.state, whole.state) == ("refused", "ready")
    said = client.get(f"/api/v1/photos/{cut.pk}").json()
    assert (said["state"], "damaged" in said["refused_because"]) == ("refused", True)
    assert client.get(f"/api/v1/photos/{cut.pk}/320").status_code == 404
    assert Report.objects.filter(pk=report.pk).exists()


def test_a_photo_belongs_to_the_first_report_that_names_it(report: Report, cast: Cast) -> None:
    photo = send()
    on_its_way = uuid4()
    claim(report, photo.pk, on_its_way)
    claim(report, photo.pk, on_its_way)
    for taken in (photo.pk, on_its_way):
        mine = uuid4()
        reply = cast.asha.send(said(photos=[str(mine), str(taken)]))
        assert (reply.status_code, reply.json()["type"]) == (409, "/problems/photo-taken")
        assert reply.json()["field"] == "photos"
        assert not Photo.objects.filter(pk=mine).exists()
    assert Report.objects.count() == 1
    assert [p.pk for p in report.photos.all()] == [photo.pk, on_its_way]


def test_a_report_names_its_photos_before_they_come(cast: Cast, client: Client) -> None:
    first, second = uuid4(), uuid4()
    receipt = cast.asha.report(photos=[str(first), str(second)])
    assert client.put(f"/api/v1/photos/{second}", JPEG, content_type="image/jpeg").status_code == 201
    develop(Photo.objects.get(pk=second))
    mine = cast.asha.look(receipt["ref"])["photos"]
    assert [(photo["id"], photo["state"]) for photo in mine] == [
        (str(first), "awaited"),
        (str(second), "ready"),
    ]
    public = client.get(f"/api/v1/reports/{receipt['ref']}").json()["photos"]
    assert [photo["id"] for photo in public] == [str(second)]


def test_a_photo_that_comes_after_its_report_finds_it(report: Report) -> None:
    photo_id = uuid4()
    claim(report, photo_id)
    assert send(photo_id=photo_id).report_id == report.pk


def test_an_address_may_send_so_many_bytes_an_hour_and_staff_are_not_counted(
    settings: Any, client: Client, cast: Cast
) -> None:
    settings.PHOTO_BYTES_AN_HOUR = len(JPEG) + 1
    for expected in (201, 429):
        reply = client.put(f"/api/v1/photos/{uuid4()}", JPEG, content_type="image/jpeg")
        assert reply.status_code == expected
    assert int(reply["Retry-After"]) > 0
    assert cast.staff(cast.femi).put(f"/api/v1/photos/{uuid4()}", JPEG).status_code == 201


def test_photos_are_refused_before_the_disk_is_full(storage: str, settings: Any, client: Client) -> None:
    settings.PHOTOS_MOST_BYTES = len(JPEG) + 10
    assert client.put(f"/api/v1/photos/{uuid4()}", JPEG, content_type="image/jpeg").status_code == 201
    reply = client.put(f"/api/v1/photos/{uuid4()}", JPEG, content_type="image/jpeg")
    assert (reply.status_code, reply.json()["type"]) == (507, "/problems/full")
    assert (Photo.objects.count(), len(everything_stored())) == (1, 1)


def test_a_disk_with_nothing_to_spare_takes_no_photo(settings: Any) -> None:
    settings.DISK_SPARE_BYTES = 10**18
    with pytest.raises(Full):
        send()


def test_a_photo_whose_row_cannot_be_written_leaves_no_file(
    storage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_event: object) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("core.events.publish", fail)
    with pytest.raises(RuntimeError):
        send()
    assert not everything_stored()
    assert not Photo.objects.exists()


def test_a_photo_whose_row_may_have_been_written_keeps_its_file(
    storage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in = photos._take_in

    def commit_and_lose_the_line(*args: Any) -> tuple[Photo, bool]:
        taken_in(*args)
        raise OperationalError("the connection went away after the commit")

    monkeypatch.setattr(photos, "_take_in", commit_and_lose_the_line)
    with pytest.raises(OperationalError):
        send()
    assert everything_stored() == [Photo.objects.get().original]


def test_sizes_whose_row_cannot_be_written_leave_no_file_and_are_made_again(
    storage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = send()

    def fail(_errand: object) -> None:
        raise outbox.LostLease("another worker has it")

    with monkeypatch.context() as patched:
        patched.setattr(outbox.Errand, "finish", fail)
        develop(photo)
    assert (photo.state, len(everything_stored())) == ("pending", 1)
    assert develop(photo).state == "ready"
    assert len(everything_stored()) == 4


def test_unclaimed_photos_are_forgotten_after_two_days_with_their_files(
    storage: str, report: Report, cast: Cast
) -> None:
    femi = actor_for(cast.femi)
    forgotten, kept, after = send(), send(), send(actor=femi)
    develop(forgotten)
    claim(report, kept.pk)
    with transaction.atomic():
        photos.claim_after(photo_id=after.pk, by=femi, report=None, at=NOW)
    assert photos.forget_unclaimed(at=NOW + timedelta(hours=47)) == 0
    assert photos.forget_unclaimed(at=NOW + timedelta(hours=49)) == 1
    assert {photo.pk for photo in Photo.objects.all()} == {kept.pk, after.pk}
    do_errands("discard_photo_files")
    assert set(everything_stored()) == {kept.original, after.original}


def test_what_a_killed_process_left_behind_is_swept_away(storage: str) -> None:
    known = develop(send())
    photo_store.save_original(JPEG, day=NOW.date())
    photo_store.save_sizes({320: pictures.photo("WEBP")}, day=Photo.objects.get().created_at.date())
    before = set(everything_stored())
    assert photos.sweep_strays(at=NOW) == 0
    assert set(everything_stored()) == before
    photo_store.discard_strays(day=NOW.date())
    assert set(everything_stored()) == set(photo_store.names_of(known))


def test_a_camera_clock_that_cannot_be_is_not_believed() -> None:
    for stamp, expected in (
        ("2026:06:03 09:30:00", datetime(2026, 6, 3, 8, 30, tzinfo=UTC)),  # no offset: London's summer time
        ("2099:09:29 10:10:10", None),
        ("1980:01:01 00:00:00", None),
        ("2026:02:31 00:00:00", None),
    ):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = stamp
        assert develop(send(pictures.photo("JPEG", exif=exif))).taken_at == expected


@pytest.mark.django_db(transaction=True)
def test_a_phone_that_sends_twice_at_once_is_answered_twice_and_stored_once(storage: str) -> None:
    photo_id, answers = uuid4(), list[bool]()
    both = threading.Barrier(2)

    def put() -> None:
        both.wait()
        answers.append(photos.receive(photo_id=photo_id, data=JPEG, actor=ANYBODY, at=NOW)[1])
        connection.close()

    threads = [threading.Thread(target=put) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, True]
    assert len(everything_stored()) == 1
