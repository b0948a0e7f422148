"""Public photos from before there was a detector are looked at after the migration, and public again."""

from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

import pictures
from cast import Cast
from core import outbox
from core.clock import now
from core.models import OutboxRow
from photo_steps import claim, develop, do_errands, send
from reports.models import Photo, Report
from reports.photo import baking, photos
from reports.photo.darkroom import Developed, darkroom
from reports.photo.image_headers import Kind

pytestmark = pytest.mark.django_db
migration = import_module("reports.migrations.0010_let_the_detector_look")


class Detector:
    """A darkroom that develops as the real one does; `sees` says whether anything looks at the photo."""

    def __init__(self) -> None:
        self.sees = False

    def develop(self, data: bytes, kind: Kind) -> Developed:
        return replace(darkroom.develop(data, kind), found=[] if self.sees else None)


@pytest.fixture
def detector(monkeypatch: pytest.MonkeyPatch) -> Detector:
    made = Detector()
    monkeypatch.setattr(baking, "darkroom", made)
    monkeypatch.setattr(photos, "is_detector_installed", lambda: True)
    return made


def from_before(cast: Cast, many: int) -> list[Photo]:
    """Photos of a public report that were developed and that nothing has looked at."""
    report = Report.objects.get(ref=cast.asha.report()["ref"])
    found = [send(pictures.photo(width=200 + one, height=150)) for one in range(many)]
    claim(report, *(photo.pk for photo in found))
    return [develop(photo) for photo in found]


def next_turn() -> None:
    OutboxRow.objects.filter(task="look_at_photos").update(run_at=now())
    do_errands("look_at_photos")


def seen(photo: Photo) -> int:
    status: int = Client().get(f"/api/v1/photos/{photo.pk}/320").status_code
    return status


def test_they_come_back_by_themselves_some_at_a_time(
    cast: Cast, detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "_LOOKED_AT", 2)
    before = from_before(cast, 3)
    migration.ask(apps, None)
    detector.sees = True
    assert [seen(photo) for photo in before] == [404] * 3
    next_turn()
    assert Photo.objects.filter(state="pending").count() == 2
    next_turn()
    assert [develop(photo).release for photo in before] == ["auto"] * 3
    assert [seen(photo) for photo in before] == [200] * 3
    assert not OutboxRow.objects.filter(task="look_at_photos", state="waiting").exists()


def test_one_that_the_detector_fails_on_is_not_brought_to_it_for_ever(
    cast: Cast, detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "_LOOKED_AT", 1)
    before = from_before(cast, 1)
    migration.ask(apps, None)
    for _turn in range(2):
        next_turn()
        assert develop(before[0]).release == "waiting"
    assert not OutboxRow.objects.filter(task="look_at_photos", state="waiting").exists()


def test_a_new_installation_asks_for_nothing(cast: Cast) -> None:
    migration.ask(apps, None)
    assert not OutboxRow.objects.filter(task="look_at_photos").exists()


def test_without_a_detector_they_stay_as_they_are(cast: Cast, detector: Detector, monkeypatch: Any) -> None:
    monkeypatch.setattr(photos, "is_detector_installed", lambda: False)
    (before,) = from_before(cast, 1)
    outbox.enqueue("look_at_photos", {})
    next_turn()
    before.refresh_from_db()
    assert (before.state, before.release) == ("ready", "waiting")
