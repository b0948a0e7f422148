"""A resident has a report, or all that came with an address, erased; nobody else can, and a hold keeps it."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.storage import default_storage

from cast import Cast
from core.clock import now
from core.models import OutboxRow
from data_steps import MARKED, TRACES, WORDS, erase, mailed_code, opened, post, reported
from notify import readers
from notify.models import Delivery, Reader
from photo_steps import JPEG, claim, develop, do_errands, everything_stored, send
from reports.keeping import erasure_ledger
from reports.keeping.keeping_models import DataRequest, Erasure, LegalHold
from reports.models import Follow, Photo, Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    photos = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "photos"}}
    settings.STORAGES = {**settings.STORAGES, "default": photos}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def every_value(*models: Any) -> str:
    return repr([list(model.objects.values()) for model in models])


def test_nothing_of_what_was_told_is_left_and_the_crew_can_still_do_the_work(cast: Cast) -> None:
    report = reported(cast)
    photo = send(JPEG)
    claim(report, photo.pk)
    develop(photo)
    do_errands("tell_people")
    phone_id, track_hash, ref = report.phone_id, report.track_hash, report.ref
    reply = erase(cast.asha, ref)
    assert (reply.status_code, reply.json()) == (200, {"reports": 1, "still_open": 1, "held": []})
    do_errands("discard_photo_files")
    report.refresh_from_db()
    job = report.jobs.get()
    everything = every_value(Report, Photo, Follow, Reader, Delivery)
    for trace in (*TRACES, str(phone_id), track_hash, ref):
        assert trace not in everything
    assert everything_stored() == []
    assert (report.lat, report.lon) == (report.public_lat, report.public_lon)
    assert (job.lat, job.lon) == (report.public_lat, report.public_lon)
    assert (report.issue_type, report.answers, report.street) == (
        "fly_tip",
        {"size": "car_boot"},
        "Weir Lane",
    )
    dev = cast.staff(cast.dev)
    assert dev.get(f"/api/v1/jobs/{job.pk}").status_code == 200


def test_its_page_is_gone_for_its_own_phone_and_for_everybody(cast: Cast) -> None:
    report = reported(cast)
    erase(cast.asha, report.ref)
    headers = {"Track-Token": cast.asha.tokens[report.ref]}
    assert cast.asha.client.get(f"/api/v1/reports/{report.ref}", headers=headers).status_code == 404
    assert cast.asha.client.get(f"/r/{report.ref}").status_code == 404


def test_a_phone_whose_answer_was_lost_is_answered_again(cast: Cast) -> None:
    report = reported(cast)
    first, again = erase(cast.asha, report.ref), erase(cast.asha, report.ref)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json()["reports"] == 0


@pytest.mark.parametrize("who", ["nobody", "another report's token", "a token that is none", "a guessed ref"])
def test_anybody_else_is_told_alike_that_there_is_none_and_nothing_changes(cast: Cast, who: str) -> None:
    report, other = reported(cast), reported(cast)
    token = {
        "nobody": "",
        "another report's token": cast.asha.tokens[other.ref],
        "a token that is none": "x" * 43,
        "a guessed ref": cast.asha.tokens[report.ref],
    }[who]
    before = every_value(Report, Follow, Reader, Erasure)
    reply = erase(cast.asha, "FT-0000-00" if who == "a guessed ref" else report.ref, token)
    assert (reply.status_code, reply.json()["type"]) == (404, "/problems/not-found")
    unknown = erase(cast.asha, "FT-0000-00", "y" * 43)
    assert unknown.json() == reply.json()
    assert every_value(Report, Follow, Reader, Erasure) == before


def test_a_private_report_leaves_nothing_but_that_there_was_one(cast: Cast) -> None:
    receipt = cast.asha.report(issue_type="asb_nuisance", answers={}, **MARKED)
    report = Report.objects.get(ref=receipt["ref"])
    assert erase(cast.asha, report.ref).status_code == 200
    report.refresh_from_db()
    assert report.answers == {}
    assert not any(trace in every_value(Report, Reader) for trace in TRACES)


def test_other_reports_of_the_same_person_stay_as_they_are(cast: Cast) -> None:
    one, other = reported(cast), reported(cast)
    erase(cast.asha, one.ref)
    other.refresh_from_db()
    assert other.description == WORDS
    assert Follow.objects.filter(report=other, is_reporter=True).exists()


def test_who_follows_it_hears_no_more_and_keeps_what_else_they_follow(cast: Cast) -> None:
    report, other = reported(cast), reported(cast)
    for one in (report, other):
        cast.asha.client.put(
            f"/api/v1/reports/{one.ref}/follow", {"email": "ben@example.org"}, content_type="application/json"
        )
    erase(cast.asha, report.ref)
    ben = Reader.objects.get(email="ben@example.org")
    assert list(Follow.objects.filter(reader=ben).values_list("report", flat=True)) == [other.pk]


def test_a_legal_hold_refuses_with_a_sentence_and_changes_nothing(cast: Cast) -> None:
    report = reported(cast)
    isla = cast.staff(cast.isla)
    made = isla.post("/api/v1/holds", {"kind": "report", "ref": report.ref, "reason": "A claim in court"})
    assert made.status_code == 201, made.content
    before = every_value(Report, Follow, Reader)
    reply = erase(cast.asha, report.ref)
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/on-hold")
    assert "legal reasons" in reply.json()["detail"]
    assert every_value(Report, Follow, Reader) == before
    ended = isla.post(f"/api/v1/holds/{made.json()['id']}/end", {"reason": "Settled"})
    assert ended.status_code == 200
    assert erase(cast.asha, report.ref).status_code == 200


def test_the_ledger_knows_before_anybody_is_told(cast: Cast) -> None:
    report = reported(cast)
    track_hash = report.track_hash
    erase(cast.asha, report.ref)
    assert [line.digest for line in erasure_ledger.read()] == [track_hash]
    assert track_hash in (Path(settings.DATA) / "erased.log").read_text()


def test_where_the_ledger_cannot_be_written_nobody_is_told_it_is_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = reported(cast)

    def full(_lines: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(erasure_ledger, "_append", full)
        assert erase(cast.asha, report.ref).status_code == 503
    assert erase(cast.asha, report.ref).status_code == 200
    assert len(list(erasure_ledger.read())) == 1


def test_by_e_mail_all_that_came_with_the_address_goes(cast: Cast) -> None:
    for address in ("Asha@Example.org", "asha@example.org"):
        reported(cast, email=address)
    kept = reported(cast, email="ben@example.org", name="Ben", phone=None, description="Ben's", place_note="")
    key = opened(cast.asha, "asha@example.org")
    seen = post(cast.asha, "my-data", key)
    assert len(seen.json()["reports"]) == 2
    reply = post(cast.asha, "my-data/erase", key)
    assert (reply.status_code, reply.json()["reports"]) == (200, 2)
    everything = every_value(Report, Reader, Follow, OutboxRow)
    assert not any(trace in everything for trace in ("07700", "green gate", "Asha", "asha@"))
    kept.refresh_from_db()
    assert kept.email == "ben@example.org"
    assert post(cast.asha, "my-data", key).status_code == 403


def test_by_e_mail_what_is_held_stays_and_is_named(cast: Cast) -> None:
    held, going = reported(cast), reported(cast)
    LegalHold.objects.create(
        body=cast.district, kind="report", report=held, reason="Court", set_by=cast.isla, at=now()
    )
    reply = post(cast.asha, "my-data/erase", opened(cast.asha, "asha@example.org"))
    assert reply.json() == {"reports": 1, "still_open": 1, "held": [held.ref]}
    held.refresh_from_db()
    going.refresh_from_db()
    assert (held.description, going.description) == (WORDS, "")


def test_an_address_that_is_held_is_refused_whole(cast: Cast) -> None:
    report = reported(cast)
    isla = cast.staff(cast.isla)
    isla.post("/api/v1/holds", {"kind": "person", "email": "asha@EXAMPLE.org", "reason": "Court"})
    assert not any("asha" in repr(row).lower() for row in LegalHold.objects.values())
    reply = post(cast.asha, "my-data/erase", opened(cast.asha, "asha@example.org"))
    assert reply.json()["type"] == "/problems/on-hold"
    assert erase(cast.asha, report.ref).status_code == 409


def test_known_or_not_the_answer_is_the_same_and_only_the_known_gets_mail(cast: Cast) -> None:
    reported(cast)
    known = post(cast.asha, "my-data/code", {"email": "asha@example.org"})
    unknown = post(cast.asha, "my-data/code", {"email": "nobody@example.org"})
    assert known.status_code == unknown.status_code == 202
    assert known.json().keys() == unknown.json().keys()
    do_errands("mail_data_code")
    do_errands("notify.deliver")
    assert [one.to for one in mail.outbox if "code" in one.subject.lower()] == [["asha@example.org"]]
    wrong = [
        post(cast.asha, "my-data/open", {"id": asked, "email": email, "code": "000000"})
        for asked, email in (
            (known.json()["id"], "asha@example.org"),
            (unknown.json()["id"], "nobody@example.org"),
            (str(uuid4()), "asha@example.org"),
        )
    ]
    assert len({(one.status_code, one.content) for one in wrong}) == 1
    assert wrong[0].status_code == 403


def test_neither_the_address_nor_the_code_stays_anywhere(cast: Cast) -> None:
    readers.reader_for_email(email="ben@example.org", language="en-gb", at=now())
    post(cast.asha, "my-data/code", {"email": "ben@example.org"})
    code = mailed_code("ben@example.org")
    assert "ben@example.org" not in every_value(DataRequest, OutboxRow)
    assert code not in every_value(DataRequest, OutboxRow, Delivery)


def test_five_wrong_codes_end_it_and_nobody_can_use_up_the_tries_of_another(cast: Cast) -> None:
    reported(cast)
    mine = post(cast.asha, "my-data/code", {"email": "asha@example.org"}).json()["id"]
    code = mailed_code("asha@example.org")
    others = post(cast.asha, "my-data/code", {"email": "asha@example.org"}).json()["id"]
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(6):
        post(cast.asha, "my-data/open", {"id": others, "email": "asha@example.org", "code": wrong})
    body = {"id": mine, "email": "asha@example.org", "code": code}
    assert post(cast.asha, "my-data/open", body).status_code == 200
    assert post(cast.asha, "my-data/open", body).status_code == 403  # once
    do_errands("mail_data_code")
    do_errands("notify.deliver")
    mail.outbox.clear()
    third = post(cast.asha, "my-data/code", {"email": "asha@example.org"}).json()["id"]
    code = mailed_code("asha@example.org")
    for _try in range(5):
        post(cast.asha, "my-data/open", {"id": third, "email": "asha@example.org", "code": "999999x"})
    reply = post(cast.asha, "my-data/open", {"id": third, "email": "asha@example.org", "code": code})
    assert reply.status_code == 403


def test_a_stranger_with_somebody_elses_session_but_another_address_fails(cast: Cast) -> None:
    report = reported(cast)
    readers.reader_for_email(email="ben@example.org", language="en-gb", at=now())
    key = opened(cast.asha, "ben@example.org")
    for path in ("my-data", "my-data/copy", "my-data/erase"):
        assert post(cast.asha, path, {**key, "email": "asha@example.org"}).status_code == 403
    report.refresh_from_db()
    assert report.description == WORDS


def test_the_photos_files_are_deleted_on_every_storage(cast: Cast) -> None:
    report = reported(cast)
    photo = send(JPEG)
    claim(report, photo.pk)
    develop(photo)
    names = everything_stored()
    assert names
    erase(cast.asha, report.ref)
    do_errands("discard_photo_files")
    assert not any(default_storage.exists(name) for name in names)
