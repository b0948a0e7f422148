"""The third report by one person about one address goes to a named person before any queue."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import AuditEntry, Membership, Person, Role
from cast import PASSWORD, Cast, Phone, Staff, at
from core import outbox
from core.clock import now
from core.geometry import Point
from notify.models import LiveMessage
from reports.models import FirstLook, Report, SentBy
from reports.private import repeats
from workqueue.models import Job

pytestmark = pytest.mark.django_db

#: Thirty-three metres north of Weir Lane's usual place; and ten.
NEXT_BUT_ONE, NEXT_DOOR = Point(53.4213, -2.3500), Point(53.42109, -2.3500)
CALM = {"impact": 2, "target": "no"}


@pytest.fixture
def sam(cast: Cast) -> Staff:
    """At the desk of community safety, and its reviewer."""
    person = Person(email="sam@example.org", name="Sam")
    person.set_password(PASSWORD)
    person.save()
    Membership.objects.create(person=person, role=Role.DESK, body=cast.district, department=cast.safety)
    cast.safety.reviewer = person
    cast.safety.save(update_fields=["reviewer"])
    return cast.staff(person)


def tell(cast: Cast, **changes: Any) -> str:
    """Report a nuisance neighbour from a phone that was never seen before; its reference."""
    phone = Phone(Client())
    given = {"issue_type": "asb_neighbour", "answers": CALM, "email": "asha@example.org", **changes}
    receipt = phone.report(**given)
    cast.asha.tokens.update(phone.tokens)
    return str(receipt["ref"])


def third(cast: Cast, **changes: Any) -> str:
    """The third about one place within a week."""
    return [tell(cast, **changes) for _ in range(3)][-1]


def work() -> None:
    """Do what is due in the outbox."""
    while outbox.work_once():
        pass


def waiting(staff: Staff) -> list[dict[str, Any]]:
    """What this person is to read first."""
    reply = staff.get("/api/v1/first-looks")
    assert reply.status_code == 200, reply.content
    items: list[dict[str, Any]] = reply.json()["items"]
    return items


def decide(staff: Staff, ref: str, decision: str, **more: str) -> Any:
    """Decide it."""
    return staff.post(f"/api/v1/first-looks/{ref}", {"decision": decision, **more})


def test_two_go_to_the_queue_and_the_third_to_the_reviewer(cast: Cast, sam: Staff) -> None:
    refs = [tell(cast) for _ in range(3)]
    assert [Job.objects.filter(reports__ref=ref).count() for ref in refs] == [1, 1, 0]
    (look,) = waiting(sam)
    assert (look["ref"], look["because"], look["count"], look["waits"]) == (refs[2], "repeated", 3, True)
    assert look["earlier"] == [refs[1], refs[0]]
    queue = sam.get("/api/v1/queues/community-safety/jobs").json()
    assert refs[2] not in [job["ref"] for job in queue["items"]]


def test_the_reviewer_is_written_to_and_the_letter_says_nothing_of_it(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    work()
    (letter,) = [sent for sent in mail.outbox if ref in sent.subject]
    assert letter.to == ["sam@example.org"]
    assert not any(word in letter.body for word in ("neighbour", "Weir", "asha", "Community"))


def test_where_nobody_is_named_the_administrators_read_it(cast: Cast) -> None:
    ref = third(cast)
    work()
    assert [sent.to for sent in mail.outbox if ref in sent.subject] == [["huw@example.org"]]
    assert [look["ref"] for look in waiting(cast.staff(cast.huw))] == [ref]


def test_nobody_else_is_shown_it_or_decides_it(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    for person in (cast.dev, cast.ewa, cast.femi, cast.gwen):
        staff = cast.staff(person)
        assert waiting(staff) == []
        assert decide(staff, ref, "release").status_code == 404
    assert Client().get("/api/v1/first-looks").status_code == 401


def test_a_reviewer_who_left_the_department_reads_nothing_more(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    Membership.objects.filter(person=sam.person).update(department=cast.parks)
    assert waiting(sam) == []
    assert decide(sam, ref, "release").status_code == 404
    assert [look["ref"] for look in waiting(cast.staff(cast.huw))] == [ref]


def test_released_it_is_in_the_queue_like_any_other(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    reply = decide(sam, ref, "release", note="Fresh and real")
    assert (reply.status_code, reply.json()["waits"]) == (200, False)
    job = Job.objects.get(reports__ref=ref)
    assert (job.status, job.department) == ("queued", cast.safety)
    assert waiting(sam) == []
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.subject, entry.reason) == (
        "first_look_release",
        f"report:{ref}",
        "Fresh and real",
    )


def test_answered_no_queue_has_it_and_only_its_reporter_reads_the_answer(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    work()
    mail.outbox.clear()
    assert decide(sam, ref, "answer").json()["field"] == "answer"
    assert decide(sam, ref, "answer", answer="I will ring you on Monday.").status_code == 200
    work()
    seen = cast.asha.look(ref)
    assert (seen["status"], seen["mine"]["answer"]) == ("closed", "I will ring you on Monday.")
    assert not Job.objects.filter(reports__ref=ref).exists()
    (letter,) = [sent for sent in mail.outbox if sent.to == ["asha@example.org"]]
    assert letter.subject == "There is news on your report"
    assert "Monday" not in letter.body
    assert cast.asha.client.get(f"/api/v1/reports/{ref}").status_code == 404


def test_answered_and_still_there_the_team_has_it(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    decide(sam, ref, "answer", answer="It has stopped, we think.")
    assert cast.asha.post(f"/api/v1/reports/{ref}/still-there", {}, ref=ref).status_code == 200
    assert Job.objects.get(reports__ref=ref).status == "queued"


def test_what_is_decided_is_decided_once(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    assert decide(sam, ref, "release").status_code == 200
    assert decide(sam, ref, "release").status_code == 200  # a page whose answer was lost asks again
    assert Job.objects.filter(reports__ref=ref).count() == 1
    huw = cast.staff(cast.huw)
    assert decide(huw, ref, "answer", answer="No").json()["type"] == "/problems/already-read"


def test_the_reporter_is_told_neutrally(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    seen = cast.asha.look(ref)
    assert [entry["sentence"] for entry in seen["timeline"]] == [
        "Somebody at Exampleton District Council reads it first."
    ]
    assert not any(word in str(seen) for word in ("third", "again and again", "Sam", "reviewer", "repeated"))


@pytest.mark.parametrize(
    ("issue_type", "answers"),
    [
        ("asb_neighbour", {"impact": 5}),
        ("asb_neighbour", {"impact": 1, "target": "yes"}),
        ("hate", {"hate_what": "words"}),
    ],
)
def test_what_is_urgent_is_in_the_queue_at_once_and_read_beside_it(
    cast: Cast, sam: Staff, issue_type: str, answers: dict[str, Any]
) -> None:
    ref = third(cast, issue_type=issue_type, answers=answers)
    assert Job.objects.get(reports__ref=ref).status == "queued"
    (look,) = waiting(sam)
    assert (look["ref"], look["waits"]) == (ref, False)
    assert decide(sam, ref, "answer", answer="No").json()["field"] == "decision"
    assert decide(sam, ref, "release").json()["decision"] == "seen"
    assert Job.objects.filter(reports__ref=ref).count() == 1


PERSON: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("the same address", {"email": "asha@example.org"}, {"email": " Asha@Example.org"}),
    ("the same number", {"email": "", "phone": "07700 900123"}, {"email": "", "phone": "+44 7700 900-123"}),
]


@pytest.mark.parametrize(("what", "first", "then"), PERSON, ids=[case[0] for case in PERSON])
def test_a_person_is_known_however_it_is_written(
    cast: Cast, what: str, first: dict[str, Any], then: dict[str, Any]
) -> None:
    refs = [tell(cast, **first), tell(cast, **then), tell(cast, **first)]
    assert not Job.objects.filter(reports__ref=refs[2]).exists()


def test_a_phone_is_known_by_its_cookie(cast: Cast) -> None:
    phone = Phone(Client())
    refs = [phone.report(issue_type="noise", answers={})["ref"] for _ in range(3)]
    assert [Job.objects.filter(reports__ref=ref).exists() for ref in refs] == [True, True, False]


OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("somebody else", {"email": "ben@example.org"}),
    ("nobody known", {"email": ""}),
    ("two houses on", {"point": at(NEXT_BUT_ONE)}),
    ("a fly-tip there", {"issue_type": "fly_tip", "answers": {}}),
]


@pytest.mark.parametrize(("what", "changes"), OTHERS, ids=[case[0] for case in OTHERS])
def test_others_and_other_places_do_not_count(cast: Cast, what: str, changes: dict[str, Any]) -> None:
    tell(cast)
    tell(cast)
    assert Job.objects.filter(reports__ref=tell(cast, **changes)).exists()


def test_next_door_and_another_private_kind_are_the_same_address(cast: Cast) -> None:
    tell(cast)
    tell(cast, point=at(NEXT_DOOR))
    ref = tell(cast, issue_type="noise", answers={"noise_what": "music"})
    assert FirstLook.objects.get(report__ref=ref).count == 3


def test_an_address_that_is_said_counts_wherever_the_pin_is(cast: Cast) -> None:
    said = [("12 Weir Lane", NEXT_DOOR), ("12, weir lane", NEXT_BUT_ONE), ("14 Weir Lane", NEXT_BUT_ONE)]
    for source, place in said:
        tell(cast, issue_type="noise", answers={"source": source}, point=at(place))
    far = Point(53.4205, -2.3520)
    ref = tell(cast, issue_type="noise", answers={"source": "12 Weir Lane"}, point=at(far))
    assert FirstLook.objects.get(report__ref=ref).count == 3


def test_after_ninety_days_they_count_no_more_and_nothing_is_known_of_who_sent_them(cast: Cast) -> None:
    tell(cast)
    tell(cast)
    SentBy.objects.update(at=now() - timedelta(days=91))
    assert Job.objects.filter(reports__ref=tell(cast)).exists()
    ages = [mark.at for mark in SentBy.objects.all()]
    assert repeats.forget(at=now()) == len(ages) - SentBy.objects.count() > 0
    assert min(mark.at for mark in SentBy.objects.all()) > now() - timedelta(days=1)


def test_no_mark_is_kept_of_who_sent_what_is_not_counted(cast: Cast) -> None:
    tell(cast, issue_type="fly_tip", answers={})
    assert not SentBy.objects.exists()
    tell(cast)
    assert not any("asha" in mark.key for mark in SentBy.objects.all())


@pytest.mark.parametrize(("most", "waits"), [(2, True), (4, False), (0, False)])
def test_how_many_are_too_many_can_be_set(cast: Cast, settings: Any, most: int, waits: bool) -> None:
    settings.REPEAT_REPORTS = most
    tell(cast)
    ref = tell(cast)
    assert FirstLook.objects.filter(report__ref=ref).exists() is waits


def test_what_waits_is_with_nobody_else_either(cast: Cast, sam: Staff) -> None:
    """On the trunk road it would go to another body: not before it was read."""
    road = at(Point(53.4050, -2.3500))
    cast.cleansing.reviewer = cast.dev
    cast.cleansing.save(update_fields=["reviewer"])
    ref = third(cast, point=road)
    work()
    assert [sent.to for sent in mail.outbox].count(["control@trunk.example"]) == 2
    assert cast.asha.look(ref)["status"] == "received"
    assert decide(cast.staff(cast.dev), ref, "release").status_code == 200
    work()
    assert [sent.to for sent in mail.outbox].count(["control@trunk.example"]) == 3
    assert cast.asha.look(ref)["status"] == "passed_on"


def test_taken_back_it_waits_for_nobody(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    assert cast.asha.post(f"/api/v1/reports/{ref}/withdraw", {}, ref=ref).status_code == 200
    assert waiting(sam) == []


def test_the_list_costs_the_same_however_long(
    cast: Cast, sam: Staff, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(5):
        third(cast, email=f"asha{number}@example.org")
    with django_assert_max_num_queries(8):
        assert len(waiting(sam)) == 5
    assert len(sam.get("/api/v1/first-looks?limit=2").json()["items"]) == 2


def test_the_socket_says_of_it_only_that_there_is_news(cast: Cast, sam: Staff) -> None:
    ref = third(cast)
    decide(sam, ref, "release")
    work()
    assert {said.event for said in LiveMessage.objects.filter(topic=f"report:{ref}")} == {"ReportNews"}
    assert Report.objects.get(ref=ref).status == "received"


def test_the_administrator_names_who_reads_first(cast: Cast, sam: Staff) -> None:
    cast.safety.reviewer = None
    cast.safety.save(update_fields=["reviewer"])
    huw = cast.staff(cast.huw)
    path = "/api/v1/departments/community-safety/reviewer"
    assert huw.get(path).json() == {
        "department": "community-safety",
        "name": None,
        "email": None,
        "people": [
            {"name": "Huw", "email": "huw@example.org"},
            {"name": "Sam", "email": "sam@example.org"},
        ],
    }
    for email, code in (("femi@example.org", 422), ("ewa@example.org", 422), ("huw@example.org", 200)):
        reply = huw.client.put(path, {"email": email}, content_type="application/json", headers=huw._csrf())
        assert reply.status_code == code, (email, reply.content)
    assert huw.get(path).json()["email"] == "huw@example.org"
    entry = AuditEntry.objects.filter(action="named_reviewer").get()
    assert (entry.subject, entry.reason) == ("department:community-safety", "huw@example.org")
