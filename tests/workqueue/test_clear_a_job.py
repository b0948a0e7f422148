"""From the queue to "cleared".

The desk assigns, the crew starts and ends with proof, the reporter's page follows.
"""

import uuid
from typing import Any

import pytest
from django.test import Client

import pictures
from cast import LARK_ESTATE, Cast, Staff, at
from core import outbox
from notify.models import LiveMessage
from reports.models import Photo, Report
from workqueue.models import Job

pytestmark = pytest.mark.django_db(transaction=True)

JPEG = pictures.photo("JPEG", width=640, height=480)


def run_outbox() -> None:
    """Do all that is due, as the workers would."""
    while outbox.work_once():
        pass


def give_to_crew(cast: Cast, job: Job) -> None:
    reply = cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": cast.crew.pk})
    assert reply.status_code == 200, reply.content


def started(cast: Cast) -> tuple[Report, Job, Staff]:
    report, job = cast.mattresses()
    give_to_crew(cast, job)
    femi = cast.staff(cast.femi)
    assert femi.post(f"/api/v1/jobs/{job.pk}/start").status_code == 200
    return report, job, femi


def after_photo(femi: Staff) -> str:
    photo_id = str(uuid.uuid4())
    assert femi.put(f"/api/v1/photos/{photo_id}", JPEG).status_code == 201
    return photo_id


def test_the_whole_way_shows_on_the_reporters_page(cast: Cast) -> None:
    report, job, femi = started(cast)
    photo_id = after_photo(femi)
    reply = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "CLR", "photo_id": photo_id})
    assert reply.status_code == 200, reply.content
    run_outbox()
    seen = cast.asha.look(report.ref)
    assert [entry["heading"] for entry in seen["timeline"]] == [
        "Reported", "On a crew's round", "Crew on the way", "Cleared",
    ]  # fmt: skip
    assert (seen["status"], seen["is_open"]) == ("cleared", False)
    assert seen["timeline"][-1]["photo"] == photo_id
    assert "still_there" in seen["can"]
    assert Client().get(f"/api/v1/photos/{photo_id}/320").status_code == 200


def test_every_step_says_look_again_where_it_is_watched(cast: Cast) -> None:
    report, _job, _femi = started(cast)
    run_outbox()
    topics = set(LiveMessage.objects.values_list("topic", flat=True))
    assert {
        f"report:{report.ref}",
        "queue:street-cleansing",
        "ward:weirside",
        f"round:{cast.crew.pk}",
    } <= topics
    assert any(topic.startswith("cell:") for topic in topics)


def test_a_cleared_job_needs_a_photo(cast: Cast) -> None:
    _report, job, femi = started(cast)
    reply = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "CLR"})
    assert (reply.status_code, reply.json()["type"]) == (422, "/problems/photo-needed")
    job.refresh_from_db()
    assert job.status == "started"


def test_the_photo_may_come_after_the_outcome(cast: Cast) -> None:
    report, job, femi = started(cast)
    photo_id = str(uuid.uuid4())
    reply = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "CLR", "photo_id": photo_id})
    assert reply.status_code == 200
    assert femi.put(f"/api/v1/photos/{photo_id}", JPEG).status_code in (200, 201)
    run_outbox()
    assert Photo.objects.get(pk=photo_id).state == "ready"
    assert cast.asha.look(report.ref)["timeline"][-1]["photo"] == photo_id


def test_nothing_there_closes_it_and_says_so(cast: Cast) -> None:
    report, job, femi = started(cast)
    assert femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA"}).status_code == 200
    seen = cast.asha.look(report.ref)
    assert (seen["status"], seen["timeline"][-1]["heading"]) == ("closed", "Nothing there when we came")


def test_no_access_keeps_it_on_the_crews_list_with_a_day_to_try_again(cast: Cast) -> None:
    report, job, femi = started(cast)
    reply = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "ACC", "note": "Gate locked"})
    assert reply.status_code == 200
    round_ = femi.get("/api/v1/rounds/today").json()
    assert [(line["status"], bool(line["retry_on"])) for line in round_["items"]] == [("assigned", True)]
    seen = cast.asha.look(report.ref)
    assert seen["status"] == "scheduled"
    assert "We try again on" in seen["timeline"][-1]["sentence"]
    assert "Gate locked" not in str(seen), "a crew's note is for staff"


