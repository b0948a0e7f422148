"""From a report's own page to the phone in the pocket: who hears of what happens to it, and who does not."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

import pictures
from cast import Cast
from notify.models import Delivery
from push_service import Browser, PushService
from reports.models import Report
from workqueue.models import Job

Do = Callable[[], None]
pytestmark = pytest.mark.django_db


def follow(ref: str, *, token: str = "", **by: Any) -> int:
    reply = Client().put(
        f"/api/v1/reports/{ref}/follow", by, content_type="application/json", headers={"Track-Token": token}
    )
    return reply.status_code


def push_of(browser: Browser) -> dict[str, str]:
    return {"endpoint": browser.endpoint, **browser.keys}


def clear(cast: Cast, job: Job) -> None:
    dev, femi = cast.staff(cast.dev), cast.staff(cast.femi)
    assert dev.post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": cast.crew.pk}).status_code == 200
    assert femi.post(f"/api/v1/jobs/{job.pk}/start").status_code == 200
    photo = uuid.uuid4()
    assert femi.put(f"/api/v1/photos/{photo}", pictures.photo("JPEG", width=64, height=48)).status_code == 201
    done = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "CLR", "photo_id": str(photo)})
    assert done.status_code == 200, done.content


def told(template: str) -> set[str]:
    """Who was told: addresses, and phones as their language."""
    found = Delivery.objects.filter(template=template, state="sent").select_related("reader")
    return {delivery.reader.email or f"a phone in {delivery.reader.language}" for delivery in found}


def test_clearing_a_job_tells_its_reporter_and_followers_and_nobody_else(
    cast: Cast, pushes: PushService, work: Do
) -> None:
    report, job = cast.mattresses()
    phone = pushes.subscribe()
    assert follow(report.ref, push=push_of(phone), language="cy") < 300
    assert follow(report.ref, email="ben@example.org") < 300
    clear(cast, job)
    work()
    assert told("cleared") == {"asha@example.org", "ben@example.org", "a phone in cy"}
    assert [heard["tag"] for heard in phone.heard] == [report.ref, report.ref]
    assert phone.heard[-1]["url"].endswith(f"/r/{report.ref}")


def test_nothing_that_is_sent_holds_a_persons_own_words_or_name(
    cast: Cast, pushes: PushService, work: Do
) -> None:
    report, job = cast.mattresses()
    phone = pushes.subscribe()
    follow(report.ref, push=push_of(phone))
    clear(cast, job)
    work()
    said = json.dumps([phone.heard, *Delivery.objects.values_list("params", flat=True)])
    assert not any(word in said for word in ("Two mattresses", "07700", "Asha", "asha@"))


def test_a_private_report_tells_its_own_phone_alone_and_names_nothing(
    cast: Cast, pushes: PushService, work: Do
) -> None:
    receipt = cast.asha.report(issue_type="asb_nuisance", answers={}, email="asha@example.org")
    own, stranger = pushes.subscribe(), pushes.subscribe()
    assert follow(receipt["ref"], push=push_of(stranger)) == 404
    assert follow(receipt["ref"], token=receipt["track_token"], push=push_of(own)) < 300
    report = Report.objects.get(ref=receipt["ref"])
    work()
    own.heard.clear()
    job = report.jobs.get()
    huw = cast.staff(cast.huw)
    reply = huw.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA", "photo_id": None})
    assert reply.status_code == 200, reply.content
    work()
    assert [heard["title"] for heard in own.heard] == ["There is news on your report"]
    assert stranger.asked == []
    assert not any(word in json.dumps(own.heard) for word in ("nuisance", "Weir", "Safety", "safety"))
