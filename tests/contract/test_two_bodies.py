"""Two bodies on one installation, and roles held elsewhere: each door is tried with each of them.

Westbury's people work on the same installation as Exampleton's, and the two do not work together. Dev has a
twin whose desk is limited to a ward where nothing lies.
"""

import uuid
from typing import Any

import pytest

from accounts.actor import actor_for
from accounts.models import Body, Department, Membership, Person, Role
from cast import PASSWORD, Cast
from config.topics import TOPIC_RULES
from contract.test_who_may_do_what import CASES, Scene, ask
from reports.models import Report
from workqueue.models import Crew

pytestmark = pytest.mark.django_db

#: Who → (the role of the big table that they are answered like, what differs).
LIKE: dict[str, tuple[str, dict[str, int]]] = {
    "officer": ("councillor", {"list_audit": 200}),
    "desk of the ward": ("desk", {}),
    "desk of another ward": ("other desk", {"list_queue": 200, "list_crews": 200, "list_checks": 200}),
    "desk of another body": ("other desk", {}),
    "crew of another body": ("other desk", {}),
    "administrator of another body": ("other desk", {}),
    "officer of another body": ("councillor", {"list_audit": 200}),
}
THERE = "desk of the ward"
#: Signing out comes last.
OPERATIONS = sorted(CASES, key=lambda name: (name == "sign_out", name))
PRIVATE = {"visibility": "prv", "shown": "nothing", "words_passed": False, "on_map": False}
STRANGERS = [who for who in LIKE if who.endswith("another body")]


@pytest.fixture
def westbury(cast: Cast) -> Body:
    body = Body.objects.create(
        key="westbury", name="Westbury Council", kind="unitary", is_ours=True, second_step_required=False
    )
    waste = Department.objects.create(key="westbury-waste", name="Waste", body=body)
    Crew.objects.create(name="West 1", department=waste)
    return body


def person_for(who: str, cast: Cast) -> Person:
    """Somebody with that role."""
    made = Person(email=f"{who.replace(' ', '-')}@example.net", name=who)
    made.set_password(PASSWORD)
    made.save()
    elsewhere = who.endswith("another body")
    body = Body.objects.get(key="westbury" if elsewhere else "exampleton")
    role = Role(who.partition(" ")[0])
    department = None
    if role in {Role.DESK, Role.CREW}:
        department = Department.objects.get(key="westbury-waste") if elsewhere else cast.cleansing
    ward = {"desk of the ward": "weirside", "desk of another ward": "kiln-hill"}.get(who, "")
    Membership.objects.create(person=made, role=role, body=body, department=department, ward=ward)
    return made


def scene_of(cast: Cast, *, private: bool) -> Scene:
    photo = str(uuid.uuid4())
    receipt = cast.asha.report(
        photos=[photo], description="Marked-Words", name="Marked-Name", phone="07700 900456"
    )
    if private:
        Report.objects.filter(ref=receipt["ref"]).update(**PRIVATE)
    report = Report.objects.get(ref=receipt["ref"])
    return Scene(cast, report, report.jobs.get(), photo)


def expected(operation: str, who: str) -> int:
    like, differs = LIKE[who]
    return differs.get(operation, CASES[operation].answers[like])


@pytest.mark.parametrize("operation", sorted(CASES))
def test_a_desk_limited_to_the_ward_does_there_what_a_desk_does(
    cast: Cast, westbury: Body, operation: str
) -> None:
    reply = ask(scene_of(cast, private=False), CASES[operation], cast.staff(person_for(THERE, cast)))
    assert reply.status_code == expected(operation, THERE), reply.content


@pytest.mark.parametrize("who", [who for who in LIKE if who != THERE])
def test_each_operation_asks_for_the_right_role_in_the_right_place(
    cast: Cast, westbury: Body, who: str
) -> None:
    scene, somebody = scene_of(cast, private=False), cast.staff(person_for(who, cast))
    answers = {name: ask(scene, CASES[name], somebody).status_code for name in OPERATIONS}
    wrong = {name: code for name, code in answers.items() if code != expected(name, who)}
    assert wrong == {}


@pytest.mark.parametrize("who", [*STRANGERS, "desk of another ward"])
def test_nothing_private_comes_out_to_them(cast: Cast, westbury: Body, who: str) -> None:
    scene, somebody = scene_of(cast, private=True), cast.staff(person_for(who, cast))
    marks = (scene.report.ref, "Marked-Words", "Marked-Name", "900456", scene.report.phone_id.hex)
    seen = {name: ask(scene, CASES[name], somebody).content.decode() for name in OPERATIONS}
    assert {name for name, said in seen.items() if any(mark in said for mark in marks)} == set()


def keys(reply: Any) -> set[str]:
    return {item["key"] for item in reply.json()}


@pytest.mark.parametrize("who", STRANGERS)
def test_neither_sees_the_others_bodies_or_departments(cast: Cast, westbury: Body, who: str) -> None:
    theirs = cast.staff(person_for(who, cast))
    assert keys(theirs.get("/api/v1/departments")) == {"westbury-waste"}
    assert "exampleton" not in keys(theirs.get("/api/v1/bodies"))
    assert {"westbury", "police"} <= keys(theirs.get("/api/v1/bodies"))
    ours = cast.staff(cast.dev)
    # The two tiers of one area do work together.
    assert keys(ours.get("/api/v1/departments")) >= {"street-cleansing", "parks", "highways"}
    assert "westbury-waste" not in keys(ours.get("/api/v1/departments"))
    assert "westbury" not in keys(ours.get("/api/v1/bodies"))


def test_no_work_is_sent_to_a_body_that_one_does_not_work_with(cast: Cast, westbury: Body) -> None:
    _report, job = cast.mattresses()
    dev, femi = cast.staff(cast.dev), cast.staff(cast.femi)
    said = {"department": "westbury-waste", "reason": "Theirs"}
    forwarded = dev.post(f"/api/v1/jobs/{job.pk}/forward", said)
    assert (forwarded.status_code, forwarded.json()["field"]) == (422, "department")
    femi.post(f"/api/v1/jobs/{job.pk}/start")
    passed = femi.post(f"/api/v1/jobs/{job.pk}/outcome", {"outcome": "OWN", "owner_body": "westbury"})
    assert (passed.status_code, passed.json()["field"]) == (422, "owner_body")


@pytest.mark.parametrize("who", [*STRANGERS, "officer"])
def test_they_hear_nothing_of_it_live(cast: Cast, westbury: Body, who: str) -> None:
    report, _job = cast.mattresses()
    Report.objects.filter(pk=report.pk).update(**PRIVATE)
    actor = actor_for(person_for(who, cast))
    heard = {
        "report": report.ref,
        "queue": "street-cleansing",
        "round": str(cast.crew.pk),
    }
    assert [topic for topic, rest in heard.items() if TOPIC_RULES[topic](actor, rest)] == []
    assert set(TOPIC_RULES) == {*heard, "ward", "cell"}, "a new kind of topic belongs here"
