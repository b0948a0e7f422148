"""The information officer of a body: what they may do, what those of another body may not."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from accounts.models import Membership, Person, Role
from cast import PASSWORD, Cast, Staff
from core.clock import now
from data_steps import MARKED, reported
from photo_steps import do_errands
from reports.keeping.keeping_models import LegalHold, Review
from reports.models import Follow, Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def jo(cast: Cast) -> Staff:
    """The county's information officer."""
    made = Person(email="jo@example.org", name="Jo")
    made.set_password(PASSWORD)
    made.save()
    Membership.objects.create(person=made, role=Role.OFFICER, body=cast.county)
    return cast.staff(made)


def hold(staff: Staff, report: Report, **changes: Any) -> Any:
    return staff.post("/api/v1/holds", {"kind": "report", "ref": report.ref, "reason": "Court", **changes})


def test_holds_are_set_listed_ended_and_on_record(cast: Cast) -> None:
    report = reported(cast)
    isla = cast.staff(cast.isla)
    made = hold(isla, report)
    assert (made.status_code, made.json()["what"], made.json()["by"]) == (201, report.ref, "Isla")
    assert hold(isla, report).status_code == 409
    assert isla.post(f"/api/v1/holds/{made.json()['id']}/end", {"reason": ""}).json()["field"] == "reason"
    ended = isla.post(f"/api/v1/holds/{made.json()['id']}/end", {"reason": "Settled"})
    assert (ended.json()["ended_by"], ended.json()["end_reason"]) == ("Isla", "Settled")
    (listed,) = isla.get("/api/v1/holds").json()
    assert listed["ended_at"]
    trail = isla.get("/api/v1/audit", subject=f"hold:{made.json()['id']}").json()["items"]
    assert [entry["action"] for entry in trail] == ["ended_hold", "set_hold"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "moon"}, "kind"),
        ({"kind": "person"}, "email"),
        ({"kind": "person", "email": "none"}, "email"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_hold_says_what_is_wrong_with_it(cast: Cast, changes: dict[str, Any], field: str) -> None:
    reply = hold(cast.staff(cast.isla), reported(cast), **changes)
    assert (reply.status_code, reply.json()["field"]) == (422, field)


def test_an_administrator_sets_holds_too(cast: Cast) -> None:
    assert hold(cast.staff(cast.huw), reported(cast)).status_code == 201


def test_another_bodys_officer_sees_and_changes_nothing_of_it(cast: Cast, jo: Staff) -> None:
    report = reported(cast, issue_type="asb_nuisance", answers={})
    assert hold(jo, report).status_code == 404
    theirs = LegalHold.objects.create(
        body=cast.district, kind="report", report=report, reason="Court", set_by=cast.isla, at=now()
    )
    assert jo.get("/api/v1/holds").json() == []
    assert jo.post(f"/api/v1/holds/{theirs.pk}/end", {"reason": "x"}).status_code == 404
    review = Review.objects.create(report=report, since=now())
    assert jo.get("/api/v1/reviews").json() == {"items": [], "count": 0}
    body = {"decision": "anonymise", "reason": "Over"}
    assert jo.post(f"/api/v1/reviews/{review.pk}", body).status_code == 404
    asked = {"email": "asha@example.org", "reason": "Seen at the counter"}
    assert jo.post("/api/v1/subject-erasure", asked).json()["reports"] == 0
    report.refresh_from_db()
    assert report.description == MARKED["description"]


def test_another_bodys_hold_on_a_person_does_not_reach_here(cast: Cast, jo: Staff) -> None:
    report = reported(cast)
    jo.post("/api/v1/holds", {"kind": "person", "email": "asha@example.org", "reason": "Court"})
    assert cast.asha.post(f"/api/v1/reports/{report.ref}/erase", {}, ref=report.ref).status_code == 200


def test_erasure_for_somebody_needs_how_it_was_checked_and_is_on_record(cast: Cast) -> None:
    reported(cast)
    isla = cast.staff(cast.isla)
    asked = {"email": "asha@example.org", "reason": ""}
    assert isla.post("/api/v1/subject-erasure", asked).json()["field"] == "reason"
    done = isla.post("/api/v1/subject-erasure", {**asked, "reason": "Passport seen"})
    assert done.json() == {"reports": 1, "still_open": 1, "held": []}
    (entry,) = isla.get("/api/v1/audit", action="erased_address").json()["items"]
    assert (entry["who"], entry["reason"]) == ("Isla", "Passport seen")


def test_another_bodys_officer_does_not_hear_what_was_erased_here(cast: Cast, jo: Staff) -> None:
    report = reported(cast, issue_type="asb_nuisance", answers={})
    assert cast.asha.post(f"/api/v1/reports/{report.ref}/erase", {}, ref=report.ref).status_code == 200
    assert report.ref in str(cast.staff(cast.isla).get("/api/v1/audit").json())
    assert report.ref not in str(jo.get("/api/v1/audit").json())


def test_erasing_for_somebody_leaves_what_they_follow_at_another_body(cast: Cast, jo: Staff) -> None:
    ref = cast.asha.report()["ref"]
    cast.asha.client.put(
        f"/api/v1/reports/{ref}/follow", {"email": "ben@example.org"}, content_type="application/json"
    )
    asked = {"email": "ben@example.org", "reason": "Passport seen"}
    assert jo.post("/api/v1/subject-erasure", asked).json()["reports"] == 0
    assert Follow.objects.filter(report__ref=ref, reader__email="ben@example.org").exists()
    assert cast.staff(cast.isla).post("/api/v1/subject-erasure", asked).status_code == 200
    assert not Follow.objects.filter(reader__email="ben@example.org").exists()


def test_a_copy_for_somebody_tells_nothing_of_another_body(cast: Cast, jo: Staff) -> None:
    hidden = reported(cast, issue_type="asb_nuisance", answers={})
    reported(cast, issue_type="pothole", answers={})
    do_errands("tell_people")
    asked = {"email": "asha@example.org", "reason": "Passport seen"}
    reply = jo.post("/api/v1/subject-access", asked)
    copied = ZipFile(BytesIO(b"".join(reply.streaming_content)))
    facts = json.loads(copied.read("data.json"))
    assert [report["body"] for report in facts["reports"]] == [cast.county.name]
    assert hidden.ref not in str(facts)
    assert "messages" not in facts["address"]


def test_a_review_of_what_is_held_is_refused(cast: Cast) -> None:
    report = reported(cast, issue_type="asb_nuisance", answers={})
    review = Review.objects.create(report=report, since=now())
    isla = cast.staff(cast.isla)
    hold(isla, report)
    reply = isla.post(f"/api/v1/reviews/{review.pk}", {"decision": "anonymise", "reason": "Over"})
    assert reply.json()["type"] == "/problems/on-hold"
    review.refresh_from_db()
    assert review.decided_at is None
