"""Photos are scanned before they are developed, and wait while the scanner is away."""

import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client

import pictures
from accounts.models import AuditEntry
from cast import Cast
from core import outbox
from core.clock import now
from core.models import OutboxRow
from reports.models import Photo, Report
from reports.photo import photos, scanning
from scanner import EICAR, FakeClamd, clamd, closed_port, fake_clamd, real_clamd
from services import until

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = pictures.photo()
BAD = pictures.photo() + EICAR


@pytest.fixture
def fake(settings: Any) -> Iterator[FakeClamd]:
    with fake_clamd() as server:
        settings.CLAMD = server.where
        yield server


@pytest.fixture(params=["talks", "real"])
def scanner(request: pytest.FixtureRequest, settings: Any, tmp_path: Any) -> Iterator[None]:
    if request.param == "talks":
        with fake_clamd() as server:
            settings.CLAMD = server.where
            yield
        return
    if real_clamd() is None:
        pytest.skip("clamd is not installed; the one that talks its protocol was tried")
    with clamd(tmp_path) as path:
        settings.CLAMD = path
        yield


def sent(cast: Cast, data: bytes) -> tuple[Photo, str]:
    photo_id = str(uuid.uuid4())
    ref = cast.asha.report(photos=[photo_id])["ref"]
    reply = cast.asha.client.put(f"/api/v1/photos/{photo_id}", data, content_type="application/octet-stream")
    assert reply.status_code == 201, reply.content
    return Photo.objects.get(pk=photo_id), ref


def work() -> None:
    while outbox.work_once():
        pass


def due_at_once() -> None:
    OutboxRow.objects.filter(task="develop_photo").update(run_at=now() - timedelta(seconds=1))


def test_a_clean_photo_is_developed(cast: Cast, scanner: None) -> None:
    photo, _ref = sent(cast, GOOD)
    work()
    photo.refresh_from_db()
    assert photo.state == "ready"


def test_what_is_infected_is_deleted_told_and_in_the_trail(cast: Cast, scanner: None) -> None:
    photo, ref = sent(cast, BAD)
    original = photo.original
    work()
    photo.refresh_from_db()
    assert (photo.state, photo.refused_because, photo.original) == ("refused", "infected", "")
    assert not default_storage.exists(original)
    shown = cast.asha.look(ref)["photos"][0]
    assert "virus scanner" in shown["refused_because"]
    entry = AuditEntry.objects.get(subject=f"photo:{photo.pk}")
    assert entry.action == "deleted_infected_photo"
    assert "eicar" in entry.reason.lower()
    assert entry.body == cast.district


def test_a_photo_sent_again_after_it_was_deleted_is_not_stored_again(cast: Cast, fake: FakeClamd) -> None:
    photo, _ref = sent(cast, BAD)
    work()
    again = cast.asha.client.put(f"/api/v1/photos/{photo.pk}", BAD, content_type="application/octet-stream")
    assert again.status_code == 200
    photo.refresh_from_db()
    assert (photo.state, photo.original) == ("refused", "")


def test_while_the_scanner_is_away_a_photo_waits_and_then_comes(cast: Cast, settings: Any) -> None:
    settings.CLAMD = f"127.0.0.1:{closed_port()}"
    photo, _ref = sent(cast, GOOD)
    for _hour in range(30):  # longer than any task is retried
        work()
        due_at_once()
    photo.refresh_from_db()
    assert photo.state == "pending"
    assert not OutboxRow.objects.filter(state=OutboxRow.State.DEAD).exists()
    assert Client().get(f"/api/v1/photos/{photo.pk}/320").status_code == 404
    with fake_clamd() as server:
        settings.CLAMD = server.where
        due_at_once()
        work()
    photo.refresh_from_db()
    assert photo.state == "ready"


@pytest.mark.parametrize(
    "says", [b"stream: OK and more\n", b"\xff\xfe\n", b"stream: Time out ERROR\n", b"hello\n", b"\n"]
)
def test_an_answer_that_is_none_lets_nothing_through(cast: Cast, fake: FakeClamd, says: bytes) -> None:
    fake.says = says
    photo, _ref = sent(cast, GOOD)
    work()
    photo.refresh_from_db()
    assert photo.state == "pending"


def test_a_scanner_that_takes_less_than_a_photo_lets_nothing_through(cast: Cast, fake: FakeClamd) -> None:
    fake.most = 10
    with pytest.raises(scanning.Away, match="StreamMaxLength"):
        scanning.look(GOOD)


def test_the_whole_photo_is_scanned(fake: FakeClamd) -> None:
    assert scanning.look(b"x" * 3_000_001) is None
    assert fake.scanned == [3_000_001]


def test_without_a_scanner_nothing_waits(cast: Cast, settings: Any) -> None:
    settings.CLAMD = ""
    photo, _ref = sent(cast, GOOD)
    work()
    photo.refresh_from_db()
    assert photo.state == "ready"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_deleting_one_waits_for_who_decides_of_its_report_and_holds_nothing_they_need(cast: Cast) -> None:
    photo, ref = sent(cast, BAD)

    def delete() -> None:
        with transaction.atomic():
            photos.delete_infected(photo)
        connection.close()

    deleting = threading.Thread(target=delete)
    with transaction.atomic():
        Report.objects.select_for_update(of=("self",)).get(ref=ref)
        deleting.start()
        until("the worker waits", somebody_waits)
        Photo.objects.select_for_update(of=("self",), nowait=True).get(pk=photo.pk)
    deleting.join(timeout=30)
    photo.refresh_from_db()
    assert photo.refused_because == "infected"


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
