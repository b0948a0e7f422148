"""Exampleton in a database: made once, by the rooms' own functions, and quiet about it."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry, Body, Person
from core.models import OutboxRow
from demo.people import MEMBERS, PASSWORD
from reports.checking.check_models import Check
from reports.models import Photo, Report
from routing.models import Area, Street
from workqueue.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def photos_of_this_test(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "photos"},
        },
    }


def prepare() -> str:
    out = StringIO()
    call_command("demo_prepare", most=14, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("photos_of_this_test")
def test_exampleton_is_made_once_and_kept() -> None:
    first = prepare()
    assert "Making Exampleton" in first
    refs = set(Report.objects.values_list("ref", flat=True))
    assert len(refs) == 14
    assert Area.objects.filter(kind="ward").count() == 8
    assert Street.objects.values("name").distinct().count() >= 60
    assert Job.objects.count() >= 13  # one may wait to be read first

    again = prepare()
    assert "Making" not in again
    assert set(Report.objects.values_list("ref", flat=True)) == refs


@pytest.mark.usefixtures("photos_of_this_test")
def test_the_past_is_told_to_nobody_and_its_photos_are_developed() -> None:
    prepare()
    assert OutboxRow.objects.exists()
    assert not OutboxRow.objects.exclude(state=OutboxRow.State.DONE).exists()
    assert set(Photo.objects.values_list("state", flat=True)) == {"ready", "awaited"}
    assert Photo.objects.filter(state="awaited", report__isnull=False).count() >= 1
    developed = Photo.objects.filter(state="ready").first()
    assert developed is not None
    assert developed.lat == pytest.approx(53.42, abs=0.03)
    assert developed.taken_at is not None


@pytest.mark.usefixtures("photos_of_this_test")
def test_each_desk_person_finds_something_to_decide() -> None:
    call_command("demo_prepare", most=40, stdout=StringIO())
    waiting = Check.objects.filter(closed_at__isnull=True)
    assert {"report", "words", "photo", "flag", "objection"} == set(waiting.values_list("kind", flat=True))
    assert AuditEntry.objects.filter(action="hid_words").exists()


@pytest.mark.usefixtures("photos_of_this_test")
def test_everybody_who_is_printed_can_sign_in_and_is_marked_as_of_the_demo() -> None:
    printed = prepare()
    for member in MEMBERS:
        person = Person.objects.get(email=member.email)
        assert person.is_demo
        assert person.check_password(PASSWORD)
        assert member.email in printed


def test_a_real_installation_is_left_alone() -> None:
    Body.objects.create(key="somewhere", name="Somewhere", kind=Body.Kind.DISTRICT, is_ours=True)
    with pytest.raises(CommandError, match="real installation"):
        prepare()
    assert not Person.objects.exists()
