"""A copy of all that is held about a person: whole, readable, in their language, and of nobody else."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from cast import Cast
from data_steps import MARKED, erase, opened, post, reported
from photo_steps import JPEG, claim, develop, do_errands, send
from reports.keeping import subject_access
from reports.keeping.keeping_models import Keeping
from reports.models import Photo, Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def unpacked(reply: Any) -> zipfile.ZipFile:
    assert reply.status_code == 200, reply.content if not reply.streaming else reply.status_code
    assert reply["Content-Type"] == "application/zip"
    assert "no-store" in reply["Cache-Control"]
    data = b"".join(reply.streaming_content)
    assert len(data) == int(reply["Content-Length"])
    return zipfile.ZipFile(BytesIO(data))


def copy_by_token(cast: Cast, ref: str, token: str | None = None, language: str = "en-GB") -> Any:
    headers = {"Track-Token": token if token is not None else cast.asha.tokens[ref]}
    return cast.asha.client.get(f"/api/v1/reports/{ref}/my-data?language={language}", headers=headers)


def with_a_photo(cast: Cast) -> tuple[Report, Photo]:
    report = reported(cast)
    photo = send(JPEG)
    claim(report, photo.pk)
    return report, develop(photo)


def test_one_report_by_its_token_whole_and_readable(cast: Cast) -> None:
    report, photo = with_a_photo(cast)
    do_errands("tell_people")
    do_errands("notify.deliver")
    cast.staff(cast.dev).get(f"/api/v1/photos/{photo.pk}/original")
    copied = unpacked(copy_by_token(cast, report.ref))
    page, facts = copied.read("index.html").decode(), json.loads(copied.read("data.json"))
    (told,) = facts["reports"]
    assert told["words"] == MARKED["description"]
    assert told["contact"]["phone"] == MARKED["phone"]
    assert told["place"]["note"] == MARKED["place_note"]
    assert (told["place"]["lat"], told["place"]["lon"]) == (report.lat, report.lon)
    for said in (report.ref, "Two mattresses", "behind the green gate", "Asha Marked", "07700 900123"):
        assert said in page
    assert told["messages"]
    assert told["looks"][0]["who"] == "Desk, Street Cleansing"
    assert copied.read(f"photos/{photo.pk}.jpeg") == JPEG
    assert f"photos/{photo.pk}-shown.webp" in copied.namelist()
    for name in told["photos"][0]["files"]:
        assert f'href="{name}"' in page


def test_it_says_nothing_of_anybody_else(cast: Cast) -> None:
    report, photo = with_a_photo(cast)
    cast.asha.report(**{**MARKED, "email": "ben@example.org", "name": "Ben", "description": "Ben-Marked"})
    dev = cast.staff(cast.dev)
    dev.get(f"/api/v1/photos/{photo.pk}/original")
    dev.post(
        f"/api/v1/jobs/{report.jobs.get().pk}/forward", {"department": "parks", "reason": "Staff-Marked note"}
    )
    copied = unpacked(post(cast.asha, "my-data/copy", opened(cast.asha, "asha@example.org")))
    everything = copied.read("index.html").decode() + copied.read("data.json").decode()
    for marked in ("Dev", "dev@", "ben@", "Ben-Marked", "Staff-Marked"):
        assert marked not in everything


def test_it_is_in_the_persons_language(cast: Cast) -> None:
    report = reported(cast)
    page = unpacked(copy_by_token(cast, report.ref, language="cy")).read("index.html").decode()
    assert '<html lang="cy">' in page
    assert "Glanhau Strydoedd" in page


def test_words_of_a_person_are_no_markup_in_it(cast: Cast) -> None:
    report = reported(cast, description="<script>alert(1)</script>")
    page = unpacked(copy_by_token(cast, report.ref)).read("index.html").decode()
    assert "<script" not in page


@pytest.mark.parametrize("token", ["", "x" * 43])
def test_a_stranger_gets_nothing(cast: Cast, token: str) -> None:
    report = reported(cast)
    assert copy_by_token(cast, report.ref, token).status_code == 404


def test_by_e_mail_it_holds_every_report_of_the_address(cast: Cast) -> None:
    refs = {reported(cast).ref, reported(cast, email="asha@example.org").ref}
    copied = unpacked(post(cast.asha, "my-data/copy", opened(cast.asha, "asha@example.org")))
    facts = json.loads(copied.read("data.json"))
    assert {report["reference"] for report in facts["reports"]} == refs
    assert facts["address"]["email"] == "asha@example.org"


def test_erased_while_it_is_made_there_is_no_half_of_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    report, _photo = with_a_photo(cast)
    pack = subject_access._add_pictures

    def erased_meanwhile(*given: Any) -> list[str]:
        names = pack(*given)
        assert erase(cast.asha, report.ref).status_code == 200
        return names

    monkeypatch.setattr(subject_access, "_add_pictures", erased_meanwhile)
    reply = copy_by_token(cast, report.ref)
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/changing")


def test_let_go_by_a_run_while_it_is_made_there_is_no_half_of_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, photo = with_a_photo(cast)

    def gone(_made: Any, one: Photo) -> list[str]:
        Report.objects.filter(pk=report.pk).update(keeping=Keeping.WITHOUT_ORIGINALS)
        default_storage.delete(photo.original)
        return [one.original]

    monkeypatch.setattr(subject_access, "_add_pictures", gone)
    assert copy_by_token(cast, report.ref).status_code == 409


def test_what_is_too_large_is_said_before_anything_is_copied(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, _photo = with_a_photo(cast)
    monkeypatch.setattr(subject_access, "MOST_BYTES", 10)
    reply = copy_by_token(cast, report.ref)
    assert (reply.status_code, reply.json()["type"]) == (507, "/problems/full")


def test_the_officer_gets_what_their_body_holds_and_is_on_record(cast: Cast) -> None:
    mine = reported(cast)
    theirs = Report.objects.get(
        ref=cast.asha.report(**{**MARKED, "issue_type": "pothole", "answers": {}})["ref"]
    )
    isla = cast.staff(cast.isla)
    body = {"email": "asha@example.org", "reason": "Passport seen at the counter"}
    facts = json.loads(unpacked(isla.post("/api/v1/subject-access", body)).read("data.json"))
    assert [report["reference"] for report in facts["reports"]] == [mine.ref]
    assert theirs.department.body == cast.county
    entries = isla.get("/api/v1/audit", action="copied_for_somebody").json()["items"]
    assert entries[0]["reason"] == "Passport seen at the counter"
    unasked = isla.post("/api/v1/subject-access", {**body, "reason": " "})
    assert unasked.json()["field"] == "reason"
