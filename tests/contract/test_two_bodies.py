"""Two bodies on one installation, and roles held elsewhere: each door is tried with each of them.

Westbury's people work on the same installation as Exampleton's, and the two do not work together. Dev has a
twin whose desk is limited to a ward where nothing lies.
"""

import uuid
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from accounts.actor import actor_for
from accounts.models import Body, Department, Membership, Person, Role
from cast import PASSWORD, Cast
from config.topics import TOPIC_RULES
from contract.test_who_may_do_what import CASES, Scene, ask
from reports.models import Report
from workqueue.models import Crew

pytestmark = pytest.mark.django_db

#: What an information officer is answered about their own body.
OFFICERS = {
    "list_audit": 200,
    "list_holds": 200,
    "set_hold": 201,
    "end_hold": 404,
    "list_reviews": 200,
    "decide_review": 404,
    "copy_for_somebody": 200,
    "erase_for_somebody": 200,
    "get_keeping": 200,  # the table and the counts of the installation's runs: no row of anybody's
    "try_keeping": 200,
}
NO_DESK = {"list_blocks": 403, "list_trusted": 403, "end_block": 403, "end_trust": 403}
#: The rights of an administrator, in a body that has nothing of this: its own lists are empty.
NOT_THEIR_DEPARTMENT = {
    "list_holds": 200, "set_hold": 404, "end_hold": 404, "get_reviewer": 404, "name_reviewer": 404
}  # fmt: skip
#: Who → (the role of the big table that they are answered like, what differs).
LIKE: dict[str, tuple[str, dict[str, int]]] = {
    "officer": ("councillor", OFFICERS),
    "desk of the ward": ("desk", {}),
    "desk of another ward": ("other desk", {"list_queue": 200, "list_crews": 200, "list_checks": 200}),
    "desk of another body": ("other desk", {}),
    "crew of another body": ("other desk", NO_DESK),
    "administrator of another body": ("other desk", NOT_THEIR_DEPARTMENT),
    "officer of another body": ("councillor", {**OFFICERS, "set_hold": 404}),
}
THERE = "desk of the ward"
#: What leaves nothing to try the others on comes last.
LAST = ("erase_for_somebody", "sign_out")
OPERATIONS = [*sorted(set(CASES) - set(LAST)), *LAST]
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
        photos=[photo],
        description="Marked-Words",
        name="Marked-Name",
        phone="07700 900456",
        email="asha@example.org",
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
    seen = {name: everything_in(ask(scene, CASES[name], somebody)) for name in OPERATIONS}
    assert {name for name, said in seen.items() if any(mark in said for mark in marks)} == set()


def everything_in(reply: Any) -> str:
    """The words of an answer, of a ZIP's files too."""
    if not reply.streaming:
        return str(reply.content.decode())
    with ZipFile(BytesIO(b"".join(reply.streaming_content))) as copy:
        return "\n".join([*copy.namelist(), *(copy.read(name).decode() for name in copy.namelist())])


@pytest.mark.parametrize("who", ["officer", "officer of another body"])
def test_what_is_erased_at_a_persons_wish_is_what_their_body_has(
    cast: Cast, westbury: Body, who: str
) -> None:
    scene, somebody = scene_of(cast, private=False), cast.staff(person_for(who, cast))
    copied = everything_in(ask(scene, CASES["copy_for_somebody"], somebody))
    assert ("Marked-Words" in copied) == (who == "officer")
    assert ask(scene, CASES["erase_for_somebody"], somebody).json()["reports"] == (who == "officer")
    scene.report.refresh_from_db()
    assert (scene.report.email == "") == (who == "officer")


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
