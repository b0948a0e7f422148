"""People of the staff come, hold roles in a department, a ward and until a day, and go."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry, Membership, Person, Role
from cast import LARK_ESTATE, Cast, at
from core.clock import now
from core.geometry import Point
from reports.models import Report
from staff_browser import StaffBrowser

pytestmark = pytest.mark.django_db

KILN_HILL = Point(53.4070, -2.3500)
PRIVATE = {"visibility": "prv", "shown": "nothing", "words_passed": False, "on_map": False}


def manage(command: str, **options: Any) -> None:
    call_command(command, **options)


def add(role: str = "desk", **options: str) -> None:
    usual = {
        "email": "nel@example.org",
        "name": "Nel",
        "body": "exampleton",
        "department": "street-cleansing",
    }
    manage("add_person", role=role, **{**usual, **options})


def limit(person: Person, ward: str) -> None:
    Membership.objects.filter(person=person).update(ward=ward)


def in_ward(cast: Cast, point: Point) -> tuple[str, int]:
    """The reference and the job of a report there."""
    ref = cast.asha.report(point=at(point), description="Marked-Words")["ref"]
    return ref, Report.objects.get(ref=ref).jobs.get().pk


@pytest.mark.parametrize(
    "options",
    [
        {"body": "nowhere"},
        {"body": "police"},
        {"department": "highways"},
        {"department": ""},
        {"role": "administrator"},
        {"role": "councillor", "department": ""},
        {"email": "no address"},
        {"name": ""},
        {"until": "soon"},
    ],
)
def test_a_role_that_cannot_be_is_refused_and_leaves_nothing_behind(
    cast: Cast, options: dict[str, str]
) -> None:
    before = (Person.objects.count(), Membership.objects.count())
    with pytest.raises(CommandError):
        add(**options)
    assert (Person.objects.count(), Membership.objects.count()) == before


def test_somebody_known_is_given_another_role_and_keeps_the_password(cast: Cast) -> None:
    add(email="DEV@example.org", department="parks")
    browser = StaffBrowser()
    roles = browser.sign_in("dev@example.org").json()["roles"]
    assert [r["department"]["key"] for r in roles] == ["parks", "street-cleansing"]
    assert AuditEntry.objects.filter(action="gave_role").count() == 1


def test_an_ended_role_counts_no_more_at_the_next_request(cast: Cast) -> None:
    dev = StaffBrowser()
    dev.sign_in("dev@example.org")
    assert dev.get("queues/street-cleansing/jobs").status_code == 200
    Membership.objects.filter(person=cast.dev).update(until=now() - timedelta(seconds=1))
    assert dev.get("queues/street-cleansing/jobs").status_code == 403
    assert dev.get("session").json()["roles"] == []


def test_a_role_counts_until_its_day(cast: Cast) -> None:
    Membership.objects.filter(person=cast.dev).update(until=now() + timedelta(days=1))
    dev = StaffBrowser()
    dev.sign_in("dev@example.org")
    assert dev.get("queues/street-cleansing/jobs").status_code == 200


def test_ending_a_role_ends_the_sessions_too(cast: Cast) -> None:
    dev = StaffBrowser()
    dev.sign_in("dev@example.org")
    manage("end_role", email="dev@example.org", role="desk", body="exampleton")
    assert dev.get("departments").status_code == 401
    dev.sign_in("dev@example.org")
    assert dev.get("departments").status_code == 403
    with pytest.raises(CommandError):
        manage("end_role", email="dev@example.org")


def test_who_leaves_is_let_in_by_nothing(cast: Cast) -> None:
    dev = StaffBrowser()
    dev.sign_in("dev@example.org")
    phone = dev.add_passkey()
    manage("end_role", email="dev@example.org", leaves=True)
    assert dev.get("departments").status_code == 401
    assert dev.sign_in("dev@example.org").status_code == 401
    assert dev.use_passkey(phone).status_code == 401


def test_a_lost_telephone_is_forgotten_by_command(cast: Cast) -> None:
    dev = StaffBrowser()
    dev.sign_in("dev@example.org")
    dev.set_up_codes()
    manage("forget_second_step", email="dev@example.org")
    assert dev.get("departments").status_code == 401
    assert dev.sign_in("dev@example.org").status_code == 200
    assert AuditEntry.objects.filter(action="forgot_second_step").count() == 1


@pytest.mark.parametrize("who", ["dev", "femi"])
def test_a_role_in_a_ward_sees_that_ward_alone(cast: Cast, who: str) -> None:
    here, here_job = in_ward(cast, LARK_ESTATE)
    Report.objects.filter(ref=here).update(**PRIVATE)
    there, there_job = in_ward(cast, KILN_HILL)
    Report.objects.filter(ref=there).update(**PRIVATE)
    limit(getattr(cast, who), "kiln-hill")
    browser = StaffBrowser()
    browser.sign_in(f"{who}@example.org")
    listed = [line["id"] for line in browser.get("queues/street-cleansing/jobs?status=").json()["items"]]
    assert listed == [there_job]
    assert browser.get(f"jobs/{there_job}").status_code == 200
    assert browser.get(f"jobs/{here_job}").status_code == 404
    assert browser.get(f"reports/{there}").status_code == 200
    assert browser.get(f"reports/{here}").status_code == 404
    assert browser.send(f"jobs/{here_job}/outcome", outcome="NFA").status_code == 404


def test_two_wards_are_two_memberships_and_the_whole_department_takes_both_in(cast: Cast) -> None:
    _here, here_job = in_ward(cast, LARK_ESTATE)
    _there, there_job = in_ward(cast, KILN_HILL)
    limit(cast.dev, "kiln-hill")
    browser = StaffBrowser()
    browser.sign_in("dev@example.org")
    assert browser.get(f"jobs/{here_job}").status_code == 404
    add(email="dev@example.org", ward="weirside")
    assert [browser.get(f"jobs/{job}").status_code for job in (here_job, there_job)] == [200, 200]
    Membership.objects.filter(person=cast.dev).update(until=now())
    add(email="dev@example.org")
    assert [browser.get(f"jobs/{job}").status_code for job in (here_job, there_job)] == [200, 200]


def test_a_desk_in_one_ward_and_a_crew_in_another_does_each_where_it_is(cast: Cast) -> None:
    _there, there_job = in_ward(cast, KILN_HILL)
    limit(cast.femi, "kiln-hill")
    add(email="femi@example.org", role="desk", ward="weirside")
    femi = StaffBrowser()
    femi.sign_in("femi@example.org")
    assert femi.send(f"jobs/{there_job}/assign", crew_id=cast.crew.pk).status_code == 403


def test_a_desk_of_a_ward_decides_nothing_public_elsewhere(cast: Cast) -> None:
    here, _job = in_ward(cast, Point(53.4210, -2.3500))
    limit(cast.dev, "kiln-hill")
    dev = StaffBrowser()
    dev.sign_in("dev@example.org")
    assert dev.get(f"reports/{here}").json()["ref"] == here  # it is public
    assert "Marked-Words" not in dev.get(f"reports/{here}").content.decode()
    assert dev.send(f"reports/{here}/pass", what="words").status_code in {403, 404}


def test_an_administrator_made_by_command_gives_no_department(cast: Cast) -> None:
    add(role="administrator", department="")
    assert Membership.objects.get(person__email="nel@example.org").role == Role.ADMINISTRATOR
