"""It's still there: its reporter opens an ended report again; or takes back one that nobody has begun."""

from datetime import timedelta

import pytest
from django.test import Client

from cast import Cast
from reports.models import Report
from workqueue.models import Job

pytestmark = pytest.mark.django_db


def closed(cast: Cast) -> tuple[Report, Job]:
    report, job = cast.mattresses()
    femi = cast.staff(cast.femi)
    assert femi.post(f"/api/v1/jobs/{job.pk}/start").status_code == 200
    assert femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA"}).status_code == 200
    return report, job


def test_it_goes_back_to_the_same_department_with_its_history(cast: Cast) -> None:
    report, job = closed(cast)
    reply = cast.asha.post(
        f"/api/v1/reports/{report.ref}/still-there", {"note": "Behind the wall"}, ref=report.ref
    )
    assert (reply.status_code, reply.json()["status"]) == (200, "received")
    assert reply.json()["aim_at"]
    (line,) = cast.staff(cast.dev).get("/api/v1/queues/street-cleansing/jobs").json()["items"]
    assert (line["id"], line["status"]) == (job.pk, "queued")
    history = cast.staff(cast.dev).get(f"/api/v1/jobs/{job.pk}").json()["history"]
    assert [entry["words"] for entry in history] == [
        "Came into the queue", "Started", "Nothing there", "Opened again: still there",
    ]  # fmt: skip


def test_only_its_reporter_can(cast: Cast) -> None:
    report, _job = closed(cast)
    reply = Client().post(f"/api/v1/reports/{report.ref}/still-there", {}, content_type="application/json")
    assert reply.status_code == 403


def test_not_while_it_is_open(cast: Cast) -> None:
    report, _job = cast.mattresses()
    reply = cast.asha.post(f"/api/v1/reports/{report.ref}/still-there", {}, ref=report.ref)
    assert reply.status_code == 409


def test_not_after_fourteen_days(cast: Cast) -> None:
    report, _job = closed(cast)
    report.refresh_from_db()
    assert report.ended_at
    Report.objects.update(ended_at=report.ended_at - timedelta(days=15))
    reply = cast.asha.post(f"/api/v1/reports/{report.ref}/still-there", {}, ref=report.ref)
    assert reply.status_code == 409
    assert "14 days" in reply.json()["detail"]


def test_taking_a_report_back_ends_its_job(cast: Cast) -> None:
    report, job = cast.mattresses()
    reply = cast.asha.post(f"/api/v1/reports/{report.ref}/withdraw", {}, ref=report.ref)
    assert (reply.status_code, reply.json()["status"]) == (200, "withdrawn")
    job.refresh_from_db()
    assert job.status == "ended"


def test_what_has_been_started_cannot_be_taken_back(cast: Cast) -> None:
    report, job = cast.mattresses()
    cast.staff(cast.femi).post(f"/api/v1/jobs/{job.pk}/start")
    reply = cast.asha.post(f"/api/v1/reports/{report.ref}/withdraw", {}, ref=report.ref)
    assert reply.status_code == 409


def test_what_its_reporter_sends_again_is_answered_again_and_done_once(cast: Cast) -> None:
    report, _job = closed(cast)
    for _again in range(2):
        reply = cast.asha.post(
            f"/api/v1/reports/{report.ref}/still-there", {"note": " Behind the wall"}, ref=report.ref
        )
        assert (reply.status_code, reply.json()["status"]) == (200, "received")
    for _again in range(2):
        reply = cast.asha.post(f"/api/v1/reports/{report.ref}/withdraw", {}, ref=report.ref)
        assert (reply.status_code, reply.json()["status"]) == (200, "withdrawn")
    assert [entry["heading"] for entry in reply.json()["timeline"]] == [
        "Reported", "Crew on the way", "Nothing there when we came", "Opened again", "Withdrawn",
    ]  # fmt: skip
