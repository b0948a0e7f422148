"""Reporting what nobody else may know of: what is promised first, what is taken, what is told of it."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

import pictures
from cast import WEIR_LANE, Cast, at, said
from core import outbox
from core.geometry import Point
from core.models import OutboxRow
from notify.models import Delivery, LiveMessage
from reports.models import Photo, Report
from routing.issue_types import ISSUE_TYPES
from workqueue.models import Job

pytestmark = pytest.mark.django_db

PRIVATE = sorted(kind.key for kind in ISSUE_TYPES.values() if kind.is_private)
NO_PHOTOS = sorted(kind.key for kind in ISSUE_TYPES.values() if not kind.takes_photos)
#: Two places on Weir Lane, at its ends.
ONE_END, OTHER_END = Point(53.4206, -2.3518), Point(53.42145, -2.3482)


def work() -> None:
    """Do what is due in the outbox."""
    while outbox.work_once():
        pass


@pytest.mark.parametrize("language", ["en-GB", "cy"])
def test_each_private_type_says_first_who_reads_it(cast: Cast, language: str) -> None:
    reply = cast.asha.client.get("/api/v1/issue-types", headers={"Accept-Language": language})
    told = {kind["key"]: kind for kind in reply.json()["items"]}
    for key in PRIVATE:
        promise = told[key]["promise"]
        assert promise["read_by"], promise["shared"]
        assert promise["next"]
        assert all(question["private"] for question in told[key]["questions"])
    assert told["fly_tip"]["promise"] is None
    with override("en-gb"):
        in_english = str(ISSUE_TYPES["noise"].promise and ISSUE_TYPES["noise"].promise.next)
    assert (told["noise"]["promise"]["next"] == in_english) is (language == "en-GB")


@pytest.mark.parametrize("key", PRIVATE)
def test_a_reference_a_receipt_and_a_queue_tell_no_more_than_they_must(cast: Cast, key: str) -> None:
    receipt = cast.asha.report(issue_type=key, answers={}, at_home=True)
    assert receipt["ref"].startswith("RP-")
    assert receipt["private"] is True
    assert Job.objects.get().department == cast.safety
    assert Client().get(f"/api/v1/reports/{receipt['ref']}").status_code == 404


@pytest.mark.parametrize("key", NO_PHOTOS)
def test_photos_of_what_none_are_taken_of_are_dropped_and_the_receipt_says_so(cast: Cast, key: str) -> None:
    sent = "6f1f6c1e-5f0e-4a53-9d0c-6f3a52f0a0d1"
    cast.asha.client.put(f"/api/v1/photos/{sent}", pictures.photo(), content_type="application/octet-stream")
    assert Photo.objects.get(pk=sent).original
    body = said(issue_type=key, answers={}, photos=[sent, "0e984725-c51c-4bf4-9960-e1c80e27aba0"])
    for _ in range(2):  # a phone whose answer was lost asks again
        assert cast.asha.send(body).json()["photos_dropped"] == 2
    work()
    assert not Photo.objects.filter(report__isnull=False).exists()
    assert not Photo.objects.exclude(original="", sizes="").exists()


def test_a_type_that_takes_photos_drops_none(cast: Cast) -> None:
    assert cast.asha.report(photos=["6f1f6c1e-5f0e-4a53-9d0c-6f3a52f0a0d1"])["photos_dropped"] == 0


def test_at_home_it_is_nowhere_nearer_than_its_street(cast: Cast) -> None:
    """From every house of a street the public point is the same; the department has the exact one."""
    points = []
    for place in (WEIR_LANE, ONE_END, OTHER_END):
        ref = cast.asha.report(point=at(place), at_home=True, place_note="Flat 3, red door")["ref"]
        seen = Client().get(f"/api/v1/reports/{ref}").json()
        points.append(seen["point"])
        assert "red door" not in json.dumps(seen)
        assert seen["street"] == "Weir Lane"
        report = Report.objects.get(ref=ref)
        assert (report.lat, report.lon) == (place.lat, place.lon)
        own = cast.asha.look(ref)["mine"]
        assert (own["at_home"], own["point"]["lat"]) == (True, place.lat)
    assert points[0] == points[1] == points[2]
    dev = cast.staff(cast.dev)
    job = dev.get(f"/api/v1/jobs/{Job.objects.first().pk}").json()  # type: ignore[union-attr]
    assert job["reports"][0]["at_home"] is True
    assert job["line"]["point"]["lat"] == WEIR_LANE.lat


def test_not_at_home_it_is_at_the_nearest_place_of_its_street(cast: Cast) -> None:
    refs = [cast.asha.report(point=at(place))["ref"] for place in (ONE_END, OTHER_END)]
    points = [Client().get(f"/api/v1/reports/{ref}").json()["point"] for ref in refs]
    assert points[0] != points[1]


@pytest.mark.parametrize("key", PRIVATE)
def test_nothing_that_is_told_of_it_names_kind_or_place(cast: Cast, key: str) -> None:
    """Letters with all their headers, what is stored of them, what is in the outbox, and socket messages."""
    kind = ISSUE_TYPES[key]
    ref = cast.asha.report(
        issue_type=key, answers={}, email="asha@example.org", description="Marked-Words", name="Marked-Name"
    )["ref"]
    report = Report.objects.get(ref=ref)
    huw = cast.staff(cast.huw)
    job = report.jobs.get()
    assert huw.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA"}).status_code == 200
    work()
    letters = [letter for letter in mail.outbox if letter.to == ["asha@example.org"]]
    assert {letter.subject for letter in letters} == {"There is news on your report"}
    told = [letter.message().as_string() for letter in letters]
    told += [json.dumps(params) for params in Delivery.objects.values_list("params", flat=True)]
    told += [json.dumps(payload) for payload in OutboxRow.objects.values_list("payload", flat=True)]
    marks = ("Marked", "Weir", "53.42", "afety", kind.key, str(kind.label), str(kind.hint))
    assert [(mark, text) for text in told for mark in marks if mark in text] == []
    of_it = LiveMessage.objects.filter(topic__startswith="report:")
    assert {message.event for message in of_it} == {"ReportNews"}
    assert {message.topic for message in LiveMessage.objects.all()} == {
        f"report:{ref}",
        "queue:community-safety",
    }


def test_what_a_reporter_agrees_to_is_kept_and_shown_to_the_desk_alone(cast: Cast) -> None:
    ref = cast.asha.report(issue_type="asb_neighbour", answers={"share": "police", "police_ref": "CR/1"})[
        "ref"
    ]
    assert Report.objects.get(ref=ref).answers == {"share": "police", "police_ref": "CR/1"}
    huw = cast.staff(cast.huw)
    answers: list[dict[str, Any]] = huw.get(f"/api/v1/jobs/{Job.objects.get().pk}").json()["reports"][0][
        "answers"
    ]
    assert "The police only" in [answer["name"] for answer in answers]
