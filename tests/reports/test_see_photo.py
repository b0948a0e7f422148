"""Who may look at a photo: as its report is; its original only staff, on record."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

import pictures
from accounts.actor import actor_for
from accounts.models import AuditEntry
from cast import Cast
from core.problems import NotFound
from photo_steps import ANYBODY, JPEG, NOW, claim, develop, send
from reports.models import Photo, Report
from reports.photo import photo_viewing, photos
from reports.photo.photos import PhotoTaken

pytestmark = pytest.mark.django_db


def test_only_who_may_see_the_report_sees_its_photo(report: Report, cast: Cast) -> None:
    photo = send()
    claim(report, photo.pk)
    develop(photo)
    url = f"/api/v1/photos/{photo.pk}/320"
    desk, highways = cast.staff(cast.dev), cast.staff(cast.ewa)

    def answers() -> list[int]:
        """To the public, the reporter, the department's desk and another department's."""
        reporter = {"Track-Token": cast.asha.tokens[report.ref]}
        return [
            Client().get(url).status_code,
            Client().get(url, headers=reporter).status_code,
            desk.get(url).status_code,
            highways.get(url).status_code,
        ]

    for shown, expected in (("all", [200, 200, 200, 200]), ("outline", [404, 200, 200, 404])):
        Report.objects.update(shown=shown)
        assert answers() == expected, shown
    desk.post(f"/api/v1/reports/{report.ref}/hide", {"what": "report", "reason": "A family is in it"})
    assert answers() == [404, 200, 200, 404]
    Report.objects.update(shown="all")
    hidden = {"what": "photo", "photo_id": str(photo.pk), "reason": "A face"}
    assert desk.post(f"/api/v1/reports/{report.ref}/hide", hidden).status_code == 200
    assert answers() == [404, 404, 200, 404]


def test_the_state_of_a_private_reports_photo_is_its_reporters(cast: Cast, client: Client) -> None:
    photo_id = send().pk
    url = f"/api/v1/photos/{photo_id}"
    assert client.get(url).json()["state"] == "pending"
    report = cast.mattresses()[0]
    claim(report, photo_id)
    Report.objects.update(shown="nothing", on_map=False)
    assert client.get(url).status_code == 404
    mine = client.get(url, headers={"Track-Token": cast.asha.tokens[report.ref]})
    assert (mine.status_code, mine.json()["state"]) == (200, "pending")


def test_a_photo_without_a_report_is_shown_to_nobody() -> None:
    photo = develop(send())
    assert photo.state == "ready"
    with pytest.raises(NotFound):
        photo_viewing.open_size(photo_id=photo.pk, edge=320, actor=ANYBODY)


def test_the_original_is_for_the_departments_staff_and_each_look_is_on_record(
    storage: str, report: Report, cast: Cast
) -> None:
    data = pictures.telltale_photo("JPEG")
    photo = send(data)
    claim(report, photo.pk)
    url = f"/api/v1/photos/{photo.pk}/original"
    reporter = {"Track-Token": cast.asha.tokens[report.ref]}
    assert Client().get(url, headers=reporter).status_code == 401
    for stranger in (cast.ewa, cast.gwen):
        assert cast.staff(stranger).get(url).status_code == 404
    assert not AuditEntry.objects.filter(action="saw_original").exists()
    for reader in (cast.dev, cast.femi, cast.huw):
        reply = cast.staff(reader).get(url)
        assert (reply.status_code, reply["Content-Type"], reply.content) == (200, "image/jpeg", data)
        assert reply["Content-Disposition"].startswith("attachment")
        assert "no-store" in reply["Cache-Control"]
        assert "sandbox" in reply["Content-Security-Policy"]
    looks = (
        AuditEntry.objects.filter(action="saw_original").order_by("pk").values_list("person_id", "subject")
    )
    assert list(looks) == [(reader.pk, f"photo:{photo.pk}") for reader in (cast.dev, cast.femi, cast.huw)]


def test_a_crews_photo_is_its_own(report: Report, cast: Cast) -> None:
    femi, dev, after_id = actor_for(cast.femi), actor_for(cast.dev), uuid4()
    assert cast.staff(cast.femi).put(f"/api/v1/photos/{after_id}", JPEG).status_code == 201
    after = develop(Photo.objects.get(pk=after_id))
    with transaction.atomic(), pytest.raises(PhotoTaken):
        photos.claim_after(photo_id=after.pk, by=dev, report=report, at=NOW)
    for _ in range(2):
        with transaction.atomic():
            claimed = photos.claim_after(photo_id=after.pk, by=femi, report=report, at=NOW)
    assert (claimed.is_after, claimed.report_id) == (True, report.pk)
    assert Client().get(f"/api/v1/photos/{after_id}/960").status_code == 200
    reporters = send()
    claim(report, reporters.pk)
    with transaction.atomic(), pytest.raises(PhotoTaken):
        photos.claim_after(photo_id=reporters.pk, by=femi, report=report, at=NOW)
