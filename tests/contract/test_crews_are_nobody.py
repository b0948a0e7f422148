"""In public a crew has no name, no number and no place; and times are days.

A marked crew does a marked job while every public door is read at each step; then what each public answer may
hold is read off its schema.
"""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

import pictures
from accounts.actor import Actor
from accounts.models import Membership, Person, Role
from cast import PASSWORD, Cast, Staff
from config.api import api
from config.audience import topics_of_jobs
from config.topics import TOPIC_RULES
from contract.public_doors import NO_ID, NO_REF, Said, read_everything
from contract.test_who_may_do_what import CASES
from core import outbox
from notify.models import Delivery, LiveMessage
from reports.models import Photo
from workqueue.models import Crew, Job, JobHistory

pytestmark = pytest.mark.django_db

#: Where the crew stands when it records the outcome.
STANDS = {"lat": 53.4211357, "lon": -2.3499753}
MARKS = ("Quagga", "quagga", "Rhubarb", "53.4211357", "-2.3499753", "round:", "crew_id", "Safety 999")
#: A moment, as JSON and HTML write it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d|\b\d\d:\d\d(?::\d\d)?\b")
#: A public answer with one of these would name or count people who work, or say where they are.
SAYS_WHO = re.compile(r"crew|staff|person|member|\bby\b|worker|assigned|taken_by")


@pytest.fixture
def quagga(cast: Cast) -> Staff:
    """A crew of two with marked names; its leader."""
    crew = Crew.objects.create(name="Quagga 7", department=cast.cleansing)
    for name in ("Rhubarb", "Rhubarb-Two"):
        person = Person(email=f"{name.lower()}@quagga.example", name=name)
        person.set_password(PASSWORD)
        person.save()
        Membership.objects.create(
            person=person, role=Role.CREW, body=cast.district, department=cast.cleansing
        )
        crew.members.add(person)
    return cast.staff(Person.objects.get(name="Rhubarb"))


def work() -> None:
    """Do what is due in the outbox."""
    while outbox.work_once():
        pass


def test_nothing_public_names_places_or_counts_a_crew(cast: Cast, quagga: Staff) -> None:
    report, job = cast.mattresses()
    follow = {"email": "ben@example.org"}
    assert Client().put(f"/api/v1/reports/{report.ref}/follow", follow, "application/json").status_code == 204
    crew = Crew.objects.get(name="Quagga 7")
    dev, photo = cast.staff(cast.dev), str(uuid.uuid4())
    quagga.put(f"/api/v1/photos/{photo}", pictures.telltale_photo("JPEG"))
    steps: tuple[tuple[Staff, str, dict[str, Any]], ...] = (
        (dev, "assign", {"crew_id": crew.pk}),
        (quagga, "start", {}),
        (quagga, "outcome", {"outcome": "ACC", "note": "Rhubarb-Note", "point": STANDS}),
        (quagga, "start", {}),
        (quagga, "outcome", {"outcome": "CLR", "note": "Rhubarb-Note", "point": STANDS, "photo_id": photo}),
    )
    for staff, step, body in steps:
        assert staff.post(f"/api/v1/jobs/{job.pk}/{step}", body).status_code == 200, step
        work()
        said = everything(report.ref, photo, job.pk)
        assert leaks(said) == []
    job.refresh_from_db()
    assert (job.outcome_lat, job.outcome_lon) == (STANDS["lat"], STANDS["lon"])
    letters = [letter.message().as_string() for letter in mail.outbox if "quagga" not in letter.to[0]]
    letters += [json.dumps(params) for params in Delivery.objects.values_list("params", flat=True)]
    assert [(mark, letter) for letter in letters for mark in MARKS if mark in letter] == []
    assert metadata_of(photo) == []


def test_with_two_crews_or_one_the_public_reads_the_same(cast: Cast, quagga: Staff) -> None:
    """Nobody outside can count them, nor tell which of them has it."""
    seen = []
    for crew in (cast.crew, Crew.objects.get(name="Quagga 7")):
        report, job = cast.mattresses()
        cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": crew.pk})
        body = Client().get(f"/api/v1/reports/{report.ref}").content.decode()
        seen.append(body.replace(report.ref, "REF"))
    assert seen[0] == seen[1]