def test_not_ours_needs_an_owner_and_goes_there(cast: Cast, mailoutbox: list[Any]) -> None:
    report, job, femi = started(cast)
    without = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "OWN"})
    assert (without.status_code, without.json()["field"]) == (422, "owner_body")
    reply = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "OWN", "owner_body": "weirside-homes"})
    assert reply.status_code == 200
    run_outbox()
    seen = cast.asha.look(report.ref)
    assert (seen["status"], seen["body"]["name"], seen["aim_at"]) == ("passed_on", "Weirside Homes", None)
    (to_owner,) = [mail for mail in mailoutbox if mail.to == ["repairs@weirside.example"]]
    assert report.ref in to_owner.subject
    for private in ("asha@example.org", "Asha", "07700", "mattresses"):
        assert private not in to_owner.body


def test_what_is_sent_to_another_body_at_once_reaches_it(cast: Cast, mailoutbox: list[Any]) -> None:
    receipt = cast.asha.report(point=at(LARK_ESTATE))
    run_outbox()
    assert [mail.to for mail in mailoutbox] == [["repairs@weirside.example"]]
    assert receipt["ref"] in mailoutbox[0].subject


def test_the_queue_is_urgent_first_then_by_aim(cast: Cast) -> None:
    later = cast.asha.report()["ref"]
    urgent = cast.asha.report(answers={"size": "car_boot", "blocking": "yes"})["ref"]
    items = cast.staff(cast.dev).get("/api/v1/queues/street-cleansing/jobs").json()["items"]
    assert [line["ref"] for line in items] == [urgent, later]


def test_the_queue_is_filtered_and_paged_without_losing_a_job(cast: Cast, settings: Any) -> None:
    settings.FLOOD_REPORTS = 100  # each is to be a job of its own
    refs = {cast.asha.report()["ref"] for _ in range(5)}
    cast.asha.report(issue_type="litter", answers={})
    dev = cast.staff(cast.dev)
    seen: list[str] = []
    cursor = ""
    while True:
        page = dev.get(
            "/api/v1/queues/street-cleansing/jobs",
            issue_type="fly_tip",
            ward="weirside",
            limit=2,
            cursor=cursor,
        ).json()
        seen += [line["ref"] for line in page["items"]]
        cursor = page["next"] or ""
        if not cursor:
            break
    assert sorted(seen) == sorted(refs)
    assert page["counts"]["open"] == 6


@pytest.mark.parametrize("status", ["started", "assigned", "ended", "overdue", "no_crew", "to_pass"])
def test_every_filter_is_known(cast: Cast, status: str) -> None:
    reply = cast.staff(cast.dev).get("/api/v1/queues/street-cleansing/jobs", status=status)
    assert reply.status_code == 200
    assert reply.json()["items"] == []