def test_the_place_of_an_outcome_is_the_last_one_alone_and_goes_when_it_opens_again(
    cast: Cast, quagga: Staff
) -> None:
    report, job = cast.mattresses()
    crew = Crew.objects.get(name="Quagga 7")
    cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": crew.pk})
    quagga.post(f"/api/v1/jobs/{job.pk}/start")
    body = {"outcome": "NFA", "point": STANDS}
    assert quagga.post(f"/api/v1/jobs/{job.pk}/outcome", body).json()["outcome_point"] == STANDS
    cast.asha.post(f"/api/v1/reports/{report.ref}/still-there", {}, ref=report.ref)
    assert Job.objects.get(pk=job.pk).outcome_lat is None
    wrong = {"outcome": "NFA", "point": {"lat": 91, "lon": 0}}
    assert quagga.post(f"/api/v1/jobs/{job.pk}/outcome", wrong).status_code == 422


def test_no_table_keeps_where_a_crew_is_or_was() -> None:
    """But for the outcome's and the job's own, no column of work can hold a position."""
    assert {
        f"{model.__name__}.{field.name}"
        for model in (Crew, Job, JobHistory, Person, Membership)
        for field in model._meta.concrete_fields
        if re.search(r"(^|_)(lat|lon|position|place|point)(_|$)", field.name)
    } == {"Job.lat", "Job.lon", "Job.outcome_lat", "Job.outcome_lon"}


def test_rounds_are_heard_by_staff_alone(cast: Cast) -> None:
    nobody = Actor()
    for topic in set(TOPIC_RULES) - {"report", "ward", "cell"}:
        for rest in (str(cast.crew.pk), "street-cleansing", "exampleton"):
            assert TOPIC_RULES[topic](nobody, rest) is False, topic
    told = topics_of_jobs([{"department_id": cast.cleansing.pk, "crew_id": cast.crew.pk}])
    assert told == ["queue:street-cleansing", f"round:{cast.crew.pk}"]


def test_public_answers_have_no_room_for_who_works(cast: Cast) -> None:
    """Read off the schemas of everything that opens without sign-in."""
    named = {
        (operation, member)
        for operation in public_operations()
        for member in members_of(operation)
        if SAYS_WHO.search(member)
    }
    # Who is signed in reads their own name; nobody else's is there.
    assert {operation for operation, _member in named} <= {"get_session", "sign_in"}, named


def test_public_times_are_days(cast: Cast, quagga: Staff) -> None:
    report, job = cast.mattresses()
    cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/assign", {"crew_id": cast.crew.pk})
    work()
    for address, said in everything(report.ref, NO_ID, job.pk).items():
        if address.startswith(("/api/v1/reports", "/api/v1/wards", "/r/")):
            assert MOMENT.findall(said.body) == [], address


def everything(ref: str, photo: str, job_id: int) -> dict[str, Said]:
    """What every public door says."""
    known = {
        "ref": [ref, NO_REF],
        "photo_id": [photo],
        "edge": ["320"],
        "job_id": [str(job_id)],
        "slug": ["weirside"],
        "department": ["street-cleansing"],
        "request_id": [NO_ID],
    }
    names = {name for path in api.get_openapi_schema()["paths"] for name in re.findall(r"{(\w+)}", path)}
    return read_everything({**{name: ["1"] for name in names}, **known})


def leaks(said: dict[str, Said]) -> list[tuple[str, str]]:
    found = [
        (address, mark)
        for address, answer in said.items()
        for mark in MARKS
        if mark in answer.body or mark in answer.headers
    ]
    heard = LiveMessage.objects.exclude(topic__startswith="queue:").exclude(topic__startswith="round:")
    return found + [(one.topic, mark) for one in heard for mark in MARKS if mark in one.topic + one.event]


def metadata_of(photo: str) -> list[str]:
    """What the sizes of a photo hold beside the picture."""
    found = Photo.objects.get(pk=photo)
    assert found.sizes
    with default_storage.open(f"{found.sizes}-320.webp") as file, Image.open(file) as size:
        return [name for name in ("exif", "xmp", "icc_profile", "comment") if name in size.info]


def public_operations() -> list[str]:
    """Those that answer somebody without token or session."""
    return [name for name, case in CASES.items() if case.answers["public"] < 300]


def members_of(operation: str) -> Iterator[str]:
    """Every member of what an operation answers when it does what it was asked."""
    document = api.get_openapi_schema()
    schemas: dict[str, Any] = document["components"]["schemas"]
    for methods in document["paths"].values():
        for found in methods.values():
            if found["operationId"] == operation:
                for code, answer in found["responses"].items():
                    if str(code).startswith("2"):
                        yield from _members(answer, schemas, set())


def _members(found: Any, schemas: dict[str, Any], seen: set[str]) -> Iterator[str]:
    if isinstance(found, list):
        for one in found:
            yield from _members(one, schemas, seen)
    elif isinstance(found, dict):
        name = str(found.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            yield from schemas[name].get("properties", {})
            yield from _members(schemas[name], schemas, seen)
        for value in found.values():
            yield from _members(value, schemas, seen)