def test_a_page_of_the_queue_costs_the_same_whatever_it_holds(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    dev = cast.staff(cast.dev)
    for _ in range(6):
        cast.asha.report(photos=[str(uuid.uuid4())])
    with django_assert_max_num_queries(10):  # two of them: the session and the roles
        dev.get("/api/v1/queues/street-cleansing/jobs")


def test_a_job_tells_the_desk_why_it_came(cast: Cast) -> None:
    _report, job = cast.mattresses()
    seen = cast.staff(cast.dev).get(f"/api/v1/jobs/{job.pk}").json()
    (served,) = seen["reports"]
    assert served["description"].startswith("Two mattresses")
    assert served["rules"][-1]["matched"] is True
    assert [rule["matched"] for rule in served["rules"][:-1]] == [False] * (len(served["rules"]) - 1)
    assert served["email"] == "asha@example.org"
    assert [entry["words"] for entry in seen["history"]] == ["Came into the queue"]
    assert seen["can"] == ["assign", "forward"]


def test_photos_named_but_not_here_are_on_the_way(cast: Cast) -> None:
    cast.asha.report(photos=[str(uuid.uuid4()), str(uuid.uuid4())])
    (line,) = cast.staff(cast.dev).get("/api/v1/queues/street-cleansing/jobs").json()["items"]
    assert (line["photos_awaited"], line["photo"]) == (2, None)


def test_another_crew_cannot_take_the_job(cast: Cast) -> None:
    _report, job = cast.mattresses()
    give_to_crew(cast, job)
    cast.crew.members.clear()
    reply = cast.staff(cast.femi).post(f"/api/v1/jobs/{job.pk}/start")
    assert reply.status_code == 403


def test_a_job_that_has_ended_cannot_end_otherwise(cast: Cast) -> None:
    _report, job, femi = started(cast)
    assert femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA"}).status_code == 200
    for other in ({"outcome": "CLR", "photo_id": str(uuid.uuid4())}, {"outcome": "NFA", "note": "Really"}):
        again = femi.post(f"/api/v1/jobs/{job.pk}/outcome", other)
        assert (again.status_code, again.json()["type"]) == (409, "/problems/move-refused")


@pytest.mark.parametrize(
    "ended",
    [
        {"outcome": "CLR", "photo_id": str(uuid.uuid4())},
        {"outcome": "NFA", "note": " Swept already "},
        {"outcome": "ACC", "note": "Gate locked"},
        {"outcome": "OWN", "owner_body": "weirside-homes"},
    ],
)
def test_what_a_phone_sends_again_is_answered_again_and_done_once(cast: Cast, ended: dict[str, Any]) -> None:
    report, job, femi = started(cast)
    assert femi.post(f"/api/v1/jobs/{job.pk}/start").status_code == 200
    first = femi.post(f"/api/v1/jobs/{job.pk}/outcome", ended)
    again = femi.post(f"/api/v1/jobs/{job.pk}/outcome", ended)
    assert (first.status_code, again.status_code) == (200, 200), again.content
    assert again.json() == first.json()
    assert [entry["what"] for entry in again.json()["history"]] == [
        "queued", "assigned", "started", f"outcome {ended['outcome']}",
    ]  # fmt: skip
    assert len(cast.asha.look(report.ref)["timeline"]) == 4


def test_a_job_given_twice_to_a_crew_is_given_once(cast: Cast) -> None:
    report, job = cast.mattresses()
    for crew_id in (None, cast.crew.pk, cast.crew.pk, None, None):
        reply = cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": crew_id})
        assert reply.status_code == 200
    assert [entry["what"] for entry in reply.json()["history"]] == ["queued", "assigned", "queued"]
    assert [entry["heading"] for entry in cast.asha.look(report.ref)["timeline"]] == [
        "Reported", "On a crew's round", "Back in the queue",
    ]  # fmt: skip


def test_only_who_has_been_there_could_not_get_to_it(cast: Cast) -> None:
    _report, job = cast.mattresses()
    reply = cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "ACC"})
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/move-refused")


@pytest.mark.parametrize(
    ("step", "body"),
    [("forward", {"department": "highways", "reason": "Carriageway"}), ("assign", {"crew_id": None})],
)
def test_a_job_that_has_ended_comes_back_only_with_its_report(
    cast: Cast, step: str, body: dict[str, Any]
) -> None:
    _report, job, femi = started(cast)
    assert femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "NFA"}).status_code == 200
    reply = cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/{step}", body)
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/move-refused")


def test_the_day_of_another_try_goes_with_the_crew_that_named_it(cast: Cast) -> None:
    _report, job, femi = started(cast)
    assert femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "ACC"}).status_code == 200
    body = {"department": "highways", "reason": "Carriageway"}
    assert cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/forward", body).status_code == 200
    assert cast.staff(cast.ewa).get(f"/api/v1/jobs/{job.pk}").json()["line"]["retry_on"] is None


def test_taking_a_job_back_from_a_crew_puts_it_in_the_queue(cast: Cast) -> None:
    report, job = cast.mattresses()
    give_to_crew(cast, job)
    assert cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": None}).status_code == 200
    assert cast.asha.look(report.ref)["status"] == "received"


def test_nobody_is_told_that_a_crew_failed_when_the_desk_took_the_job_back(
    cast: Cast, mailoutbox: list[Any]
) -> None:
    _report, job = cast.mattresses()
    give_to_crew(cast, job)
    dev = cast.staff(cast.dev)  # who is written to about a sign-in of their own
    run_outbox()
    told = len(mailoutbox)
    assert dev.post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": None}).status_code == 200
    run_outbox()
    assert mailoutbox[told:] == []
